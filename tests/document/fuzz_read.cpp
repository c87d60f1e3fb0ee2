#include "fuzz_read.hpp"

#include "document/builder.hpp"
#include "document/edits.hpp"
#include "document/validate.hpp"

namespace deckle::naive {
namespace {

class Sum {
 public:
  void add(std::uint64_t value) { m_sum = m_sum * 31 + value; }
  void add(std::string_view text) {
    for (const char c : text) add(static_cast<std::uint64_t>(static_cast<unsigned char>(c)));
  }
  std::uint64_t value() const { return m_sum; }

 private:
  std::uint64_t m_sum = 0;
};

void add_source(Sum& sum, const Document& document, std::uint32_t index) {
  for (std::uint32_t at = index; at != DK_NONE;) {
    const auto& source = record<dk_source_record>(document.raw().sources, at);
    sum.add(document.text(source.name_off, source.name_len));
    sum.add(document.text(source.media_off, source.media_len));
    sum.add(source.bytes + source.what);
    at = source.parent;
  }
}

void add_resource(Sum& sum, const Document& document, std::uint32_t index) {
  const auto& resource = record<dk_resource_record>(document.raw().resources, index);
  sum.add(document.text(resource.name_off, resource.name_len));
  sum.add(document.text(resource.media_off, resource.media_len));
  sum.add({reinterpret_cast<const char*>(document.raw().blobs.at) + resource.bytes_off,
           static_cast<std::size_t>(resource.bytes_len)});
  if (resource.source != DK_NONE) add_source(sum, document, resource.source);
}

void add_attribute(Sum& sum, const Document& document, const Attribute& attribute) {
  sum.add(attribute.name());
  switch (attribute.type()) {
    case DK_A_STRING: return sum.add(attribute.string());
    case DK_A_BOOL: return sum.add(std::uint64_t{attribute.boolean()});
    case DK_A_DOUBLE: return sum.add(std::uint64_t{attribute.number() > 0});
    case DK_A_NODE: return sum.add(document.node(attribute.index()).text());
    case DK_A_RESOURCE: return add_resource(sum, document, attribute.index());
    default: return sum.add(static_cast<std::uint64_t>(attribute.integer()));
  }
}

void add_node(Sum& sum, const Document& document, const Node& node) {
  sum.add(node.kind_name());
  sum.add(static_cast<std::uint64_t>(fallback_of(node.kind(), node.flags())));
  sum.add(node.text());
  sum.add(node.id());
  sum.add(std::uint64_t{node.has_class("some")} + static_cast<std::uint64_t>(node.level()));
  if (const auto found = node.find("data-x")) sum.add(*found);
  for (Attribute attribute : node.attributes()) add_attribute(sum, document, attribute);
  if (const auto span = node.span()) {
    sum.add(std::uint64_t{span->begin} + span->end);
    add_source(sum, document, span->source);
  }
  sum.add(node.parent().raw().kind);
  if (!node.is_last_child()) sum.add(node.next().text());
}

}  // namespace

void read_everything(const Document& document) {
  Sum sum;
  sum.add(document.metadata().subtree());
  sum.add(document.body().subtree());
  for (Visit visit : document.root().walk()) {
    sum.add(std::uint64_t{visit.enter});
    if (visit.enter) add_node(sum, document, visit.node);
    else
      for (Node child : visit.node.children()) sum.add(child.raw().kind);
  }
  for (Node heading : document.nodes(Kind::heading)) sum.add(heading.text());
  for (std::uint32_t i = 0; i < document.raw().sources.count; ++i) add_source(sum, document, i);
  for (std::uint32_t i = 0; i < document.raw().resources.count; ++i) add_resource(sum, document, i);
  for (std::uint32_t i = 0; i < document.raw().names.count; ++i) sum.add(document.custom_name(i));
  [[maybe_unused]] static volatile std::uint64_t kept;  // so that no read is optimised away
  kept = sum.value();
}

std::string use_everywhere(const Block& block, Random& random) {
  read_everything(block.document());
  const Block rebuilt = canonical(block);
  if (auto sound = check_document(rebuilt.doc()); !sound)
    return "its canonical form is none: " + sound.problem().message;
  read_everything(rebuilt.document());
  if (canonical(rebuilt).bytes() != rebuilt.bytes()) return "its canonical form is no fixed point";

  const std::uint32_t node = random.below(block.document().size());
  DocumentBuilder builder;
  builder.begin({});
  const dk_status copied = builder.face()->copy(builder.face()->ctx, &block.doc(), node);
  if (copied != DK_OK && copied != DK_E_LIMIT) return "a subtree could not be copied: " + builder.problem();

  EditList edits;
  edits.begin(block, {});
  const dk_edits& face = *edits.face();
  face.set_attr(face.ctx, node, DK_KEY_CLASSES, DK_A_STRING, "edited", 6);
  if (node > 2) face.remove(face.ctx, node, random.below(2));
  if (auto edited = edits.apply()) read_everything(edited->document());
  return {};
}

}  // namespace deckle::naive
