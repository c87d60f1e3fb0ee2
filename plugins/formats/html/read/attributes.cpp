// Attributes of elements as attributes of nodes.
#include "css/css.hpp"
#include "slug/slug.hpp"

#include "../known_attributes.hpp"
#include "page_reader.hpp"
#include "permalinks.hpp"
#include "tags.hpp"

using deckle::Key;

namespace html {

// `consumed`: names, parted by spaces, that are told elsewhere; with `name` among them it is an identifier. The classes
// of the kind come before those of the author, of which those in `dropped` say no more than the kind does.
void PageReader::attributes(const GumboNode& node, std::string_view consumed, std::string_view classes,
                            std::string_view dropped) {
  const GumboVector& all = node.v.element.attributes;
  if (all.length == 0 && classes.empty()) return;
  const bool takes_name = is_word_in("name", consumed);
  std::string_view id = attribute_of(node, "id");
  if (id.empty() && takes_name) id = attribute_of(node, "name");
  if (!id.empty() && !is_word_in("id", consumed)) identifier(node, id);
  std::string all_classes(classes);
  std::string_view given = attribute_of(node, "class");
  for (std::string_view word = next_word(given); !word.empty(); word = next_word(given)) {
    if (is_word_in(word, all_classes) || is_word_in(word, dropped)) continue;
    if (!all_classes.empty()) all_classes += ' ';
    all_classes += word;
  }
  if (!all_classes.empty()) m_out.attribute(Key::classes, all_classes);
  for (unsigned i = 0; i < all.length; ++i) {
    const auto* attribute = static_cast<const GumboAttribute*>(all.data[i]);
    const std::string_view name = attribute->name;
    if (name == "id" || name == "class" || is_word_in(name, consumed)) continue;
    custom_attribute(node, name, attribute->value);
  }
}

// So that no heading gets the identifier that another element has.
void PageReader::claim_identifiers(const GumboNode& root) {
  for (const GumboNode* at = &root; at; at = next_node(at, root))
    if (is_element(*at)) m_taken.add(attribute_of(*at, "id"));
}

void PageReader::heading_identifier(const GumboNode& heading) {
  if (!attribute_of(heading, "id").empty()) return;
  if (const std::string_view id = permalink_identifier(heading); !id.empty()) return identifier(heading, id);
  if (!m_wishes.identifiers) return;
  std::string words;
  for (const GumboNode* at = next_node(&heading, heading); at;) {
    const bool is_read = !is_element(*at) || (!m_notes.note_at(*at) && element_of(*at).role != Role::dropped);
    if (is_text(*at)) words += at->v.text.text;
    at = next_node(at, heading, is_read);
  }
  m_out.attribute(Key::id, m_taken.unique(slug_of(words, Scheme::pandoc, Characters(m_problems.call()))));
}

// Of several elements with one identifier, links lead to the first.
void PageReader::identifier(const GumboNode& node, std::string_view id) {
  if (m_ids.add(id)) m_out.attribute(Key::id, id);
  else m_problems.note("html.duplicate", m_source.span_of(node), "an identifier is given twice: the first counts");
}

void PageReader::custom_attribute(const GumboNode& node, std::string_view name, std::string_view value) {
  if (name.substr(0, 2) == "on") return;  // scripts
  if (name.substr(0, 5) == "xmlns") return;
  if (name == "xml:lang" || name == "lang") {
    if (name == "lang" || !has_attribute(node, "lang")) m_out.attribute("lang", value);
    return;
  }
  if (name.substr(0, 5) == "data-" && name.size() > 5 && !is_known_attribute(name_of(node), name.substr(5), value) &&
      !has_attribute(node, name.data() + 5))
    name.remove_prefix(5);
  // What is read is to be seen.
  if (name == "hidden" && !m_wishes.hidden && !css::is_word(value, "until-found")) return;
  if (name == "style" && !m_wishes.hidden && css::is_word(css::value_of(value, "display"), "none")) {
    const std::string left = css::without(value, "display");
    return left.empty() ? void() : m_out.attribute(name, left);
  }
  m_out.attribute(name, value);
}

}  // namespace html
