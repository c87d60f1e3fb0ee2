#include "transform.hpp"

#include <optional>

namespace {

using deckle::Attribute;
using deckle::Key;
using deckle::Kind;
using deckle::Node;

// The first class, perhaps in the form that HTML recommends.
std::string_view language_of(const Node& block) {
  std::string_view first = block.classes().substr(0, block.classes().find(' '));
  for (std::string_view prefix : {"language-", "lang-"})
    if (first.substr(0, prefix.size()) == prefix) first.remove_prefix(prefix.size());
  return first;
}

bool has_plain_attributes(const Node& block) {
  for (const Attribute attribute : block.attributes())
    if (attribute.is_custom() && attribute.type() != DK_A_STRING) return false;
  return true;
}

void copy_attributes(deckle::Builder& out, const Node& block) {
  if (!block.id().empty()) out.attribute(Key::id, block.id());
  out.attribute(Key::classes, block.classes().empty() ? std::string("sourceCode")
                                                      : std::string("sourceCode ").append(block.classes()));
  for (const Attribute attribute : block.attributes())
    if (attribute.is_custom()) out.attribute(attribute.name(), attribute.string());
}

void write_piece(deckle::Builder& out, std::string_view text, Token token) {
  if (text.empty()) return;
  out.leaf(Kind::code, text);
  if (token != Token::plain) out.attribute(Key::classes, class_of(token));
}

// A line for every line; a piece that goes over lines is in each of them.
void write_lines(deckle::Builder& out, std::string_view code, const std::vector<Piece>& pieces) {
  std::optional<deckle::Scope> line(out.open(Kind::line));
  for (const Piece& piece : pieces) {
    std::string_view text = code.substr(piece.begin, piece.end - piece.begin);
    for (auto end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
      write_piece(out, text.substr(0, end), piece.token);
      text.remove_prefix(end + 1);
      line.reset();
      line.emplace(out.open(Kind::line));
    }
    write_piece(out, text, piece.token);
  }
}

std::int64_t count_parts(std::string_view code, const std::vector<Piece>& pieces) {
  std::int64_t count = static_cast<std::int64_t>(pieces.size());
  for (const char c : code) count += c == '\n';
  return count;
}

}  // namespace

void Highlight::prepare(deckle::Call& call) const {
  if (!opts.fallback.empty() && grammar_of(opts.fallback) == nullptr)
    call.refuse("highlight.language", call.option("default"), "\"{}\" is no language that is known here",
                opts.fallback);
}

void Highlight::transform(const deckle::Document& in, deckle::Edits& edits, deckle::Call& call) {
  std::int64_t left = opts.pieces;
  for (const Node block : in.nodes(Kind::code_block)) {
    call.stop_if_cancelled();
    const Grammar* grammar = grammar_of(block.classes().empty() ? opts.fallback : language_of(block));
    if (!grammar || block.text().empty()) continue;
    if (!has_plain_attributes(block)) {
      call.note("highlight.attribute", block, "this block has an attribute that lines cannot have; it stays as it is");
      continue;
    }
    const std::vector<Piece> pieces = scan(block.text(), *grammar, words_of(*grammar));
    left -= count_parts(block.text(), pieces);
    if (left < 0) {
      call.warning("highlight.limit", block, "from here on code stays as it is: there are more than {} pieces",
                   opts.pieces);
      return;
    }
    auto content = edits.put(block, deckle::Position::replace);
    auto lines = content->open(Kind::line_block);
    copy_attributes(*content, block);
    write_lines(*content, block.text(), pieces);
  }
}

const Words& Highlight::words_of(const Grammar& grammar) {
  return m_words.try_emplace(&grammar, grammar).first->second;
}
