#include "html_syntax.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>

#include "characters.hpp"

namespace markdown {
namespace {

constexpr std::string_view block_names[] = {
    "address",  "article",    "aside",  "base",    "basefont", "blockquote", "body",     "caption",  "center",
    "col",      "colgroup",   "dd",     "details", "dialog",   "dir",        "div",      "dl",       "dt",
    "fieldset", "figcaption", "figure", "footer",  "form",     "frame",      "frameset", "h1",       "h2",
    "h3",       "h4",         "h5",     "h6",      "head",     "header",     "hr",       "html",     "iframe",
    "legend",   "li",         "link",   "main",    "menu",     "menuitem",   "nav",      "noframes", "ol",
    "optgroup", "option",     "p",      "param",   "search",   "section",    "summary",  "table",    "tbody",
    "td",       "tfoot",      "th",     "thead",   "title",    "tr",         "track",    "ul"};

constexpr std::string_view pandoc_block_names[] = {
    "address", "article",  "aside", "blockquote", "body",   "canvas",  "caption",  "center",     "col",    "colgroup",
    "dd",      "details",  "dir",   "div",        "dl",     "dt",      "fieldset", "figcaption", "figure", "footer",
    "form",    "frameset", "h1",    "h2",         "h3",     "h4",      "h5",       "h6",         "head",   "header",
    "hgroup",  "hr",       "html",  "isindex",    "li",     "main",    "menu",     "meta",       "nav",    "noframes",
    "ol",      "output",   "p",     "pre",        "script", "section", "style",    "summary",    "table",  "tbody",
    "td",      "textarea", "tfoot", "th",         "thead",  "title",   "tr",       "ul"};
constexpr std::string_view block_or_inline_names[] = {"applet", "area",     "audio",  "button", "del",
                                                      "embed",  "iframe",   "ins",    "map",    "noscript",
                                                      "object", "progress", "source", "svg",    "video"};
constexpr std::string_view void_names[] = {"area", "col", "embed", "hr", "isindex", "meta", "source"};
constexpr std::string_view open_names[] = {"colgroup", "dd",    "dt", "li",    "p", "tbody",
                                           "td",       "tfoot", "th", "thead", "tr"};

// In any case; `names` are sorted.
bool is_one_of(std::string_view name, std::span<const std::string_view> names) {
  std::string lower(name);
  for (char& c : lower) c = to_lower(c);
  return std::binary_search(names.begin(), names.end(), std::string_view(lower));
}

// Reads a tag piece by piece; each function moves on and says whether it found what it looks for.
class TagScanner {
 public:
  TagScanner(std::string_view text, std::uint32_t at) : m_text(text), m_at(at) {}
  std::uint32_t at() const { return m_at; }

  bool take(char c) { return peek() == c && (++m_at, true); }
  bool name() {
    if (!is_letter(peek())) return false;
    while (is_alphanumeric(peek()) || peek() == '-') ++m_at;
    return true;
  }
  bool space() {
    const std::uint32_t begin = m_at;
    while (m_at < m_text.size() && is_space(m_text[m_at])) ++m_at;
    return m_at > begin;
  }
  // name, or name=value; spaces may stand around the sign.
  bool attribute() {
    if (!is_letter(peek()) && peek() != '_' && peek() != ':') return false;
    while (is_alphanumeric(peek()) || (peek() != 0 && std::string_view("_.:-").find(peek()) != std::string_view::npos))
      ++m_at;
    const std::uint32_t behind_name = m_at;
    space();
    if (take('=')) return space(), value();
    m_at = behind_name;
    return true;
  }

 private:
  // NUL at the end of the text, which no piece of a tag has.
  char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
  bool value() {
    const char quote = peek();
    if (quote == '"' || quote == '\'') {
      const auto end = m_text.find(quote, m_at + 1);
      if (end == std::string_view::npos) return false;
      m_at = static_cast<std::uint32_t>(end + 1);
      return true;
    }
    const std::uint32_t begin = m_at;
    while (m_at < m_text.size() && !is_space(m_text[m_at]) &&
           std::string_view("\"'=<>`").find(m_text[m_at]) == std::string_view::npos)
      ++m_at;
    return m_at > begin;
  }

  std::string_view m_text;
  std::uint32_t m_at;
};

// Behind the name at `at`: a space, the end of the line, > or />.
bool ends_name(std::string_view line, std::size_t at) {
  return at >= line.size() || is_space(line[at]) || line[at] == '>' || line.substr(at, 2) == "/>";
}

bool begins_with_block_name(std::string_view line) {
  const std::size_t begin = line.size() > 1 && line[1] == '/' ? 2 : 1;
  char name[12];
  std::size_t size = 0;
  while (begin + size < line.size() && size < sizeof name && is_alphanumeric(line[begin + size]))
    name[size] = to_lower(line[begin + size]), ++size;
  return ends_name(line, begin + size) &&
         std::binary_search(std::begin(block_names), std::end(block_names), std::string_view(name, size));
}

bool begins_with_text_element(std::string_view line) {
  for (const std::string_view name : {"pre", "script", "style", "textarea"}) {
    const std::size_t end = 1 + name.size();
    if (has_word_at(line, 1, name)) return end >= line.size() || is_space(line[end]) || line[end] == '>';
  }
  return false;
}

bool is_lone_tag(std::string_view line) {
  const std::uint32_t length = html_tag_length(line, 0);
  return length > 0 && trimmed(line.substr(length)).empty();
}

}  // namespace

std::uint32_t html_tag_length(std::string_view text, std::uint32_t at) {
  TagScanner tag(text, at);
  if (!tag.take('<')) return 0;
  if (tag.take('/')) {
    if (!tag.name()) return 0;
    tag.space();
    return tag.take('>') ? tag.at() - at : 0;
  }
  if (!tag.name()) return 0;
  while (true) {
    const bool space = tag.space();
    if (tag.take('>')) return tag.at() - at;
    if (tag.take('/')) return tag.take('>') ? tag.at() - at : 0;
    if (!space || !tag.attribute()) return 0;
  }
}

int html_block_kind(std::string_view line) {
  if (line.size() < 2) return 0;
  if (line.substr(0, 4) == "<!--") return 2;
  if (line[1] == '?') return 3;
  if (line.substr(0, 9) == "<![CDATA[") return 5;
  if (line[1] == '!' && line.size() > 2 && is_letter(line[2])) return 4;
  if (begins_with_text_element(line)) return 1;
  if (begins_with_block_name(line)) return 6;
  return is_lone_tag(line) ? 7 : 0;
}

std::uint32_t html_block_end(int kind, std::string_view line) {
  const auto behind = [&](std::string_view end) {
    const auto at = line.find(end);
    return at == std::string_view::npos ? 0 : static_cast<std::uint32_t>(at + end.size());
  };
  switch (kind) {
    case 2: return behind("-->");
    case 3: return behind("?>");
    case 4: return behind(">");
    case 5: return behind("]]>");
    default: break;
  }
  for (auto at = line.find("</"); at != std::string_view::npos; at = line.find("</", at + 2))
    for (const std::string_view name : {"pre>", "script>", "style>", "textarea>"})
      if (has_word_at(line, at + 2, name)) return static_cast<std::uint32_t>(at + 2 + name.size());
  return 0;
}

std::string_view html_tag_name(std::string_view tag) {
  const std::size_t begin = tag.substr(0, 2) == "</" ? 2 : 1;
  std::size_t end = begin;
  while (end < tag.size() && (is_alphanumeric(tag[end]) || tag[end] == '-')) ++end;
  return tag.substr(begin, end - begin);
}

bool is_same_name(std::string_view one, std::string_view other) {
  return one.size() == other.size() &&
         std::equal(one.begin(), one.end(), other.begin(), [](char a, char b) { return to_lower(a) == to_lower(b); });
}

bool is_block_element(std::string_view name) { return is_one_of(name, pandoc_block_names); }
bool may_be_block_element(std::string_view name) { return is_one_of(name, block_or_inline_names); }
bool is_void_element(std::string_view name) { return is_one_of(name, void_names); }
bool may_lack_end(std::string_view name) { return is_one_of(name, open_names); }

}  // namespace markdown
