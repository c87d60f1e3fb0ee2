#include "office/package_writer.hpp"

#include "xml/xml_writer.hpp"

namespace office {

namespace {

bool is_hex_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

bool may_stand_in_address(char c) {
  const bool is_word = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
  return is_word || (c != '\0' && std::string_view("!#$&'()*+,-./:;=?@_~").find(c) != std::string_view::npos);
}

zip_archive::Deflated deflated(std::string_view bytes) {
  zip_archive::Deflated made;
  made.append(bytes);
  return made;
}

}  // namespace

const std::string& Relationships::to(std::string_view type, std::string_view target, bool is_external) {
  const auto [known, is_new] = m_known.emplace(std::string(type).append(1, '\n').append(target), m_rows.size());
  if (is_new) add("rId" + std::to_string(m_rows.size() + 1), type, target, is_external);
  return m_rows[known->second].id;
}

void Relationships::add(std::string id, std::string_view type, std::string_view target, bool is_external) {
  m_rows.push_back({std::move(id), std::string(type), std::string(target), is_external});
}

std::string Relationships::xml() const {
  xml::Writer xml;
  xml.raw(xml::Writer::declaration)
      .begin("Relationships")
      .attribute("xmlns", "http://schemas.openxmlformats.org/package/2006/relationships");
  for (const Row& row : m_rows) {
    xml.begin("Relationship").attribute("Id", row.id).attribute("Type", row.type).attribute("Target", row.target);
    if (row.is_external) xml.attribute("TargetMode", "External");
    xml.end();
  }
  return std::move(xml.end().string());
}

std::string address(std::string_view written) {
  std::string made;
  for (std::size_t i = 0; i < written.size(); ++i) {
    const char c = written[i];
    const bool is_escape =
        c == '%' && i + 2 < written.size() && is_hex_digit(written[i + 1]) && is_hex_digit(written[i + 2]);
    if (is_escape || may_stand_in_address(c)) {
      made += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      made += '%';
      made += "0123456789ABCDEF"[byte >> 4];
      made += "0123456789ABCDEF"[byte & 0xF];
    }
  }
  return made;
}

void PackageWriter::add(std::string name, std::string_view content_type, zip_archive::Deflated bytes,
                        const Relationships& relationships) {
  m_types_of_parts.emplace_back("/" + name, content_type);
  bytes.finish();  // frees what compressing takes
  m_parts.push_back({std::move(name), std::move(bytes), {}});
  add_relationships(std::string(m_parts.back().name), relationships);
}

void PackageWriter::add(std::string name, std::string_view content_type, std::string_view bytes,
                        const Relationships& relationships) {
  add(std::move(name), content_type, deflated(bytes), relationships);
}

// They are compressed already, most of them: the archive finds out.
void PackageWriter::add_media(std::string name, std::string_view suffix, std::string_view content_type,
                              std::string_view bytes) {
  m_types_of_suffixes.emplace(suffix, content_type);
  m_parts.push_back({std::move(name), {}, bytes});
}

// Part 2, clause 6.5.3.3: word/document.xml has word/_rels/document.xml.rels.
void PackageWriter::add_relationships(const std::string& of, const Relationships& relationships) {
  if (relationships.empty()) return;
  const auto slash = of.rfind('/') + 1;
  m_parts.push_back({of.substr(0, slash) + "_rels/" + of.substr(slash) + ".rels", deflated(relationships.xml()), {}});
}

// Part 2, clause 6.2.3.
std::string PackageWriter::content_types() const {
  xml::Writer xml;
  xml.raw(xml::Writer::declaration)
      .begin("Types")
      .attribute("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types");
  for (const auto& [suffix, type] : m_types_of_suffixes)
    xml.begin("Default").attribute("Extension", suffix).attribute("ContentType", type).end();
  for (const auto& [name, type] : m_types_of_parts)
    xml.begin("Override").attribute("PartName", name).attribute("ContentType", type).end();
  return std::move(xml.end().string());
}

bool PackageWriter::write(const Relationships& package, deckle::Output& out) {
  zip_archive::Writer zip(out);
  zip.add("[Content_Types].xml", content_types());
  zip.add("_rels/.rels", package.xml());
  for (Part& part : m_parts) {
    if (part.stored.empty()) zip.add(part.name, part.bytes);
    else zip.add(part.name, part.stored);
  }
  return zip.finish();
}

}  // namespace office
