#include "pipeline/join_identifiers.hpp"

#include <algorithm>
#include <deckle/utf8.hpp>

#include "io/paths.hpp"
#include "job/path_template.hpp"

namespace deckle {
namespace {

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Whether `html` ends in the name of an attribute that gives an identifier, with a space before it.
bool ends_in_name(std::string_view html) {
  while (!html.empty() && is_space(html.back())) html.remove_suffix(1);
  for (const std::string_view name : {"id", "name"}) {
    if (html.size() <= name.size() || !is_space(html[html.size() - name.size() - 1])) continue;
    const std::string_view found = html.substr(html.size() - name.size());
    if (std::equal(found.begin(), found.end(), name.begin(), [](char a, char b) { return (a | 0x20) == b; }))
      return true;
  }
  return false;
}

// The values of id="..." and name="..." in raw HTML.
template <class Each>
void for_each_identifier(std::string_view html, Each each) {
  for (std::size_t at = html.find('='); at != std::string_view::npos; at = html.find('=', at)) {
    const bool is_identifier = ends_in_name(html.substr(0, at));
    ++at;
    while (at < html.size() && is_space(html[at])) ++at;
    if (!is_identifier || at == html.size()) continue;
    const bool is_quoted = html[at] == '"' || html[at] == '\'';
    const std::size_t end = is_quoted ? html.find(html[at], at + 1) : html.find_first_of(" \t\n\r\f>", at);
    if (is_quoted) ++at;
    const std::string_view value = html.substr(at, end == std::string_view::npos ? end : end - at);
    if (is_quoted && end == std::string_view::npos) continue;
    if (!value.empty()) each(value);
    at += value.size();
  }
}

bool is_raw_html(const Node& node) {
  return (node.is(Kind::raw_block) || node.is(Kind::raw_inline)) && node.string(Key::format).starts_with("html");
}

}  // namespace

std::string identifier_stem(std::string_view file) {
  const std::string_view stem = stem_of(name_of_file(file));
  std::string made;
  for (std::size_t at = 0; at < stem.size();) {
    const utf8::Step step = utf8::decode(stem, at);
    const char c = stem[at];
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
                          c == '.' || step.length > 1;
    made.append(step.valid && is_plain ? stem.substr(at, step.length) : "-");
    at += step.length;
  }
  return made.empty() ? "document" : made;
}

JoinIdentifiers::JoinIdentifiers(const std::vector<Document>& documents, std::vector<std::string> stems)
    : m_stems(std::move(stems)), m_lists(documents.size()) {
  for (std::size_t k = 0; k < documents.size(); ++k) reserve_raw(documents[k], m_lists[k]);
  for (std::size_t k = 0; k < documents.size(); ++k) {
    const Node body = documents[k].body();
    for (std::uint32_t i = body.index(); i < body.end(); ++i)
      if (const std::string_view id = documents[k].node(i).id(); !id.empty()) add(m_lists[k], id, false);
    settle(m_lists[k]);
  }
  for (std::size_t k = 0; k < documents.size(); ++k) {
    const std::string_view own = documents[k].body().id();
    m_divisions.push_back(own.empty() ? m_names.unique(m_stems[k]) : std::string());
  }
  for (std::size_t k = 0; k < documents.size(); ++k)
    for (Identifier& identifier : m_lists[k])
      if (identifier.now.empty() && !identifier.is_raw)
        identifier.now = m_names.unique(m_stems[k] + "-" + identifier.written);
  // A body that has an identifier gives it to its division.
  for (std::size_t k = 0; k < documents.size(); ++k)
    if (const std::string_view own = documents[k].body().id(); !own.empty()) m_divisions[k] = of_node(k, own);
}

// Until all are known, an identifier without a new name is one that an earlier document has.
void JoinIdentifiers::add(List& list, std::string_view written, bool is_raw) {
  const bool is_first = m_names.add(written);
  list.push_back({std::string(written), is_first ? std::string(written) : std::string(), is_raw, is_raw});
}

void JoinIdentifiers::reserve_raw(const Document& document, List& list) {
  for (std::uint32_t i = 0; i < document.size(); ++i) {
    const Node node = document.node(i);
    if (is_raw_html(node)) for_each_identifier(node.text(), [&](std::string_view id) { add(list, id, true); });
  }
}

// Of several equal ones in one document the first is what links mean.
void JoinIdentifiers::settle(List& list) {
  std::stable_sort(list.begin(), list.end(),
                   [](const Identifier& a, const Identifier& b) { return a.written < b.written; });
  const auto end = std::unique(list.begin(), list.end(),
                               [](const Identifier& a, const Identifier& b) { return a.written == b.written; });
  list.erase(end, list.end());
  list.shrink_to_fit();
}

JoinIdentifiers::Identifier* JoinIdentifiers::find(std::size_t document, std::string_view written) {
  List& list = m_lists[document];
  const auto found =
      std::lower_bound(list.begin(), list.end(), written,
                       [](const Identifier& identifier, std::string_view name) { return identifier.written < name; });
  return found == list.end() || found->written != written ? nullptr : &*found;
}

const std::string* JoinIdentifiers::of_target(std::size_t document, std::string_view written) {
  const Identifier* found = find(document, written);
  return found == nullptr || found->now.empty() ? nullptr : &found->now;
}

std::string JoinIdentifiers::of_node(std::size_t document, std::string_view written) {
  Identifier* found = find(document, written);
  if (found == nullptr || found->is_used) return m_names.unique(m_stems[document] + "-" + std::string(written));
  found->is_used = true;
  return found->now;
}

}  // namespace deckle
