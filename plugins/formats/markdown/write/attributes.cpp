// Attributes in braces.
#include "../read/attributes.hpp"

#include "context.hpp"

using deckle::Attribute;
using deckle::Key;
using deckle::Node;

namespace markdown {
namespace {

// Whether `text` is read back as it is, behind a mark or as a key.
bool is_name(std::string_view mark, std::string_view text, std::string_view behind) {
  const std::string braces = "{" + std::string(mark).append(text).append(behind) + "}";
  return !text.empty() && attributes_length(braces, 0) == braces.size();
}

class BracesWriter {
 public:
  BracesWriter(const Node& node, Context& context) : m_node(node), m_context(context) {}

  void id(std::string_view id) {
    if (id.empty()) return;
    if (is_name("#", id, "")) return add("#" + std::string(id));
    pair("id", id);
  }
  void classes(std::string_view classes) {
    bool names = true;
    each_word(classes, [&](std::string_view word) { names = names && is_name(".", word, ""); });
    if (!names) return pair("class", classes);
    each_word(classes, [&](std::string_view word) { add("." + std::string(word)); });
  }
  void attribute(const Attribute& attribute) {
    const std::string_view name = attribute.name();
    const bool is_other = name != "id" && name != "class" && is_name("", name, "=a");
    if (attribute.type() != DK_A_STRING || !is_other)
      return m_context.loss(m_node, "has an attribute that Markdown cannot write");
    pair(name, attribute.string());
  }
  std::string braces() const { return m_inside.empty() ? m_inside : "{" + m_inside + "}"; }

 private:
  template <class Use>
  static void each_word(std::string_view words, Use use) {
    while (!words.empty()) {
      const auto space = std::min(words.find(' '), words.size());
      if (space > 0) use(words.substr(0, space));
      words.remove_prefix(std::min(space + 1, words.size()));
    }
  }
  void add(const std::string& piece) { m_inside += (m_inside.empty() ? "" : " ") + piece; }
  void pair(std::string_view name, std::string_view value) { add(std::string(name) + "=" + quoted(value)); }

  const Node& m_node;
  Context& m_context;
  std::string m_inside;
};

}  // namespace

bool has_attributes(const Node& node) {
  for (const Attribute attribute : node.attributes())
    if (attribute.key() == Key::id || attribute.key() == Key::classes || attribute.is_custom()) return true;
  return false;
}

std::string attributes(const Node& node, Context& context, std::string_view extra_class, bool says_id) {
  BracesWriter writer(node, context);
  if (says_id) writer.id(node.id());
  if (!extra_class.empty()) writer.classes(extra_class);
  writer.classes(node.classes());
  for (const Attribute attribute : node.attributes())
    if (attribute.is_custom()) writer.attribute(attribute);
  return writer.braces();
}

}  // namespace markdown
