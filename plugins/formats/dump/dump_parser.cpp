#include "dump_parser.hpp"

#include "shape.hpp"

namespace dump {

using deckle::Kind;

namespace {

const dk_yaml no_list{sizeof(dk_yaml), DK_YAML_LIST, 0, 0, 0, 0, {}, {}, nullptr, nullptr};

}  // namespace

void DumpParser::run(const dk_yaml& root) {
  top_keys(root);
  number_labels();
  m_walked.clear();
  const auto enter = [&](const Item& item, Level& level) { build(item, level); };
  const auto leave = [&] { m_out.close(); };
  attributes(m_about[0]);
  if (m_about[0].flags) m_out.flag(m_about[0].flags);
  const struct {
    Kind kind;
    const Item& about;
    const dk_yaml* list;
  } parts[] = {{Kind::metadata, m_about[1], m_metadata}, {Kind::body, m_about[2], m_body}};
  for (const auto& part : parts) {
    const deckle::KindRow* row = deckle::row_of(part.kind);
    m_out.begin(part.kind, static_cast<std::uint16_t>(row->flags | part.about.flags), {}, span(part.about));
    attributes(part.about);
    walk(part.list ? *part.list : no_list, row->content, part.about.inherited, enter, leave);
    if (part.kind == Kind::metadata) m_out.close();  // the builder closes the body
  }
  if (m_walked.size() != m_continued.size())
    for (const auto& [name, list] : m_continued)
      if (m_walked.count(list) == 0) throw Mistake{"dump.missing", list, "no node is continued here", {}};
}

void DumpParser::top_keys(const dk_yaml& root) {
  if (!is_map(root) || root.count == 0 || deckle::view(root.keys[0]->value) != version_key ||
      !is_scalar(*root.items[0]) || deckle::view(root.items[0]->value) != "1")
    throw Mistake{"dump.version",
                  is_map(root) && root.count > 0 ? root.keys[0] : &root,
                  "a dump begins with `deckle-document: 1`",
                  {}};
  const dk_yaml* resource_list = nullptr;
  each_entry(root, [&](const dk_yaml& key, const dk_yaml& value) {
    const std::string_view name = deckle::view(key.value);
    if (name == version_key) return;
    if (name == "sources") sources(list_of(value, "a list of sources"));
    else if (name == "resources") resource_list = &list_of(value, "a list of resources");
    else if (name == "about") about(map_of(value, "a map: document, metadata, body"));
    else if (name == "metadata") m_metadata = &list_of(value, "a list of metadata entries");
    else if (name == "body") m_body = &list_of(value, "a list of blocks");
    else if (name == "continued")
      each_entry(map_of(value, "a map of continuations by number"), [&](const dk_yaml& number, const dk_yaml& list) {
        m_continued[deckle::view(number.value)] = &list_of(list, "a list of nodes");
      });
    else
      throw Mistake{"dump.unknown-name", &key, "\"" + std::string(name) + "\" is no part of a dump",
                    "sources, resources, about, metadata, body or continued"};
  });
  if (resource_list) resources(*resource_list);
}

void DumpParser::about(const dk_yaml& map) {
  each_entry(map, [&](const dk_yaml& key, const dk_yaml& value) {
    const std::string_view name = deckle::view(key.value);
    const int index = name == "document" ? 0 : name == "metadata" ? 1 : name == "body" ? 2 : -1;
    if (index < 0)
      throw Mistake{"dump.unknown-name", &key, "\"" + std::string(name) + "\" is no part of a document",
                    "document, metadata or body"};
    Item& item = m_about[index];
    item.whole = &value;
    each_entry(map_of(value, "a map: attributes, flags, label, at"), [&](const dk_yaml& detail, const dk_yaml& what) {
      if (!parse_detail(item, detail, what))
        throw Mistake{"dump.unknown-name", &detail, "this says nothing about a node", "attributes, flags, label or at"};
    });
  });
}

// The walk of both passes: a node, what is below it, the next one.
template <class Enter, class Leave>
void DumpParser::walk(const dk_yaml& list, std::uint16_t content, std::uint16_t inherited, Enter enter, Leave leave) {
  const std::size_t bottom = m_levels.size();
  m_levels.push_back({&list, 0, content, 0, inherited});
  std::uint32_t count = 0;
  while (m_levels.size() > bottom) {
    if (++count % 1024 == 0) m_call.stop_if_cancelled();
    Level& level = m_levels.back();
    if (level.next == level.list->count) {
      m_levels.pop_back();
      if (m_levels.size() > bottom) leave();
      continue;
    }
    Item item = parse_item(*level.list->items[level.next++]);
    item.inherited = static_cast<std::uint16_t>(item.inherited | level.inherited);
    item.flags = static_cast<std::uint16_t>(item.flags | item.inherited);
    enter(item, level);
    const dk_yaml* below = list_below(item);
    m_levels.push_back({below ? below : &no_list, 0, item.content, 0, item.inherited});
  }
}

// The children of a node, where it stands or where it is continued. A continuation belongs to one node.
const dk_yaml* DumpParser::list_below(const Item& item) {
  if (!item.continued) return item.children;
  const auto found = m_continued.find(string_of(*item.continued, "the number of a continuation"));
  if (found == m_continued.end()) throw Mistake{"dump.missing", item.continued, "there is no such continuation", {}};
  if (!m_walked.insert(found->second).second)
    throw Mistake{"dump.unexpected", item.continued, "another node is continued there already", {}};
  return found->second;
}

// Node numbers are places in reading order: 0 the root, 1 the metadata.
void DumpParser::number_labels() {
  std::uint32_t number = 0;
  const auto enter = [&](const Item& item, Level&) { label(item, number++); };
  const auto leave = [] {};
  label(m_about[0], number++);
  label(m_about[1], number++);
  walk(m_metadata ? *m_metadata : no_list, deckle::any_content, 0, enter, leave);
  label(m_about[2], number++);
  walk(m_body ? *m_body : no_list, deckle::any_content, 0, enter, leave);
}

void DumpParser::label(const Item& item, std::uint32_t number) {
  if (!item.label) return;
  if (!m_labels.emplace(number_of<std::uint32_t>(*item.label, "a label: a number"), number).second)
    throw Mistake{"dump.unexpected", item.label, "another node has this label already", {}};
}

void DumpParser::build(const Item& item, Level& level) {
  check_place(item, level);
  open(item);
  attributes(item);
}

void DumpParser::check_place(const Item& item, Level& level) {
  const bool is_first = level.next == 1;
  const auto kind = item.number ? static_cast<Kind>(item.number) : static_cast<Kind>(DK_KIND_CUSTOM);
  const deckle::ChildRule rule = deckle::rule_for(level.content, kind, item.flags & DK_CATEGORY);
  const bool needs_term = level.content == DK_C_DEFINITIONS && is_first && kind != Kind::term;
  if (rule.rank == 0 || rule.rank < level.last_rank || (rule.once && rule.rank == level.last_rank) || needs_term)
    throw Mistake{"dump.misplaced", item.kind_at, std::string(item.name).append(" may not stand here"), {}};
  level.last_rank = rule.rank;
  if (level.content == DK_C_ENTRIES) {
    bool has_key = false;
    if (item.attributes && is_map(*item.attributes))
      each_entry(*item.attributes,
                 [&](const dk_yaml& key, const dk_yaml&) { has_key |= deckle::view(key.value) == "key"; });
    else if (item.attributes)
      for (std::uint32_t i = 0; i < item.attributes->count; ++i) {
        const dk_yaml& pair = *item.attributes->items[i];
        has_key |= is_list(pair) && pair.count > 0 && deckle::view(pair.items[0]->value) == "key";
      }
    if (!has_key) throw Mistake{"dump.misplaced", item.kind_at, "a metadata entry needs the attribute `key`", {}};
  }
}

Kind DumpParser::kind_of(const Item& item) {
  if (item.number) return static_cast<Kind>(item.number);
  const std::uint16_t fixed = item.flags & (DK_CATEGORY | DK_LEAF);
  const auto [known, is_new] = m_custom_kinds.emplace(item.name, fixed);
  if (!is_new && known->second != fixed)
    throw Mistake{"dump.misplaced",
                  item.kind_at,
                  "the kind " + std::string(item.name) + " has another category, or is a leaf, elsewhere in this dump",
                  {}};
  return m_out.custom_kind(item.name, fixed);
}

void DumpParser::open(const Item& item) {
  const std::string_view text = item.text ? deckle::view(item.text->value) : std::string_view();
  m_out.begin(kind_of(item), item.flags, text, span(item));
}

// "12-15" of the first source, "2:12-15" of the third.
std::optional<dk_span> DumpParser::span(const Item& item) {
  if (!item.at) return std::nullopt;
  constexpr std::string_view expected = "a place: begin-end or source:begin-end, in bytes";
  const std::string_view text = string_of(*item.at, expected);
  std::uint32_t parts[3] = {};
  const bool has_source = text.find(':') != text.npos;
  const char* at = text.data();
  const char* const end = at + text.size();
  for (int i = has_source ? 0 : 1; i < 3; ++i) {
    const auto [next, error] = std::from_chars(at, end, parts[i]);
    const char separator = i == 0 ? ':' : '-';
    if (error != std::errc() || (i == 2 ? next != end : next == end || *next != separator))
      unexpected(*item.at, expected);
    at = next + (i == 2 ? 0 : 1);
  }
  if (parts[0] >= m_sources.size()) throw Mistake{"dump.missing", item.at, "there is no such source", {}};
  if (parts[1] > parts[2] || parts[2] > m_source_sizes[parts[0]])
    throw Mistake{"dump.missing", item.at, "the source has no such bytes", {}};
  return dk_span{m_sources[parts[0]], parts[1], parts[2]};
}

}  // namespace dump
