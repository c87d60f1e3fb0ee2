#include "item.hpp"

#include "shape.hpp"

namespace dump {
namespace {

constexpr std::uint16_t bits(unsigned value) { return static_cast<std::uint16_t>(value); }

void add_flags(Item& item, const dk_yaml& list) {
  if (!is_list(list)) unexpected(list, "a list of flags: [generated, boundary, atomic]");
  for (std::uint32_t i = 0; i < list.count; ++i) {
    const std::string_view name = string_of(*list.items[i], "a flag: generated, boundary or atomic");
    std::uint16_t flag = 0;
    for (const FlagName& row : flag_names)
      if (row.name == name) flag = row.flag;
    if (name == generated_subtree) flag = item.inherited = DK_GENERATED;
    if (flag == 0)
      throw Mistake{"dump.unknown-name", list.items[i], "there is no flag \"" + std::string(name) + "\"",
                    "generated, generated-subtree, boundary or atomic"};
    item.flags = bits(item.flags | flag);
  }
}

std::uint16_t category_of(const dk_yaml& value) {
  const std::string_view name = string_of(value, "a category: block, inline or part");
  for (const FlagName& row : category_names)
    if (row.name == name) return row.flag;
  throw Mistake{"dump.unknown-name", &value, "there is no category \"" + std::string(name) + "\"",
                "block, inline or part"};
}

// A core kind by its name, a custom one by its name behind a plus, one this version does not know by #number.
void parse_kind(Item& item, const dk_yaml& kind) {
  item.kind_at = &kind;
  item.name = string_of(kind, "the kind of a node");
  if (item.name.size() > 1 && item.name.front() == '+') {
    item.name.remove_prefix(1);
    return;
  }
  if (!item.name.empty() && item.name.front() == '#') {
    dk_yaml digits = kind;
    digits.value = deckle::str(item.name.substr(1));
    item.number = number_of<std::uint16_t>(digits, "the number of a kind");
    if (item.number == 0 || item.number >= DK_KIND_CUSTOM || deckle::row_of(static_cast<deckle::Kind>(item.number)))
      unexpected(kind, "the number of a kind without a name");
    return;
  }
  const deckle::KindRow* row = deckle::kind_named(item.name);
  if (!row)
    throw Mistake{"dump.unknown-name", &kind, "there is no kind \"" + std::string(item.name) + "\"",
                  "a kind of your own has a plus before its name"};
  item.number = static_cast<std::uint16_t>(row->kind);
  item.flags = row->flags;
  item.content = row->content;
}

// What stands behind the kind: the text, the children or the attributes.
void parse_head(Item& item, const dk_yaml& value) {
  if (is_scalar(value)) item.text = &value;
  else if (is_list(value)) item.children = &value;
  else if (is_map(value) && value.count > 0) item.attributes = &value;
}

[[noreturn]] void misplaced(const Item& item, const dk_yaml& where, std::string_view what) {
  throw Mistake{"dump.misplaced", &where, std::string(item.name).append(" ").append(what), {}};
}

void check(const Item& item, bool has_category) {
  const bool is_leaf = (item.flags & DK_LEAF) != 0;
  if (deckle::row_of(static_cast<deckle::Kind>(item.number)) ? has_category : !has_category)
    misplaced(item, *item.kind_at,
              has_category ? "has a category of its own" : "needs a category: block, inline or part");
  if ((item.flags & DK_CATEGORY) == DK_META && item.number == 0)
    misplaced(item, *item.kind_at, "cannot be metadata: there are no custom kinds of metadata");
  if (is_leaf && (item.children || item.continued))
    misplaced(item, item.children ? *item.children : *item.continued, "cannot have children");
  if (item.text && item.content != DK_C_TEXT && !(item.content == deckle::any_content && is_leaf))
    misplaced(item, *item.text, "cannot have text of its own");
  if (item.children && item.continued) misplaced(item, *item.continued, "has children here already");
}

}  // namespace

bool parse_detail(Item& item, const dk_yaml& key, const dk_yaml& value) {
  const std::string_view name = deckle::view(key.value);
  if (name == "attributes" && !item.attributes) item.attributes = &value;
  else if (name == "flags") add_flags(item, value);
  else if (name == "label") item.label = &value;
  else if (name == "at") item.at = &value;
  else return false;
  return true;
}

Item parse_item(const dk_yaml& written) {
  Item item;
  item.whole = &written;
  if (is_scalar(written)) {
    parse_kind(item, written);
    check(item, false);
    return item;
  }
  if (!is_map(written) || written.count == 0)
    unexpected(written, "a node: its kind, or a map that begins with its kind");
  const bool is_named = deckle::view(written.keys[0]->value) == "kind";
  parse_kind(item, is_named ? *written.items[0] : *written.keys[0]);
  if (!is_named) parse_head(item, *written.items[0]);
  bool has_category = false;
  for (std::uint32_t i = 1; i < written.count; ++i) {
    const dk_yaml &key = *written.keys[i], &value = *written.items[i];
    const std::string_view name = deckle::view(key.value);
    if (name == "value" && !item.text) item.text = &value;
    else if (name == "children" && !item.children) item.children = &list_of(value, "a list of nodes");
    else if (name == "continued") item.continued = &value;
    else if (name == "category")
      item.flags = bits((item.flags & ~DK_CATEGORY) | category_of(value)), has_category = true;
    else if (name == "leaf" && item.content == deckle::any_content)
      item.flags = bits(item.flags | (bool_of(value) ? DK_LEAF : 0));
    else if (!parse_detail(item, key, value))
      throw Mistake{"dump.unknown-name", &key, "\"" + std::string(name) + "\" says nothing about a node here",
                    "value, children, attributes, flags, category, leaf, label, at or continued"};
  }
  if (item.text) string_of(*item.text, "text");
  check(item, has_category);
  return item;
}

}  // namespace dump
