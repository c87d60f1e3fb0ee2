#include "check/naive_tree.hpp"

namespace deckle::naive {
namespace {

void collect(Tree& top, std::vector<Tree*>& nodes) {
  nodes.push_back(&top);
  for (TreePtr& child : top.children) collect(*child, nodes);
}

TreePtr copy_without_references(const Tree& from, WentTo& went_to) {
  auto copy = std::make_unique<Tree>();
  copy->kind = from.kind, copy->name = from.name, copy->flags = from.flags;
  copy->text = from.text, copy->span = from.span, copy->attrs = from.attrs;
  went_to[&from] = copy.get();
  for (const TreePtr& child : from.children) copy->children.push_back(copy_without_references(*child, went_to));
  return copy;
}

// References become those of `went_to`; the attribute goes when its target did not go anywhere.
void redirect(Tree& tree, const WentTo& went_to) {
  std::vector<Attr> kept;
  for (Attr& attr : tree.attrs) {
    if (attr.type == DK_A_NODE) {
      const auto target = went_to.find(attr.node);
      if (target == went_to.end()) continue;
      attr.node = target->second;
    }
    kept.push_back(attr);
  }
  tree.attrs = kept;
  for (TreePtr& child : tree.children) redirect(*child, went_to);
}

ResourcePtr read_resource(const Document& document, std::uint32_t index, const std::vector<SourcePtr>& sources) {
  const auto& row = record<dk_resource_record>(document.raw().resources, index);
  auto resource = std::make_shared<Resource>();
  resource->name = document.text(row.name_off, row.name_len);
  resource->media_type = document.text(row.media_off, row.media_len);
  if (row.source != DK_NONE) resource->source = sources[row.source];
  resource->is_external = (row.flags & DK_RESOURCE_EXTERNAL) != 0;
  const auto* blobs = reinterpret_cast<const char*>(document.raw().blobs.at);
  resource->bytes.assign(blobs + row.bytes_off, static_cast<std::size_t>(row.bytes_len));
  return resource;
}

// Reads nodes one after the other; the targets of references are known when all are there.
class Reader {
 public:
  Reader(const Node& top, const std::vector<SourcePtr>& sources)
      : m_top(top), m_document(top.document()), m_sources(sources) {}

  TreePtr run() {
    TreePtr tree = read_tree(m_top);
    for (const auto& [owner, from] : m_owners) add_attributes(*owner, from);
    return tree;
  }

 private:
  TreePtr read_tree(const Node& from) {
    auto tree = std::make_unique<Tree>();
    tree->kind = from.is_custom() ? std::uint16_t{DK_KIND_CUSTOM} : from.raw().kind;
    if (from.is_custom()) tree->name = from.kind_name();
    tree->flags = from.flags();
    tree->text = from.text();
    if (const auto span = from.span()) tree->span = Span{m_sources[span->source], span->begin, span->end};
    m_owners.push_back({tree.get(), from});
    for (Node child : from.children()) tree->children.push_back(read_tree(child));
    return tree;
  }

  void add_attributes(Tree& owner, const Node& from) {
    for (Attribute attribute : from.attributes()) {
      Attr attr;
      attr.key = attribute.is_custom() ? std::uint32_t{DK_KEY_CUSTOM} : static_cast<std::uint32_t>(attribute.key());
      if (attribute.is_custom()) attr.name = attribute.name();
      attr.type = attribute.type();
      switch (attr.type) {
        case DK_A_STRING: attr.text = attribute.string(); break;
        case DK_A_BOOL: attr.bits = attribute.boolean(); break;
        case DK_A_NODE:
          if (attribute.index() < m_top.index() || attribute.index() >= m_top.end()) continue;
          attr.node = m_owners[attribute.index() - m_top.index()].first;
          break;
        case DK_A_RESOURCE: attr.resource = read_resource(m_document, attribute.index(), m_sources); break;
        default: attr.bits = static_cast<std::uint64_t>(attribute.integer());
      }
      owner.attrs.push_back(attr);
    }
  }

  Node m_top;
  Document m_document;
  const std::vector<SourcePtr>& m_sources;
  std::vector<std::pair<Tree*, Node>> m_owners;
};

void add_string(std::string& out, const std::string& text) { out += std::to_string(text.size()) + ":" + text + " "; }

void add_source(std::string& out, const SourcePtr& source) {
  if (!source) {
    out += "nowhere ";
    return;
  }
  out += "source " + std::to_string(source->what) + " " + std::to_string(source->bytes) + " ";
  add_string(out, source->name);
  add_string(out, source->media_type);
  out += "of ";
  add_source(out, source->parent);
}

using Numbers = std::unordered_map<const Tree*, std::size_t>;

void add_attribute(std::string& out, const Attr& attr, const Numbers& numbers) {
  out += "  @" + std::to_string(attr.key) + " ";
  add_string(out, attr.name);
  out += "type " + std::to_string(attr.type) + " ";
  switch (attr.type) {
    case DK_A_STRING: add_string(out, attr.text); break;
    case DK_A_NODE: out += "node " + std::to_string(numbers.at(attr.node)); break;
    case DK_A_RESOURCE:
      out += attr.resource->is_external ? "external " : "embedded ";
      add_string(out, attr.resource->name), add_string(out, attr.resource->media_type),
          add_string(out, attr.resource->bytes);
      add_source(out, attr.resource->source);
      break;
    default: out += std::to_string(attr.bits);
  }
  out += "\n";
}

void add_tree(std::string& out, const Tree& tree, const Numbers& numbers, std::size_t depth) {
  out += std::string(depth, '.') + std::to_string(tree.kind) + " ";
  add_string(out, tree.name);
  out += "flags " + std::to_string(tree.flags) + " ";
  add_string(out, tree.text);
  if (tree.span) {
    out += std::to_string(tree.span->begin) + "-" + std::to_string(tree.span->end) + " ";
    add_source(out, tree.span->source);
  }
  out += "\n";
  for (const Attr& attr : tree.attrs) add_attribute(out, attr, numbers);
  for (const TreePtr& child : tree.children) add_tree(out, *child, numbers, depth + 1);
}

}  // namespace

bool same_key(const Attr& a, const Attr& b) { return a.key == b.key && a.name == b.name; }

std::vector<Tree*> preorder(Tree& top) {
  std::vector<Tree*> nodes;
  collect(top, nodes);
  return nodes;
}

std::vector<const Tree*> preorder(const Tree& top) {
  const std::vector<Tree*> nodes = preorder(const_cast<Tree&>(top));
  return {nodes.begin(), nodes.end()};
}

Forest clone(const std::vector<const Tree*>& tops, WentTo& went_to) {
  Forest copies;
  for (const Tree* top : tops) copies.push_back(copy_without_references(*top, went_to));
  for (TreePtr& copy : copies) redirect(*copy, went_to);
  return copies;
}

TreePtr clone(const Tree& top) {
  WentTo went_to;
  return std::move(clone(std::vector<const Tree*>{&top}, went_to).front());
}

std::vector<SourcePtr> read_sources(const Document& document) {
  std::vector<SourcePtr> sources;
  for (std::uint32_t i = 0; i < document.raw().sources.count; ++i) {
    const auto& row = record<dk_source_record>(document.raw().sources, i);
    auto source = std::make_shared<Source>();
    if (row.parent != DK_NONE) source->parent = sources[row.parent];
    source->what = row.what;
    source->name = document.text(row.name_off, row.name_len);
    source->media_type = document.text(row.media_off, row.media_len);
    source->bytes = row.bytes;
    sources.push_back(source);
  }
  return sources;
}

TreePtr read(const Node& top, const std::vector<SourcePtr>& sources) { return Reader(top, sources).run(); }

TreePtr read(const Document& document) { return read(document.root(), read_sources(document)); }

std::string transcript(const Tree& top) {
  Numbers numbers;
  for (const Tree* node : preorder(top)) numbers.emplace(node, numbers.size());
  std::string out;
  add_tree(out, top, numbers, 0);
  return out;
}

}  // namespace deckle::naive
