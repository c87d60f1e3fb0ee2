#include "metadata.hpp"

#include <algorithm>
#include <utility>

#include "../read/characters.hpp"
#include "writer.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace markdown {
namespace {

bool is_any(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }

// Words that YAML reads as something else than text.
bool is_reserved(std::string_view text) {
  for (std::string_view word : {"true", "false", "null", "yes", "no", "on", "off", "y", "n", "~"}) {
    if (text.size() != word.size()) continue;
    if (std::equal(text.begin(), text.end(), word.begin(), [](char a, char b) { return (a | 0x20) == (b | 0x20); }))
      return true;
  }
  return false;
}

// A plain scalar ends at a colon or before a hash beside white space, and begins with nothing that YAML has a use for.
bool can_be_plain(std::string_view text) {
  if (text.empty() || is_reserved(text) || text.back() == ' ' || text.back() == ':') return false;
  const bool begins_well =
      is_alphanumeric(text.front()) || is_any(text.front(), "/.($^;_") || (text.front() & 0x80) != 0;
  return begins_well && text != "..." && std::none_of(text.begin(), text.end(), is_control) &&
         text.find(": ") == std::string_view::npos && text.find(" #") == std::string_view::npos;
}

std::string quoted(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c >= 0 && (c < 0x20 || c == 0x7F)) {
      out += "\\x";
      out += digits[static_cast<std::size_t>(c) >> 4];
      out += digits[static_cast<std::size_t>(c) & 15];
    } else {
      out += c;
    }
  }
  return out + '"';
}

// A literal scalar has no escapes, and YAML no place for such characters.
bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return is_control(c) && c != '\n' && c != '\t'; });
}

std::string scalar(std::string_view text) { return can_be_plain(text) ? std::string(text) : quoted(text); }

// Nesting is bounded by the depth of documents that the host accepts.
class YamlWriter {
 public:
  explicit YamlWriter(Context& context) : m_context(context) {}

  // Behind the dash of an item the first one goes on with that line.
  void entries(const Node& map, std::size_t indent, bool is_behind_dash = false) {
    for (Node entry : map.children()) {
      m_out.append(std::exchange(is_behind_dash, false) ? 1 : indent, ' ');
      m_out += scalar(entry.string(Key::key)) + ":";
      value(entry, indent);
    }
  }
  std::string& text() { return m_out; }

 private:
  // Continues a line behind a key or a dash.
  void value(const Node& node, std::size_t indent) {
    switch (node.kind()) {
      case Kind::meta_map: m_out += node.has_children() ? "\n" : " {}\n"; return entries(node, indent + 2);
      case Kind::meta_list:
        m_out += node.has_children() ? "\n" : " []\n";
        for (Node item : node.children()) {
          m_out.append(indent + 2, ' ');
          m_out += '-';
          if (item.is(Kind::meta_map) && item.has_children()) entries(item, indent + 4, true);
          else value(item, indent + 2);
        }
        return;
      case Kind::meta_bool: m_out += node.boolean(Key::value) ? " true\n" : " false\n"; return;
      case Kind::meta_string: return string(node);
      case Kind::meta_blocks: return blocks(markdown(node), indent + 2);
      default: m_out += " " + scalar(markdown(node)) + "\n";
    }
  }

  void string(const Node& node) {
    Place place;
    place.line_start = place.line_end = place.block_end = true;
    std::string text;
    m_context.escaper.append(text, node.text(), place);
    m_out += " " + scalar(text) + "\n";
  }

  std::string markdown(const Node& node) {
    Writer writer(m_context);
    writer.write(node);
    if (node.is(Kind::meta_blocks)) writer.lines().finish();
    return std::move(writer.lines().string());
  }

  void blocks(std::string_view text, std::size_t indent) {
    if (text.empty() || has_control(text)) m_out += " " + quoted(text) + "\n";
    else block(text, indent);
  }

  // A literal scalar. The indentation is told where the text's own first line would hide it.
  void block(std::string_view text, std::size_t indent) {
    m_out += text.substr(0, 1) == " " ? " |2\n" : " |\n";
    while (!text.empty()) {
      const auto end = text.find('\n');
      if (end > 0) m_out.append(indent, ' ');
      m_out.append(text.substr(0, end));
      m_out += '\n';
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
  }

  Context& m_context;
  std::string m_out;
};

}  // namespace

std::string front_matter(const Node& metadata, Context& context) {
  YamlWriter writer(context);
  context.in_metadata = true;
  writer.entries(metadata, 0);
  context.in_metadata = false;
  return "---\n" + writer.text() + "---\n\n";
}

}  // namespace markdown
