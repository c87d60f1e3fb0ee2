// An XML part of a container as pugixml's tree, with the way back to its bytes: what an element or a text was written
// as, in offsets of the part as it is stored.
//
// No entity is ever expanded but the five of XML itself, and nothing outside of the bytes is looked at. A part that is
// not well-formed is read as far as it is.
#pragma once
#include <cstdint>
#include <pugixml.hpp>
#include <span>
#include <string>
#include <string_view>

namespace xml {

struct Range {
  std::uint32_t begin = 0, end = 0;
};

// Names of the namespace `uri` are read as if they had this prefix, whatever prefix the part gives it.
struct Namespace {
  std::string_view uri, prefix;
};

// A name as a number, for switches: no two names of a program have the same one, or its switches do not compile.
constexpr std::uint64_t name_number(std::string_view name) {
  std::uint64_t number = 14695981039346656037u;  // FNV-1a
  for (const char c : name) number = (number ^ static_cast<unsigned char>(c)) * 1099511628211u;
  return number;
}
constexpr std::uint64_t operator""_name(const char* name, std::size_t size) { return name_number({name, size}); }
inline std::uint64_t name_number(pugi::xml_node node) { return name_number(std::string_view(node.name())); }

class Part {
 public:
  Part(std::string bytes, std::span<const Namespace> namespaces);

  pugi::xml_node root() const { return m_tree.document_element(); }
  const std::string& bytes() const { return m_bytes; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(m_bytes.size()); }

  // Why it is not well-formed, and where; null when it is.
  const char* mistake() const { return m_result ? nullptr : m_result.description(); }
  Range mistake_range() const;
  // What is no text, malformed UTF-8 and references to characters that do not exist, is read as question marks.
  bool had_bad_characters() const { return m_had_bad_characters; }
  bool has_doctype() const { return m_has_doctype; }

  // The bytes of an element with its tags, or of a text; the whole part where nobody knows (a part in UTF-16).
  Range range(pugi::xml_node node) const;

 private:
  Range whole() const { return {0, size()}; }
  std::uint32_t end_of(pugi::xml_node node) const;
  std::uint32_t end_of_leaf(pugi::xml_node node) const;
  std::uint32_t behind(std::string_view token, std::size_t from) const;

  std::string m_bytes;
  pugi::xml_document m_tree;
  pugi::xml_parse_result m_result;
  bool m_has_doctype = false, m_in_place = false, m_had_bad_characters = false;
};

}  // namespace xml
