// The outside of a block: header and section table.
#include <deckle/offsets.h>  // the border as this compiler lays it out
#include <fmt/format.h>

#include "document/validate.hpp"

namespace deckle {
namespace {

constexpr std::uint32_t max_sections = 64;

Result<void> invalid(std::string text) { return error("document.invalid", std::move(text)); }

// The size and alignment of a known section's records; {0, 0} for an unknown one.
struct RecordShape {
  std::uint32_t size, alignment;
};
RecordShape shape_of(std::uint32_t tag) {
  switch (tag) {
    case DK_SEC_NODES: return {sizeof(dk_node), 4};
    case DK_SEC_ATTRS: return {sizeof(dk_attr), 4};
    case DK_SEC_SPANS: return {sizeof(dk_span), 4};
    case DK_SEC_NAMES: return {sizeof(dk_name), 4};
    case DK_SEC_SOURCES: return {sizeof(dk_source_record), 8};
    case DK_SEC_RESOURCES: return {sizeof(dk_resource_record), 8};
    case DK_SEC_TEXT:
    case DK_SEC_BYTES: return {1, 1};
    default: return {0, 0};
  }
}

const dk_section* sections_of(const std::uint8_t* base) {
  return reinterpret_cast<const dk_section*>(base + sizeof(dk_doc_header));
}

Result<void> check_section(const dk_section& section, std::uint64_t from, std::uint64_t size) {
  const RecordShape shape = shape_of(section.tag);
  if (section.stride == 0 || section.stride < shape.size)
    return invalid(fmt::format("section {} has stride {}", section.tag, section.stride));
  if (shape.size != 0 && section.stride % shape.alignment != 0)
    return invalid(fmt::format("section {} is not aligned", section.tag));
  if (shape.size == 1 && section.stride != 1)
    return invalid(fmt::format("section {} must be plain bytes", section.tag));
  if (section.offset % 8 != 0 || section.offset < from || section.offset > size)
    return invalid(fmt::format("section {} begins at offset {}", section.tag, section.offset));
  if (section.count > (size - section.offset) / section.stride)
    return invalid(fmt::format("section {} ends outside the block", section.tag));
  if (section.count >= DK_NONE && section.tag != DK_SEC_BYTES)
    return invalid(fmt::format("section {} has {} records", section.tag, section.count));
  return {};
}

}  // namespace

Result<void> check_layout(const std::uint8_t* base, std::uint64_t size) {
  if (size < sizeof(dk_doc_header)) return invalid("shorter than a header");
  const auto& header = *reinterpret_cast<const dk_doc_header*>(base);
  if (header.magic != DK_DOC_MAGIC) return invalid("does not begin like a document");
  if (header.layout != DK_DOC_LAYOUT)
    return invalid(fmt::format("layout {}, this program reads layout {}", header.layout, DK_DOC_LAYOUT));
  if (header.total_size != size) return invalid(fmt::format("{} bytes, the header says {}", size, header.total_size));
  if (header.section_count > max_sections) return invalid(fmt::format("{} sections", header.section_count));
  const std::uint64_t table_end = sizeof(dk_doc_header) + header.section_count * sizeof(dk_section);
  if (table_end > size) return invalid("the section table ends outside the block");
  // Sections stand in order of their offset, so that one comparison excludes overlaps.
  std::uint64_t from = table_end;
  std::uint64_t known_seen = 0;
  for (std::uint32_t i = 0; i < header.section_count; ++i) {
    const dk_section& section = sections_of(base)[i];
    if (auto sound = check_section(section, from, size); !sound) return sound;
    from = section.offset + section.count * section.stride;
    if (shape_of(section.tag).size == 0) continue;
    if (known_seen & (std::uint64_t{1} << section.tag))
      return invalid(fmt::format("section {} appears twice", section.tag));
    known_seen |= std::uint64_t{1} << section.tag;
  }
  if (!(known_seen & (1u << DK_SEC_NODES))) return invalid("no nodes");
  return {};
}

dk_doc views_of(const std::uint8_t* base, std::uint64_t size) {
  dk_doc doc{};
  doc.size = sizeof doc;
  doc.layout = DK_DOC_LAYOUT;
  doc.base = base;
  doc.bytes = size;
  const auto& header = *reinterpret_cast<const dk_doc_header*>(base);
  const auto find = [&](std::uint32_t tag) -> dk_view {
    for (std::uint32_t i = 0; i < header.section_count; ++i) {
      const dk_section& section = sections_of(base)[i];
      if (section.tag == tag) return {base + section.offset, section.count, section.stride, 0};
    }
    return {base, 0, shape_of(tag).size, 0};
  };
  doc.nodes = find(DK_SEC_NODES), doc.attrs = find(DK_SEC_ATTRS), doc.text = find(DK_SEC_TEXT),
  doc.spans = find(DK_SEC_SPANS);
  doc.names = find(DK_SEC_NAMES), doc.sources = find(DK_SEC_SOURCES), doc.resources = find(DK_SEC_RESOURCES),
  doc.blobs = find(DK_SEC_BYTES);
  return doc;
}

std::vector<CarriedSection> carried_sections(const dk_doc& doc) {
  std::vector<CarriedSection> carried;
  const auto& header = *reinterpret_cast<const dk_doc_header*>(doc.base);
  for (std::uint32_t i = 0; i < header.section_count; ++i) {
    const dk_section& section = sections_of(doc.base)[i];
    if (shape_of(section.tag).size != 0) continue;
    const auto* bytes = reinterpret_cast<const char*>(doc.base + section.offset);
    carried.push_back({section, std::string(bytes, static_cast<std::size_t>(section.count * section.stride))});
  }
  return carried;
}

}  // namespace deckle
