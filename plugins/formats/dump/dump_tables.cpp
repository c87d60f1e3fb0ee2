// The tables of a document before its nodes: sources and resources.
#include "base64.hpp"
#include "dump_writer.hpp"
#include "shape.hpp"
#include "yaml_text.hpp"

#include <nettle/sha2.h>

namespace dump {
namespace {

constexpr std::uint64_t longest_embedded = 256;

std::string sha256(std::string_view bytes) {
  sha256_ctx context;
  sha256_init(&context);
  sha256_update(&context, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
  std::uint8_t digest[SHA256_DIGEST_SIZE];
  sha256_digest(&context, sizeof digest, digest);
  std::string text;
  for (const std::uint8_t byte : digest) text += "0123456789abcdef"[byte >> 4], text += "0123456789abcdef"[byte & 15];
  return text;
}

}  // namespace

// Sources from which something is here, and those around them.
void DumpWriter::find_sources() {
  const dk_doc& doc = m_in.raw();
  m_sources.assign(doc.sources.count, DK_NONE);
  const auto use = [&](std::uint32_t source) {
    if (source != DK_NONE) m_sources[source] = 0;
  };
  for (std::uint32_t i = 0; i < m_in.size(); ++i)
    if (const auto span = m_in.node(i).span()) use(span->source);
  for (std::uint64_t i = 0; i < doc.resources.count; ++i)
    use(deckle::record<dk_resource_record>(doc.resources, i).source);
  for (std::size_t i = m_sources.size(); i-- > 0;)
    if (m_sources[i] != DK_NONE) use(deckle::record<dk_source_record>(doc.sources, i).parent);
  std::uint32_t next = 0;
  for (std::uint32_t& number : m_sources)
    if (number != DK_NONE) number = next++;
}

void DumpWriter::sources() {
  const dk_doc& doc = m_in.raw();
  bool is_first = true;
  for (std::uint32_t i = 0; i < doc.sources.count; ++i) {
    if (m_sources[i] == DK_NONE) continue;
    if (is_first) begin_line(0, "sources:"), end_line();
    is_first = false;
    const auto& source = deckle::record<dk_source_record>(doc.sources, i);
    begin_line(0, "- {name: ");
    append_string(m_line, m_in.text(source.name_off, source.name_len));
    std::string_view kind = "part";
    for (const SourceKind& row : source_kinds)
      if (row.what == source.what) kind = row.name;
    m_line.append(", kind: ").append(kind);
    if (source.parent != DK_NONE) m_line += ", parent: " + std::to_string(m_sources[source.parent]);
    if (source.media_len > 0)
      m_line += ", media-type: ", append_string(m_line, m_in.text(source.media_off, source.media_len));
    m_line += ", bytes: " + std::to_string(source.bytes) + "}", end_line();
  }
}

void DumpWriter::resources() {
  const auto count = static_cast<std::uint32_t>(m_in.raw().resources.count);
  if (count > 0) begin_line(0, "resources:"), end_line();
  for (std::uint32_t i = 0; i < count; ++i) resource(i);
}

void DumpWriter::resource(std::uint32_t index) {
  const dk_doc& doc = m_in.raw();
  const auto& resource = deckle::record<dk_resource_record>(doc.resources, index);
  begin_line(0, "- {name: ");
  append_string(m_line, m_in.text(resource.name_off, resource.name_len));
  if (resource.media_len > 0)
    m_line += ", media-type: ", append_string(m_line, m_in.text(resource.media_off, resource.media_len));
  if (m_spans && resource.source != DK_NONE) m_line += ", source: " + std::to_string(m_sources[resource.source]);
  const std::string_view bytes(reinterpret_cast<const char*>(doc.blobs.at) + resource.bytes_off,
                               static_cast<std::size_t>(resource.bytes_len));
  if (resource.flags & DK_RESOURCE_EXTERNAL) m_line += ", external: true";
  else if (m_embed || bytes.size() <= longest_embedded) m_line += ", base64: \"" + to_base64(bytes) + "\"";
  else m_line += ", bytes: " + std::to_string(bytes.size()) + ", sha256: \"" + sha256(bytes) + "\"";
  m_line += '}', end_line();
}

}  // namespace dump
