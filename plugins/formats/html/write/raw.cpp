// HTML that stands in a document, and raw text of other formats.
#include <algorithm>

#include "body_writer.hpp"

using deckle::Key;
using deckle::Node;

namespace {

constexpr std::string_view filtered_tags[] = {"title",   "textarea", "style",  "xmp",      "iframe",
                                              "noembed", "noframes", "script", "plaintext"};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool begins_with(std::string_view text, std::string_view name) {
  return text.size() >= name.size() &&
         std::equal(name.begin(), name.end(), text.begin(), [](char a, char b) { return a == lower(b); });
}

// Whether a `<` stands before one of the names; `text` is what follows it.
bool is_filtered(std::string_view text) {
  if (text.substr(0, 1) == "/") text.remove_prefix(1);
  for (std::string_view name : filtered_tags) {
    if (!begins_with(text, name)) continue;
    const std::string_view rest = text.substr(name.size());
    if (rest.empty() || rest.find_first_of(" \t\n\v\f\r>") == 0 || rest.substr(0, 2) == "/>") return true;
  }
  return false;
}

// The tag filter of GitHub Flavored Markdown (6.11): tags that change how all behind them is read become text.
void write_filtered(Markup& out, std::string_view html) {
  for (std::size_t at = 0; at < html.size();) {
    const auto less = std::min(html.find('<', at), html.size());
    out << html.substr(at, less - at);
    if (less < html.size()) out << (is_filtered(html.substr(less + 1)) ? "&lt;" : "<");
    at = less + 1;
  }
}

}  // namespace

void BodyWriter::raw(const Node& node, bool block) {
  const std::string_view format = node.string(Key::format);
  if (format != "html" && format != "html5" && format != "html4")
    return loss(node, "is in another format and is left out");
  if (block) m_out.fresh_line();
  if (m_options.raw_html == RawHtml::escape) m_out.text(node.text());
  else if (m_options.raw_html == RawHtml::drop) loss(node, "is left out, as raw-html: drop asks");
  else if (m_options.safe) unsafe(node, "is HTML, which is left out");
  else if (m_options.raw_html == RawHtml::filter) write_filtered(m_out, node.text());
  else m_out << node.text();
  if (block) m_out.fresh_line();
}
