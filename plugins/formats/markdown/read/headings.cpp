#include "headings.hpp"

#include <deckle/unique_names.hpp>
#include "slug/slug.hpp"

#include <algorithm>

#include "attributes.hpp"
#include "characters.hpp"
#include "inline_parser.hpp"

namespace markdown {
namespace {

// What a heading says: its text, code and formulas, but no notes and nothing raw.
std::string words_of(const InlineText& text) {
  const std::string_view whole = text.content.text();
  std::string words;
  std::uint32_t behind = 0;
  for (std::size_t i = 0; i < text.tokens.size(); ++i) {
    const Token& token = text.tokens[i];
    words += whole.substr(behind, token.where.begin - behind);
    behind = token.where.end;
    switch (token.kind) {
      case TokenKind::run:
        if (token.first == none && token.second == none) words += token.where.in(whole);
        break;
      case TokenKind::plain:
      case TokenKind::semicolon:
      case TokenKind::cite_key: words += token.where.in(whole); break;
      case TokenKind::escaped: words += whole.substr(token.where.begin + 1, token.where.size() - 1); break;
      case TokenKind::decoded:
        words += std::string_view(text.decoded).substr(token.first, token.second - token.first);
        break;
      case TokenKind::soft_break:
      case TokenKind::hard_break: words += ' '; break;
      case TokenKind::uri_link:
      case TokenKind::mail_link:
      case TokenKind::www_link:
      case TokenKind::math:
      case TokenKind::display_math: words += whole.substr(token.first, token.second - token.first); break;
      case TokenKind::code:
        if (i + 1 == text.tokens.size() || text.tokens[i + 1].kind != TokenKind::format)
          words += trimmed(whole.substr(token.first, token.second - token.first));
        break;
      case TokenKind::open_citation:
        words += text.citations[token.first].where.in(whole);
        behind = text.tokens[i = token.second].where.end;
        break;
      case TokenKind::open_note: behind = text.tokens[i = token.second].where.end; break;
      default: break;
    }
  }
  return words.append(whole.substr(behind));
}

}  // namespace

void HeadingNames::find(std::string_view source, Extensions extensions, BlockTree& tree, InlineParser& inlines,
                        deckle::Call& call) {
  const bool makes = extensions.has(Extension::auto_identifiers);
  const bool refers = extensions.has(Extension::implicit_header_references);
  const Characters characters(call);
  const auto headings = std::count_if(tree.blocks.begin(), tree.blocks.end(),
                                      [](const Block& block) { return block.kind == BlockKind::heading; });
  deckle::UniqueNames taken;
  taken.reserve(static_cast<std::size_t>(headings));
  m_names.reserve(static_cast<std::size_t>(headings));
  InlineText text;
  for (std::uint32_t i = 0; i < tree.blocks.size(); ++i) {
    const Block& block = tree.blocks[i];
    if (block.kind != BlockKind::heading) continue;
    text.clear();
    text.content.assign(source, std::span(tree.lines).subspan(block.first_line, block.line_count));
    std::string id = read_attributes(trimmed(block.info.in(source))).id;
    if (!id.empty()) {
      taken.add(id);
    } else if (makes) {
      inlines.parse(text, true);
      id = taken.unique(slug_of(words_of(text), Scheme::pandoc, characters));
      m_names.push_back({i, id});
    }
    if (refers && !id.empty()) tree.references.targets.add(text.content.text(), {"#" + id, {}, {}});
  }
}

std::string_view HeadingNames::id_of(std::uint32_t block) const {
  const auto found = std::lower_bound(m_names.begin(), m_names.end(), block,
                                      [](const Name& name, std::uint32_t at) { return name.block < at; });
  return found != m_names.end() && found->block == block ? std::string_view(found->id) : std::string_view();
}

}  // namespace markdown
