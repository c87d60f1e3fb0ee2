#include "context.hpp"

#include <deckle/utf8.hpp>

#include <algorithm>

#include "../read/unicode.hpp"

using deckle::Kind;
using deckle::Node;

namespace markdown {

Context::Context(const MarkdownExporter::Options& asked, deckle::Call& a_call)
    : options(asked),
      extensions(asked.change(extensions_of(asked.dialect))),
      escaper(extensions, asked.reference_links, asked.wrap == Wrap::automatic),
      call(a_call),
      m_characters(a_call) {}

void Context::loss(const Node& node, std::string_view what) {
  const auto kind = static_cast<std::uint16_t>(node.kind());
  if (std::find(m_lost.begin(), m_lost.end(), kind) != m_lost.end()) return;
  m_lost.push_back(kind);
  call.warning("markdown.loss", node, "{} {}", node.kind_name(), what);
}

bool Context::closes_div(const deckle::Document& document) {
  const auto closes = [](const Node& node) { return node.is(Kind::raw_block) && node.text().starts_with("</div"); };
  if (!m_closes_div) {
    m_closes_div = false;
    for (std::uint32_t i = 0; i < document.size() && !*m_closes_div; ++i) m_closes_div = closes(document.node(i));
  }
  return *m_closes_div;
}

std::size_t Context::width(std::string_view text) {
  if (std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; })) return text.size();
  if (m_text == nullptr) m_text = call.extension<dk_text>(DK_EXT_TEXT);
  return m_text == nullptr ? deckle::utf8::count(text) : static_cast<std::size_t>(m_text->width(deckle::str(text)));
}

bool Context::take(std::string_view label, const std::string& target) {
  fold_label(label, m_folded);
  if (!m_targets.try_emplace(m_folded, target).second) return false;
  m_labels.emplace(target, label);
  definitions.push_back({std::string(label), target});
  return true;
}

std::string Context::label(std::string_view text, std::string target) {
  fold_label(text, m_folded);
  if (const auto found = m_targets.find(m_folded); found != m_targets.end() && found->second == target)
    return std::string(text);
  if (const auto found = m_labels.find(target); found != m_labels.end()) return found->second;
  if (!text.empty() && take(text, target)) return std::string(text);
  while (!take(std::to_string(++m_numbers), target)) {
  }
  return std::to_string(m_numbers);
}

}  // namespace markdown
