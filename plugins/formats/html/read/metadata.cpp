// What the head of a page says of it: title, language, direction, and the names of <meta>, under pandoc's names.
#include "metadata.hpp"
#include "tags.hpp"

using deckle::Key;
using deckle::Kind;

namespace html {
namespace {

// White space at the ends is none, and what runs on is one space.
std::string collapsed(std::string_view text) {
  std::string made;
  for (std::string_view word = next_word(text); !word.empty(); word = next_word(text)) {
    if (!made.empty()) made += ' ';
    made += word;
  }
  return made;
}

// Names that tell how the page is shown or found, and nothing of the document.
bool is_of_page(std::string_view name) {
  for (const std::string_view known : {"viewport", "generator", "robots", "theme-color", "color-scheme", "referrer",
                                       "format-detection", "progid", "originator"})
    if (name == known) return true;
  return name.find(':') != name.npos;
}

const GumboNode* child_named(const GumboNode& node, GumboTag tag) {
  for (unsigned i = 0; i < child_count(node); ++i)
    if (tag_of(child_of(node, i)) == tag) return &child_of(node, i);
  return nullptr;
}

void open(deckle::Builder& out, Kind kind, dk_span where) { out.begin(kind, deckle::row_of(kind)->flags, {}, where); }

void write_shown(const std::string& name, const std::vector<TitleBlock::Value>& values, const Source& source,
                 PageReader& page, deckle::Builder& out) {
  const bool is_list = values.size() > 1;
  if (is_list) {
    open(out, Kind::meta_list,
         source.span({source.range_of(*values.front().element).begin, source.range_of(*values.back().element).end}));
    out.attribute(Key::key, name);
  }
  const Kind kind = name == "abstract" ? Kind::meta_blocks : Kind::meta_inlines;
  for (const TitleBlock::Value& value : values)
    page.write_value(*value.element, kind, is_list ? std::string_view() : name, value.heading);
  if (is_list) out.close();
}

}  // namespace

Head::Head(const GumboNode& root, const Source& source) : m_source(source) {
  for (const char* name : {"lang", "xml:lang", "dir"}) {
    const std::string_view value = attribute_of(root, name);
    if (!value.empty())
      m_entries[name == std::string_view("dir") ? "dir" : "lang"].push_back(
          {std::string(value), m_source.range_of(root)});
  }
  const GumboNode* head = child_named(root, GUMBO_TAG_HEAD);
  for (unsigned i = 0; head && i < child_count(*head); ++i) look_at(child_of(*head, i));
}

void Head::look_at(const GumboNode& node) {
  const GumboTag tag = tag_of(node);
  if (tag == GUMBO_TAG_TITLE) add("title", collapsed(text_of(node)), node);
  if (tag == GUMBO_TAG_BASE && m_base.empty()) m_base = attribute_of(node, "href");
  if (tag != GUMBO_TAG_META) return;
  std::string name(attribute_of(node, "name"));
  for (char& c : name) c = lower(c);
  if (name == "dcterms.date" || name == "dc.date") name = "date";
  if (name == "dc.title") name = "title";
  if (name == "dc.creator" || name == "dcterms.creator") name = "author";
  if (!name.empty() && !is_of_page(name)) add(name, collapsed(attribute_of(node, "content")), node);
}

void Head::add(const std::string& name, std::string text, const GumboNode& node) {
  if (!text.empty()) m_entries[name].push_back({std::move(text), m_source.range_of(node)});
}

void Head::write(const TitleBlock& shown, PageReader& page, deckle::Builder& out) {
  for (const auto& [name, values] : shown.values()) m_entries[name].clear();  // it has its place among the others
  if (m_entries.empty()) return;
  const auto scope = out.metadata();
  for (const auto& [name, entries] : m_entries) {
    if (const auto found = shown.values().find(name); found != shown.values().end())
      write_shown(name, found->second, m_source, page, out);
    else write_entries(name, entries, out);
  }
}

void Head::write_entries(const std::string& name, const std::vector<Entry>& entries, deckle::Builder& out) const {
  const bool is_list = entries.size() > 1 && name == "author";
  if (is_list) {
    open(out, Kind::meta_list, m_source.span({entries.front().where.begin, entries.back().where.end}));
    out.attribute(Key::key, name);
  }
  for (const Entry& entry : entries) {
    open(out, Kind::meta_inlines, m_source.span(entry.where));
    if (!is_list) out.attribute(Key::key, name);
    out.text(entry.text, m_source.span(entry.where));
    out.close();
    if (!is_list) break;
  }
  if (is_list) out.close();
}

}  // namespace html
