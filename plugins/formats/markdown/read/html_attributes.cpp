#include "html_attributes.hpp"

#include "characters.hpp"
#include "content.hpp"
#include "entities.hpp"

namespace markdown {
namespace {

std::size_t skip(std::string_view text, std::size_t at, bool (*is_skipped)(char)) {
  while (at < text.size() && is_skipped(text[at])) ++at;
  return at;
}

// The value behind =, and in `at` where it ends.
std::string_view value_at(std::string_view tag, std::size_t& at) {
  const char quote = tag[at];
  const bool quoted = quote == '"' || quote == '\'';
  const std::size_t begin = at + (quoted ? 1 : 0);
  at = quoted ? tag.find(quote, begin) : skip(tag, begin, [](char c) { return !is_space(c) && c != '>'; });
  const std::string_view value = tag.substr(begin, at - begin);
  at += quoted ? 1 : 0;
  return value;
}

void append_decoded(std::string& out, std::string_view value) {
  for (std::size_t at = 0; at < value.size();) {
    const std::size_t length = value[at] == '&' ? read_entity(value, at, out) : 0;
    if (length == 0) out += value[at];
    at += length > 0 ? length : 1;
  }
}

void add(Attributes& out, std::string_view name, std::string_view value) {
  std::string lower, decoded;
  for (const char c : name) lower += to_lower(c);
  append_decoded(decoded, value);
  if (lower == "id") {
    out.id = decoded;
  } else if (lower == "class") {
    append_words(out.classes, decoded);
  } else {
    out.pairs.emplace_back(std::move(lower), std::move(decoded));
  }
}

}  // namespace

Attributes read_html_attributes(std::string_view tag) {
  Attributes out;
  std::size_t at = skip(tag, 1, [](char c) { return is_alphanumeric(c) || c == '-'; });
  while (true) {
    at = skip(tag, at, is_space);
    const std::size_t name = at;
    at = skip(tag, at, [](char c) { return !is_space(c) && c != '=' && c != '>' && c != '/'; });
    if (at == name) return out;
    const std::size_t behind = at;
    const std::size_t sign = skip(tag, at, is_space);
    std::string_view value;
    if (tag[sign] == '=') {
      at = skip(tag, sign + 1, is_space);
      value = value_at(tag, at);
    }
    add(out, tag.substr(name, behind - name), value);
  }
}

}  // namespace markdown
