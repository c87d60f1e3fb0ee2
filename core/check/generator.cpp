#include "check/generator.hpp"

#include <algorithm>

namespace deckle::naive {
namespace {

constexpr std::uint32_t deepest = 14;
constexpr std::uint16_t unknown_kind = 0x0180;
constexpr std::uint32_t unknown_key = 900;

const std::string_view words[] = {"",
                                  "a",
                                  "Deckle ",
                                  " and mould",
                                  "line\nbreak",
                                  "\t",
                                  "«ورق»",
                                  "手工紙",
                                  "कागज़",
                                  "e\xCC\x81",
                                  "\xF0\x9F\x93\x9C",
                                  "\xEF\xBB\xBF",
                                  "\"quoted\" 'text'",
                                  "# - * > : ? | % @ `",
                                  "---",
                                  "null",
                                  "1.0",
                                  "\\",
                                  "\x01\x7F",
                                  "\xC2\x85",
                                  "\xE2\x80\xA8"};

std::vector<Kind> kinds_of(std::uint16_t category) {
  std::vector<Kind> kinds;
  for (const KindRow& row : kind_table)
    if ((row.flags & DK_CATEGORY) == category && row.kind != Kind::metadata) kinds.push_back(row.kind);
  return kinds;
}

std::vector<SourcePtr> random_sources(Random& random, bool newer_than_host) {
  std::vector<SourcePtr> sources;
  for (std::uint32_t i = random.below(6); i > 0; --i) {
    auto source = std::make_shared<Source>();
    if (!sources.empty() && random.chance(60)) source->parent = random.pick(sources);
    source->what = random.chance(10) && newer_than_host ? 77 : random.between(DK_SOURCE_FILE, DK_SOURCE_GENERATED);
    source->name = std::to_string(sources.size()) + std::string(random.pick(words));
    if (random.chance(50)) source->media_type = "text/markdown";
    source->bytes = random.chance(10) ? 0xFFFFFFFFu : random.below(5000);
    sources.push_back(source);
  }
  return sources;
}

std::vector<ResourcePtr> random_resources(Random& random, const std::vector<SourcePtr>& sources) {
  std::vector<ResourcePtr> resources;
  for (std::uint32_t i = random.below(4); i > 0; --i) {
    auto resource = std::make_shared<Resource>();
    resource->name = random.pick(words);
    if (random.chance(50)) resource->media_type = "image/png";
    if (!sources.empty() && random.chance(50)) resource->source = random.pick(sources);
    resource->is_external = random.chance(40);
    if (!resource->is_external)
      for (std::uint32_t size = random.below(300); size > 0; --size)
        resource->bytes.push_back(static_cast<char>(random.next()));
    resources.push_back(resource);
  }
  return resources;
}

}  // namespace

Generator::Generator(Random random, Variety variety, const std::vector<SourcePtr>& known)
    : m_random(random), m_variety(variety), m_left(variety.nodes) {
  m_sources = random_sources(m_random, m_variety.newer_than_host);
  m_sources.insert(m_sources.end(), known.begin(), known.end());
  m_resources = random_resources(m_random, m_sources);
}

TreePtr Generator::document() {
  TreePtr document = of_kind(Kind::document, 0);
  aim_references(preorder(*document));
  return document;
}

std::string Generator::text() {
  std::string text;
  for (std::uint32_t i = m_random.below(5); i > 0; --i) text += m_random.pick(words);
  if (m_random.chance(3)) text += std::string(1, '\0');
  if (m_random.chance(1)) text += std::string(3000, 'x');
  return text;
}

std::optional<Span> Generator::span() {
  if (m_sources.empty() || m_random.chance(30)) return std::nullopt;
  const SourcePtr source = m_random.pick(m_sources);
  const auto begin = m_random.below(source->bytes + 1);
  return Span{source, begin, static_cast<std::uint32_t>(begin + m_random.below(source->bytes - begin + 1))};
}

Attr Generator::any_value(Attr attr) {
  switch (attr.type) {
    case DK_A_STRING: attr.text = text(); break;
    case DK_A_BOOL: attr.bits = m_random.below(2); break;
    case DK_A_RESOURCE: attr.resource = m_resources.empty() ? nullptr : m_random.pick(m_resources); break;
    case DK_A_NODE: break;
    case DK_A_INT: attr.bits = m_random.chance(50) ? m_random.below(9) : m_random.next(); break;
    default: attr.bits = m_random.next();
  }
  return attr;
}

Attr Generator::core_attribute(Key key) {
  Attr attr;
  attr.key = static_cast<std::uint32_t>(key);
  attr.type = row_of(key)->type;
  return any_value(attr);
}

Attr Generator::custom_attribute() {
  static const char* const names[] = {"data-x", "start", "lang", "خط", "a b", "id", "width"};
  Attr attr;
  attr.key = DK_KEY_CUSTOM, attr.name = m_random.pick(names);
  if (m_variety.newer_than_host && m_random.chance(5)) attr.key = unknown_key, attr.name.clear();
  attr.type = m_random.chance(60) ? std::uint32_t{DK_A_STRING} : m_random.between(DK_A_STRING, DK_A_RESOURCE);
  return any_value(attr);
}

// Attributes on any node, spans and flags; a resource attribute needs a resource.
void Generator::decorate(Tree& tree) {
  std::vector<Attr> attrs;
  if (m_random.chance(40))
    for (std::uint32_t i = m_random.below(5); i > 0; --i) {
      const Attr attr = core_attribute(m_random.pick(key_table).key);
      if (std::none_of(attrs.begin(), attrs.end(), [&](const Attr& other) { return other.key == attr.key; }))
        attrs.push_back(attr);
    }
  if (m_random.chance(30))
    for (std::uint32_t i = m_random.below(4); i > 0; --i) attrs.push_back(custom_attribute());
  for (const Attr& attr : attrs)
    if (attr.type != DK_A_RESOURCE || attr.resource) tree.attrs.push_back(attr);
  tree.span = span();
  for (const std::uint16_t flag : {DK_GENERATED, DK_BOUNDARY, DK_ATOMIC})
    if (m_random.chance(10)) tree.flags = static_cast<std::uint16_t>(tree.flags | flag);
}

void Generator::aim_references(const std::vector<Tree*>& nodes) {
  for (Tree* node : nodes)
    for (Attr& attr : node->attrs)
      if (attr.type == DK_A_NODE && !attr.node) attr.node = nodes[m_random.below(nodes.size())];
}

TreePtr Generator::of_kind(Kind kind, std::uint32_t depth) {
  const KindRow& row = *row_of(kind);
  auto tree = std::make_unique<Tree>();
  tree->kind = static_cast<std::uint16_t>(kind), tree->flags = row.flags;
  if (m_left > 0) --m_left;
  decorate(*tree);
  if (row.content == DK_C_TEXT) tree->text = text();
  fill(*tree, row.content, depth + 1);
  return tree;
}

// Names tell the category, so that one name never has two.
TreePtr Generator::custom(std::uint16_t category, std::uint32_t depth) {
  auto tree = std::make_unique<Tree>();
  tree->kind = DK_KIND_CUSTOM;
  tree->flags = static_cast<std::uint16_t>(category | (m_random.chance(30) ? DK_LEAF : 0));
  tree->name = (tree->is_leaf() ? "leaf-" : "kind-") + std::to_string(category) + (m_random.chance(50) ? "" : "'");
  decorate(*tree);
  if (tree->is_leaf()) tree->text = text();
  else add_anything(*tree, depth + 1);
  return tree;
}

TreePtr Generator::newer(std::uint16_t category, std::uint32_t depth) {
  auto tree = std::make_unique<Tree>();
  tree->kind = unknown_kind;
  tree->flags = category;
  decorate(*tree);
  if (category != DK_META) add_anything(*tree, depth + 1);
  return tree;
}

TreePtr Generator::node(std::uint16_t category, std::uint32_t depth) {
  static const std::vector<Kind> blocks = kinds_of(DK_BLOCK), inlines = kinds_of(DK_INLINE), parts = kinds_of(DK_PART),
                                 values = kinds_of(DK_META);
  if (m_variety.newer_than_host && m_random.chance(2)) return newer(category, depth);
  if (category != DK_META && m_random.chance(5)) return custom(category, depth);
  if (category == DK_BLOCK) return of_kind(m_random.pick(blocks), depth);
  if (category == DK_META) return of_kind(m_random.pick(values), depth);
  if (category == DK_PART) return of_kind(m_random.pick(parts), depth);
  return of_kind(m_random.chance(40) ? Kind::text : m_random.pick(inlines), depth);
}

void Generator::add_many(Tree& tree, std::uint16_t category, std::uint32_t depth) {
  if (depth > deepest) return;
  for (std::uint32_t i = m_random.below(depth < 4 ? 12 : 4); i > 0 && m_left > 0; --i)
    tree.children.push_back(node(category, depth));
}

void Generator::add_kinds(Tree& tree, std::initializer_list<Kind> kinds, std::uint32_t depth) {
  for (std::uint32_t i = m_random.below(4); i > 0 && m_left > 0; --i)
    tree.children.push_back(of_kind(m_random.pick(kinds), depth));
}

void Generator::maybe_one(Tree& tree, Kind kind, std::uint32_t depth) {
  if (m_random.chance(50)) tree.children.push_back(of_kind(kind, depth));
}

void Generator::add_definitions(Tree& tree, std::uint32_t depth) {
  if (m_random.chance(10)) return;
  tree.children.push_back(of_kind(Kind::term, depth));
  add_kinds(tree, {Kind::term, Kind::description}, depth);
}

void Generator::add_table(Tree& tree, std::uint32_t depth) {
  maybe_one(tree, Kind::caption, depth);
  add_kinds(tree, {Kind::column}, depth);
  maybe_one(tree, Kind::table_head, depth);
  add_kinds(tree, {Kind::table_body}, depth);
  maybe_one(tree, Kind::table_foot, depth);
}

void Generator::add_entries(Tree& tree, bool with_keys, std::uint32_t depth) {
  add_many(tree, DK_META, depth);
  for (TreePtr& entry : tree.children) {
    const bool has_key =
        std::any_of(entry->attrs.begin(), entry->attrs.end(), [](const Attr& attr) { return attr.key == DK_KEY_KEY; });
    if (with_keys && !has_key) entry->attrs.push_back(core_attribute(Key::key));
  }
}

// Below a custom or unknown kind stands whatever is no metadata.
void Generator::add_anything(Tree& tree, std::uint32_t depth) {
  if (depth > deepest) return;
  for (std::uint32_t i = m_random.below(4); i > 0 && m_left > 0; --i) {
    const auto category = static_cast<std::uint16_t>(m_random.between(DK_BLOCK, DK_PART));
    TreePtr child = node(category, depth);
    if (child->kind != DK_KIND_DOCUMENT && child->kind != DK_KIND_BODY) tree.children.push_back(std::move(child));
  }
}

void Generator::fill(Tree& tree, std::uint16_t content, std::uint32_t depth) {
  switch (content) {
    case DK_C_BLOCKS: return add_many(tree, DK_BLOCK, depth);
    case DK_C_INLINES: return add_many(tree, DK_INLINE, depth);
    case DK_C_ITEMS: return add_kinds(tree, {Kind::list_item}, depth);
    case DK_C_DEFINITIONS: return add_definitions(tree, depth);
    case DK_C_LINES: return add_kinds(tree, {Kind::line}, depth);
    case DK_C_TABLE: return add_table(tree, depth);
    case DK_C_ROWS: return add_kinds(tree, {Kind::row}, depth);
    case DK_C_CELLS: return add_kinds(tree, {Kind::cell}, depth);
    case DK_C_CAPTION: return maybe_one(tree, Kind::short_caption, depth), add_many(tree, DK_BLOCK, depth);
    case DK_C_FIGURE: return maybe_one(tree, Kind::caption, depth), add_many(tree, DK_BLOCK, depth);
    case DK_C_TITLED: return maybe_one(tree, Kind::title, depth), add_many(tree, DK_BLOCK, depth);
    case DK_C_DETAILS: return maybe_one(tree, Kind::summary, depth), add_many(tree, DK_BLOCK, depth);
    case DK_C_CITATION: return add_kinds(tree, {Kind::citation_item}, depth), add_many(tree, DK_INLINE, depth);
    case DK_C_CITED: return maybe_one(tree, Kind::prefix, depth), maybe_one(tree, Kind::suffix, depth);
    case DK_C_RUBY: return add_kinds(tree, {Kind::ruby_base, Kind::ruby_text}, depth);
    case DK_C_ENTRIES: return add_entries(tree, true, depth);
    case DK_C_VALUES: return add_entries(tree, false, depth);
    case DK_C_DOCUMENT:
      tree.children.push_back(of_kind(Kind::metadata, depth));
      m_left = m_variety.nodes;  // metadata is short beside the body
      tree.children.push_back(of_kind(Kind::body, depth));
      return;
    default: return;
  }
}

}  // namespace deckle::naive
