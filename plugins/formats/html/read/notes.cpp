#include "notes.hpp"

#include <deckle/utf8.hpp>

#include <string>
#include <vector>

#include "elements.hpp"
#include "tags.hpp"

namespace html {
namespace {

bool has_any_class(const GumboNode& node, std::initializer_list<std::string_view> classes) {
  for (const std::string_view one : classes)
    if (has_class(node, one)) return true;
  return false;
}

// What generators call the mark of a note.
bool is_called_mark(const GumboNode& node) {
  const std::string_view style = attribute_of(node, "style");
  return has_word(node, "role", "doc-noteref") || has_attribute(node, "data-footnote-ref") ||
         has_word(node, "rel", "footnote") || has_word(node, "epub:type", "noteref") ||
         has_any_class(node, {"footnote-ref", "footnote-reference", "footnoteref", "footnote", "noteref", "reference",
                              "sdfootnoteanc", "sdendnoteanc"}) ||
         style.find("mso-footnote-id") != style.npos || style.find("mso-endnote-id") != style.npos;
}

// What they call a note, or what holds all of them.
bool is_called_notes(const GumboNode& node) {
  return has_word(node, "role", "doc-endnotes") || has_word(node, "role", "doc-footnote") ||
         has_word(node, "role", "doc-endnote") || has_attribute(node, "data-footnotes") ||
         has_any_class(node, {"footnotes", "footnote", "footnote-list", "endnotes"});
}

// 1, [1], *, (a): what a note is marked by.
bool is_like_mark(std::string_view text) {
  constexpr std::size_t longest = 4;
  std::size_t characters = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (std::string_view("[]()").find(c) != std::string_view::npos || is_space(c)) continue;
    characters += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }
  return characters > 0 && characters <= longest;
}

bool is_inline_wrapper(const GumboNode& node) {
  switch (tag_of(node)) {
    case GUMBO_TAG_SUP:
    case GUMBO_TAG_SPAN:
    case GUMBO_TAG_B:
    case GUMBO_TAG_I:
    case GUMBO_TAG_SMALL: return true;
    default: return false;
  }
}

bool is_within(const GumboNode* node, const GumboNode& container) {
  while (node && node != &container) node = node->parent;
  return node != nullptr;
}

// Nothing, or what stands around a number.
bool is_bracket(const GumboNode& node) {
  const bool is_of_text = is_text(node) || (is_inline_wrapper(node) && child_count(node) == 1);
  const GumboNode& inside = is_text(node) || !is_of_text ? node : child_of(node, 0);
  return is_of_text && is_text(inside) &&
         std::string_view(inside.v.text.text).find_first_not_of("[]() \t\n\r\f") == std::string_view::npos;
}

// The outermost inline element that holds nothing else.
const GumboNode& outermost(const GumboNode& node) {
  constexpr unsigned most = 8;
  const GumboNode* site = &node;
  for (const GumboNode* parent = site->parent; parent && is_inline_wrapper(*parent); parent = parent->parent) {
    if (child_count(*parent) > most) return *site;
    for (unsigned i = 0; i < child_count(*parent); ++i) {
      const GumboNode& child = child_of(*parent, i);
      if (&child != site && !is_bracket(child)) return *site;
    }
    site = parent;
  }
  return *site;
}

}  // namespace

class Notes::Finder {
 public:
  Finder(const GumboNode& root, Notes& notes) : m_notes(notes) {
    for (const GumboNode* at = &root; at; at = next_node(at, root))
      if (is_element(*at)) look_at(*at);
  }

  void find() {
    for (const GumboNode* mark : m_anchors)
      if (m_back.count(mark) == 0) try_mark(*mark);
    empty_containers();
  }

 private:
  void look_at(const GumboNode& node) {
    if (const char* id = find_attribute(node, "id")) m_ids.try_emplace(id, &node);
    if (tag_of(node) != GUMBO_TAG_A) return;
    if (const char* name = find_attribute(node, "name")) m_ids.try_emplace(name, &node);
    const std::string_view href = attribute_of(node, "href");
    if (href.size() < 2 || href[0] != '#') return;
    m_anchors.push_back(&node);
    m_links[href.substr(1)].push_back(&node);
  }

  void try_mark(const GumboNode& mark) {
    const auto target = m_ids.find(attribute_of(mark, "href").substr(1));
    if (target == m_ids.end()) return;
    const bool is_called =
        is_called_mark(mark) || (mark.parent && is_inline_wrapper(*mark.parent) && is_called_mark(*mark.parent));
    if (!is_called && !is_like_mark(text_of(mark))) return;
    const GumboNode* content = holder(*target->second);
    if (!content || is_within(&mark, *content)) return;
    const GumboNode* label = tag_of(*target->second) == GUMBO_TAG_DT ? target->second : nullptr;
    const bool has_link_back = take_links_back(mark, label ? *label : *content);
    if (!has_link_back && !(is_called && is_among_notes(*content))) return;
    m_notes.m_notes.emplace(&outermost(mark), content);
    m_notes.m_elsewhere.insert(content);
    if (label) m_notes.m_elsewhere.insert(label);
  }

  // Docutils had notes as definitions once.
  static const GumboNode* description_of(const GumboNode& term) {
    const GumboNode& list = *term.parent;
    if (tag_of(list) != GUMBO_TAG_DL || !is_called_notes(list)) return nullptr;
    for (std::size_t i = term.index_within_parent + 1; i < child_count(list); ++i) {
      const GumboNode& child = child_of(list, static_cast<unsigned>(i));
      if (is_element(child)) return tag_of(child) == GUMBO_TAG_DD ? &child : nullptr;
    }
    return nullptr;
  }

  // The block that is the note: the target, or what it stands in. Sections with headings are none.
  static const GumboNode* holder(const GumboNode& target) {
    const GumboNode* node = &target;
    while (node && (tag_of(*node) == GUMBO_TAG_A || is_inline_wrapper(*node))) node = node->parent;
    if (!node || !is_element(*node)) return nullptr;
    // Word and LibreOffice give each note a division, whose name is a part of the anchor's.
    const std::string_view name = attribute_of(target, "name");
    if (tag_of(*node) == GUMBO_TAG_P && tag_of(*node->parent) == GUMBO_TAG_DIV) {
      const std::string_view id = attribute_of(*node->parent, "id");
      if (!id.empty() && name.find(id) != name.npos) node = node->parent;
    }
    if (node == &target && tag_of(*node) == GUMBO_TAG_DT) node = description_of(*node);
    if (!node) return nullptr;
    switch (tag_of(*node)) {
      case GUMBO_TAG_LI:
      case GUMBO_TAG_DIV:
      case GUMBO_TAG_ASIDE:
      case GUMBO_TAG_P:
      case GUMBO_TAG_DD: break;
      default: return nullptr;
    }
    for (const GumboNode* at = node; at; at = next_node(at, *node))
      if (heading_level(tag_of(*at)) > 0) return nullptr;
    return node;
  }

  bool take_links_back(const GumboNode& mark, const GumboNode& content) {
    bool found = false;
    const auto take = [&](std::string_view name) {
      const auto links = name.empty() ? m_links.end() : m_links.find(name);
      if (links == m_links.end()) return;
      for (const GumboNode* link : links->second) {
        if (!is_within(link, content)) continue;
        m_back.insert(link);
        m_notes.m_elsewhere.insert(&outermost(*link));
        found = true;
      }
    };
    take(attribute_of(mark, "name"));
    const GumboNode* at = &mark;
    do {
      take(attribute_of(*at, "id"));
      at = at->parent;
    } while (at && is_inline_wrapper(*at));
    return found;
  }

  static bool is_among_notes(const GumboNode& content) {
    for (const GumboNode* at = &content; at && is_element(*at); at = at->parent)
      if (is_called_notes(*at)) return true;
    return false;
  }

  // What held the notes and has nothing left but rules and a heading.
  void empty_containers() {
    std::unordered_set<const GumboNode*> seen;
    std::vector<const GumboNode*> next;
    for (const auto& [site, content] : m_notes.m_notes) next.push_back(content->parent);
    while (!next.empty()) {
      const GumboNode* container = next.back();
      next.pop_back();
      if (tag_of(*container) == GUMBO_TAG_BODY || tag_of(*container) == GUMBO_TAG_LAST) continue;
      if (!seen.insert(container).second || !is_empty(*container)) continue;
      m_notes.m_elsewhere.insert(container);
      seen.erase(container->parent);  // it may be empty now
      next.push_back(container->parent);
    }
  }

  bool is_empty(const GumboNode& container) const {
    const bool is_called = is_called_notes(container);
    for (unsigned i = 0; i < child_count(container); ++i) {
      const GumboNode& child = child_of(container, i);
      const GumboTag tag = tag_of(child);
      if (tag == GUMBO_TAG_HR || tag == GUMBO_TAG_BR || m_notes.is_elsewhere(child)) continue;
      if (heading_level(tag) > 0 ? !is_called : has_content(child)) return false;
    }
    return true;
  }

  Notes& m_notes;
  std::unordered_map<std::string_view, const GumboNode*> m_ids;
  std::unordered_map<std::string_view, std::vector<const GumboNode*>> m_links;  // by where they lead
  std::vector<const GumboNode*> m_anchors;
  std::unordered_set<const GumboNode*> m_back;  // links back
};

void Notes::find(const GumboNode& root) { Finder(root, *this).find(); }

}  // namespace html
