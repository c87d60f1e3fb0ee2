#include "charset.hpp"

#include <algorithm>
#include <deckle/utf8.hpp>

#include "tags.hpp"

namespace html {
namespace {

// Where the Encoding Standard (4.2) means another charset than the name says; elsewhere ICU knows the names.
struct Label {
  std::string_view label, charset;
};
constexpr Label labels[] = {{"ascii", "windows-1252"},
                            {"us-ascii", "windows-1252"},
                            {"iso-8859-1", "windows-1252"},
                            {"iso8859-1", "windows-1252"},
                            {"latin1", "windows-1252"},
                            {"l1", "windows-1252"},
                            {"iso-8859-9", "windows-1254"},
                            {"latin5", "windows-1254"},
                            {"iso-8859-11", "windows-874"},
                            {"tis-620", "windows-874"},
                            {"gb2312", "gbk"},
                            {"shift_jis", "windows-31j"},
                            {"sjis", "windows-31j"},
                            {"euc-kr", "windows-949"},
                            {"ks_c_5601-1987", "windows-949"}};

std::string charset_of(std::string_view label) {
  while (!label.empty() && is_space(label.front())) label.remove_prefix(1);
  while (!label.empty() && is_space(label.back())) label.remove_suffix(1);
  std::string name(label);
  std::transform(name.begin(), name.end(), name.begin(), lower);
  // A page in UTF-16 cannot say so in ASCII (13.2.3.2).
  if (name.substr(0, 6) == "utf-16") return "UTF-8";
  for (const Label& known : labels)
    if (name == known.label) return std::string(known.charset);
  return name;
}

// "text/html; charset=..." (2.4.4, extracting a character encoding).
std::string_view charset_in(std::string_view content) {
  for (std::size_t at = 0; at + 7 <= content.size(); ++at) {
    if (!is_word(content.substr(at, 7), "charset")) continue;
    std::string_view rest = content.substr(at + 7);
    const auto skip_space = [&] {
      while (!rest.empty() && is_space(rest.front())) rest.remove_prefix(1);
    };
    skip_space();
    if (rest.substr(0, 1) != "=") continue;
    rest.remove_prefix(1);
    skip_space();
    if (!rest.empty() && (rest.front() == '"' || rest.front() == '\''))
      return rest.substr(1, rest.find(rest.front(), 1) - 1);
    return rest.substr(0, rest.find_first_of("; \t\n\f\r"));
  }
  return {};
}

}  // namespace

std::string declared_charset(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 1024);
  for (Tag tag = next_tag(head, 0); tag.begin < head.size(); tag = next_tag(head, tag.end)) {
    if (tag.is_end || !is_word(tag.name, "meta")) continue;
    std::string_view charset, content;
    bool is_content_type = false;
    std::size_t at = tag.begin;
    TagAttribute attribute;
    while (next_attribute(head, tag, at, attribute)) {
      if (is_word(attribute.name, "charset") && charset.empty()) charset = attribute.value;
      if (is_word(attribute.name, "content")) content = charset_in(attribute.value);
      if (is_word(attribute.name, "http-equiv")) is_content_type = is_word(attribute.value, "content-type");
    }
    if (!charset.empty()) return charset_of(charset);
    if (is_content_type && !content.empty()) return charset_of(content);
  }
  return {};
}

// Bytes of ASCII mean the same in every charset that pages may have but UTF-16 and those that shift by escapes.
bool must_decode(std::string_view bytes, std::string_view charset) {
  for (const std::string_view mark : {"\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"})
    if (bytes.substr(0, mark.size()) == mark) return false;  // a mark is stronger
  if (is_word(charset, "utf-8") || is_word(charset, "utf8")) return !deckle::utf8::is_valid(bytes);
  const auto is_plain = [](char c) { return static_cast<unsigned char>(c) < 0x80 && c != '\x1B'; };
  return is_word(charset.substr(0, 3), "utf") || !std::all_of(bytes.begin(), bytes.end(), is_plain);
}

}  // namespace html
