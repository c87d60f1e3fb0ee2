#include "xml_part.hpp"

#include <algorithm>
#include <charconv>
#include <deckle/utf8.hpp>
#include <vector>

namespace xml {
namespace {

constexpr unsigned options = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol | pugi::parse_wconv_attribute |
                             pugi::parse_ws_pcdata_single | pugi::parse_doctype;

bool has_byte_order_mark_of_utf16(std::string_view bytes) {
  return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
}

// Question marks for bytes that are no UTF-8, so that all others keep their places.
bool replace_malformed(std::string& bytes) {
  std::size_t at = deckle::utf8::valid_prefix(bytes);
  if (at == bytes.size()) return false;
  while (at < bytes.size()) {
    const deckle::utf8::Step step = deckle::utf8::decode(bytes, at);
    if (!step.valid) std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), step.length, '?');
    at += step.length;
  }
  return true;
}

// The same for references to what is no character (XML 1.0, 4.1): pugixml would make bytes of them.
bool replace_bad_references(std::string& bytes) {
  bool found = false;
  for (auto at = bytes.find("&#"); at != std::string::npos; at = bytes.find("&#", at + 2)) {
    const std::size_t end = bytes.find(';', at);
    if (end == std::string::npos || end - at > 12) continue;
    const bool is_hex = bytes[at + 2] == 'x';
    const char* digits = bytes.data() + at + (is_hex ? 3 : 2);
    std::uint32_t value = 0;
    const auto [behind, error] = std::from_chars(digits, bytes.data() + end, value, is_hex ? 16 : 10);
    const bool is_number = behind == bytes.data() + end && behind != digits;
    const bool is_character =
        error == std::errc() && value != 0 && value < 0x110000 && (value < 0xD800 || value > 0xDFFF);
    if (!is_number || is_character) continue;
    std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(at), bytes.begin() + static_cast<std::ptrdiff_t>(end) + 1,
              '?');
    found = true;
  }
  return found;
}

const Namespace* namespace_of(std::string_view uri, std::span<const Namespace> known) {
  const auto found = std::find_if(known.begin(), known.end(), [&](const Namespace& one) { return one.uri == uri; });
  return found == known.end() ? nullptr : &*found;
}

bool is_known_prefix(std::string_view prefix, std::span<const Namespace> known) {
  return std::any_of(known.begin(), known.end(), [&](const Namespace& one) { return one.prefix == prefix; });
}

// Whether every declaration of a namespace gives it the prefix by which it is known here: so it mostly is, and no name
// has to be looked at.
bool has_known_prefixes(std::string_view bytes, std::span<const Namespace> known) {
  for (auto at = bytes.find("xmlns"); at != std::string_view::npos; at = bytes.find("xmlns", at)) {
    at += 5;
    const auto equals = std::min(bytes.find('=', at), bytes.size());
    const auto quote = std::min(bytes.find_first_of("\"'", equals), bytes.size());
    if (quote == bytes.size()) break;
    const auto end = std::min(bytes.find(bytes[quote], quote + 1), bytes.size());
    std::string_view prefix = bytes.substr(at, equals - at);
    prefix = prefix.starts_with(':') ? prefix.substr(1, prefix.find_last_not_of(" \t\r\n")) : std::string_view();
    const Namespace* known_one = namespace_of(bytes.substr(quote + 1, end - quote - 1), known);
    if (known_one ? known_one->prefix != prefix : is_known_prefix(prefix, known)) return false;
    at = end;
  }
  return true;
}

// Gives all names the prefixes by which their namespaces are known here.
class Renaming {
 public:
  explicit Renaming(std::span<const Namespace> known) : m_known(known) {}

  void run(pugi::xml_node root) {
    std::size_t depth = 0;
    for (pugi::xml_node node = root; node;) {
      enter(node, depth);
      if (node.first_child()) {
        node = node.first_child();
        ++depth;
        continue;
      }
      while (node != root && !node.next_sibling()) node = node.parent(), --depth;
      if (node == root) return;
      node = node.next_sibling();
      while (!m_scopes.empty() && m_scopes.back().depth >= depth) m_scopes.pop_back();
    }
  }

 private:
  struct Scope {
    std::size_t depth;
    std::string prefix, known_as;  // known_as: empty for a namespace that nobody here knows
  };

  void enter(pugi::xml_node node, std::size_t depth) {
    for (const pugi::xml_attribute attribute : node.attributes()) {
      const std::string_view name = attribute.name();
      if (!name.starts_with("xmlns") || (name.size() > 5 && name[5] != ':')) continue;
      const Namespace* known = namespace_of(attribute.value(), m_known);
      m_scopes.push_back({depth, std::string(name.substr(std::min<std::size_t>(name.size(), 6))),
                          known ? std::string(known->prefix) : std::string()});
    }
    if (node.type() != pugi::node_element) return;
    const std::string renamed = new_name(node.name(), true);
    if (!renamed.empty()) node.set_name(renamed.c_str());
    for (pugi::xml_attribute attribute : node.attributes()) {
      const std::string other = new_name(attribute.name(), false);
      if (!other.empty()) attribute.set_name(other.c_str());
    }
  }

  // Empty: as it is. An attribute without a prefix is in no namespace.
  std::string new_name(std::string_view name, bool is_element) const {
    const std::size_t colon = name.find(':');
    if (!is_element && (colon == std::string_view::npos || name.starts_with("xmlns"))) return {};
    const std::string_view prefix = colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
    const std::string_view local = colon == std::string_view::npos ? name : name.substr(colon + 1);
    const auto scope =
        std::find_if(m_scopes.rbegin(), m_scopes.rend(), [&](const Scope& one) { return one.prefix == prefix; });
    if (scope == m_scopes.rend() || scope->known_as == prefix) return {};
    if (!scope->known_as.empty()) return scope->known_as + ":" + std::string(local);
    return is_known_prefix(prefix, m_known) ? "unknown:" + std::string(local) : std::string();
  }

  std::span<const Namespace> m_known;
  std::vector<Scope> m_scopes;
};

}  // namespace

Part::Part(std::string bytes, std::span<const Namespace> namespaces) : m_bytes(std::move(bytes)) {
  if (!has_byte_order_mark_of_utf16(m_bytes)) {
    m_had_bad_characters = replace_malformed(m_bytes);
    m_had_bad_characters = replace_bad_references(m_bytes) || m_had_bad_characters;
  }
  m_result = m_tree.load_buffer(m_bytes.data(), m_bytes.size(), options);
  m_in_place = m_result.encoding == pugi::encoding_utf8;
  for (pugi::xml_node node = m_tree.first_child(); node; node = node.next_sibling())
    m_has_doctype = m_has_doctype || node.type() == pugi::node_doctype;
  if (!m_in_place || !has_known_prefixes(m_bytes, namespaces)) Renaming(namespaces).run(root());
}

Range Part::mistake_range() const {
  const auto at = static_cast<std::uint32_t>(std::clamp<std::ptrdiff_t>(m_result.offset, 0, size()));
  return m_in_place ? Range{at, std::min(at + 1, size())} : whole();
}

Range Part::range(pugi::xml_node node) const {
  const std::ptrdiff_t offset = m_in_place ? node.offset_debug() : -1;
  if (offset < 0 || offset > static_cast<std::ptrdiff_t>(size())) return whole();
  const bool is_element = node.type() == pugi::node_element;
  return {static_cast<std::uint32_t>(offset) - (is_element && offset > 0 ? 1u : 0u), end_of(node)};
}

std::uint32_t Part::behind(std::string_view token, std::size_t from) const {
  const std::size_t found = m_bytes.find(token, from);
  return found == std::string::npos ? size() : static_cast<std::uint32_t>(found + token.size());
}

// Behind the start tag of an element without children (its end tag may follow), or behind a text.
std::uint32_t Part::end_of_leaf(pugi::xml_node node) const {
  const std::ptrdiff_t offset = node.offset_debug();
  if (offset < 0) return size();
  auto at = static_cast<std::size_t>(offset);
  if (node.type() == pugi::node_pcdata)
    return static_cast<std::uint32_t>(std::min(m_bytes.find('<', at), m_bytes.size()));
  if (node.type() == pugi::node_cdata) return behind("]]>", at);
  while ((at = m_bytes.find_first_of("\"'>", at)) != std::string::npos && m_bytes[at] != '>') {
    at = m_bytes.find(m_bytes[at], at + 1);
    if (at == std::string::npos) break;
    ++at;
  }
  return at == std::string::npos ? size() : static_cast<std::uint32_t>(at + 1);
}

// The last of what is inside has its end somewhere; behind it come the end tags.
std::uint32_t Part::end_of(pugi::xml_node node) const {
  pugi::xml_node last = node;
  while (last.last_child()) last = last.last_child();
  std::uint32_t end = end_of_leaf(last);
  if (last.type() == pugi::node_element && end > 1 && m_bytes[end - 2] != '/') end = behind(">", end);
  for (; last != node; last = last.parent()) end = behind(">", behind("</", end));
  return end;
}

}  // namespace xml
