#include "inline_writer.hpp"

#include "bare_links.hpp"
#include "characters.hpp"
#include "entities.hpp"
#include "html_attributes.hpp"

using deckle::Key;
using deckle::Kind;

namespace markdown {
namespace {

constexpr Kind kind_of(PairKind pair) {
  switch (pair) {
    case PairKind::emphasis: return Kind::emphasis;
    case PairKind::strong: return Kind::strong;
    case PairKind::superscript: return Kind::superscript;
    case PairKind::subscript: return Kind::subscript;
    case PairKind::single_quoted:
    case PairKind::double_quoted: return Kind::quoted;
    default: return Kind::strikeout;
  }
}

// A code span without the one space that may stand at each of its ends; pandoc leaves out all of it.
std::string_view without_padding(std::string_view code, bool as_pandoc) {
  if (as_pandoc) return trimmed(code);
  const bool padded = code.size() > 1 && code.front() == ' ' && code.back() == ' ';
  return padded && code.find_first_not_of(' ') != std::string_view::npos ? code.substr(1, code.size() - 2) : code;
}

// Spans that say nothing but small capitals or underlined are that.
Kind kind_of_span(const Attributes& span) {
  if (!span.id.empty()) return Kind::span;
  if (span.classes.empty() && span.pairs.size() == 1 && span.pairs[0].first == "style") {
    std::string style;
    for (const char c : span.pairs[0].second)
      if (!is_space(c) && c != ';') style += c;
    return style == "font-variant:small-caps" ? Kind::small_caps : Kind::span;
  }
  if (!span.pairs.empty()) return Kind::span;
  if (span.classes == "smallcaps") return Kind::small_caps;
  return span.classes == "ul" || span.classes == "underline" ? Kind::underline : Kind::span;
}

}  // namespace

void InlineWriter::begin(const InlineText& text, bool in_cell) {
  m_text = &text;
  m_next = m_behind = m_in_links = 0;
  m_in_cell = in_cell;
  m_last = text.tokens.size();
  m_end = static_cast<std::uint32_t>(text.content.text().size());
  m_links_mails =
      m_extensions.has(Extension::autolink_bare_uris) && text.content.text().find('@') != text.content.text().npos;
}

void InlineWriter::begin_inside(const InlineText& text, std::size_t opener) {
  begin(text, false);
  m_next = opener + 1;
  m_last = text.tokens[opener].second;
  m_behind = text.tokens[opener].where.end;
  m_end = text.tokens[m_last].where.begin;
}

const Token* InlineWriter::write() {
  while (m_next < m_last) {
    const Token& token = m_text->tokens[m_next++];
    add_text({m_behind, token.where.begin});
    m_behind = token.where.end;
    if (token.kind == TokenKind::note) return &token;
    write_token(token);
  }
  add_text({m_behind, m_end});
  end_text();
  return nullptr;
}

void InlineWriter::write_token(const Token& token) {
  switch (token.kind) {
    case TokenKind::plain: return add_text(token.where);
    case TokenKind::escaped: return add_decoded(token.where, text({token.where.begin + 1, token.where.end}));
    case TokenKind::decoded:
      return add_decoded(token.where,
                         std::string_view(m_text->decoded).substr(token.first, token.second - token.first));
    case TokenKind::run: return write_run(token);
    case TokenKind::attributes:  // of what turned out to be text
    case TokenKind::semicolon: return add_text(token.where);
    case TokenKind::nothing: return;
    case TokenKind::uri_link:
    case TokenKind::mail_link:
    case TokenKind::www_link: return write_address(token);
    case TokenKind::cite_key:  // a dash before it is text, and goes on with what stands before
      if (text(token.where).front() == '-') add_text({token.where.begin, token.where.begin + 1});
      break;
    default: break;
  }
  end_text();
  switch (token.kind) {
    case TokenKind::soft_break:
    case TokenKind::hard_break: return write_break(token);
    case TokenKind::code: return write_code(token);
    case TokenKind::math:
    case TokenKind::display_math: return write_math(token);
    case TokenKind::html: return write_raw(token, "html");
    case TokenKind::raw_tex: return write_raw(token, "tex");
    case TokenKind::close_link: return close_link(token);
    case TokenKind::open_span: return open_span(token);
    case TokenKind::open_note: return open_note(token);
    case TokenKind::cite_key:
    case TokenKind::open_citation:
    case TokenKind::cited_key:
    case TokenKind::next_item:
    case TokenKind::close_citation: return write_citation(token);
    case TokenKind::format: return;  // written with the code before
    default: return open_link(token);
  }
}

void InlineWriter::write_break(const Token& token) {
  const Kind kind = token.kind == TokenKind::hard_break ? Kind::hard_break : Kind::soft_break;
  m_nodes.leaf(kind, {}, source({token.where.begin, token.first}));
}

void InlineWriter::write_code(const Token& token) {
  std::string_view code = text({token.first, token.second});
  if (find_line_end(code) < code.size()) {
    m_scratch.clear();
    append_lines(m_scratch, code);
    for (char& c : m_scratch) c = c == '\n' ? ' ' : c;
    code = m_scratch;
  }
  if (m_next < m_text->tokens.size() && m_text->tokens[m_next].kind == TokenKind::format) {
    const Token& format = m_text->tokens[m_next];
    m_nodes.leaf(Kind::raw_inline, literal(without_padding(code, m_extensions.has(Extension::pandoc_rules))),
                 source({token.where.begin, format.where.end}));
    return m_nodes.attribute(Key::format, text({format.first, format.second}));
  }
  const Range attributes = take_attributes(token);
  m_nodes.leaf(Kind::code, literal(without_padding(code, m_extensions.has(Extension::pandoc_rules))),
               source({token.where.begin, attributes.end}));
  m_nodes.attributes(read_attributes(text(attributes)));
}

// The attributes behind a token, empty if it has none.
Range InlineWriter::take_attributes(const Token& token) {
  const bool more = m_next < m_text->tokens.size() && m_text->tokens[m_next].kind == TokenKind::attributes;
  if (!more) return {token.where.end, token.where.end};
  m_behind = m_text->tokens[m_next].where.end;
  return m_text->tokens[m_next++].where;
}

// White space in formulas in a line is one space; those that stand alone keep their lines.
void InlineWriter::write_math(const Token& token) {
  const std::string_view tex = text({token.first, token.second});
  const bool display = token.kind == TokenKind::display_math;
  m_scratch.clear();
  if (display) append_indented_lines(m_scratch, tex);
  else append_words(m_scratch, tex);
  const bool as_pandoc = m_extensions.has(Extension::pandoc_rules);  // \| is a sign of TeX
  m_nodes.leaf(Kind::math, as_pandoc ? std::string_view(m_scratch) : literal(m_scratch), source(token.where));
  if (display) m_nodes.attribute(Key::display, true);
}

void InlineWriter::write_raw(const Token& token, std::string_view format) {
  std::string_view html = text(token.where);
  if (find_line_end(html) < html.size()) {
    m_scratch.clear();
    append_lines(m_scratch, html);
    html = m_scratch;
  }
  m_nodes.leaf(Kind::raw_inline, literal(html), source(token.where));
  m_nodes.attribute(Key::format, format);
}

// Text that no escape reaches; in cells of tables \| is | even there.
std::string_view InlineWriter::literal(std::string_view text) {
  if (!m_in_cell || text.find("\\|") == std::string_view::npos) return text;
  std::string without;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text.substr(i, 2) != "\\|") without += text[i];
  m_scratch = std::move(without);
  return m_scratch;
}

// What it closes, what is left of it, what it opens.
void InlineWriter::write_run(const Token& token) {
  Range left = token.where;
  for (std::uint32_t i = token.first; i != none; i = m_text->pairs[i].next_close) {
    end_text();
    m_nodes.close_inline();
    left.begin += m_text->pairs[i].size;
  }
  for (std::uint32_t i = token.second; i != none; i = m_text->pairs[i].next_open) left.end -= m_text->pairs[i].size;
  const char mark = text(token.where).front();
  if (left.size() > 0 && (mark == '"' || mark == '\'')) add_decoded(left, lone_quote(m_text->content.text(), left));
  else add_text(left);
  for (std::uint32_t i = token.second; i != none; i = m_text->pairs[i].next_open) {
    const Pair& pair = m_text->pairs[i];
    end_text();
    if (m_nodes.open_inline(kind_of(pair.kind), source(pair.where)) && kind_of(pair.kind) == Kind::quoted)
      m_nodes.attribute(Key::quote, pair.kind == PairKind::single_quoted ? "single" : "double");
  }
}

void InlineWriter::write_address(const Token& token) {
  const Range inside{token.first, token.second};
  if (m_in_links > 0) return add_decoded(token.where, literal(text(inside)));
  end_text();
  const std::string_view prefix = token.kind == TokenKind::mail_link  ? "mailto:"
                                  : token.kind == TokenKind::www_link ? "http://"
                                                                      : "";
  const Range attributes = take_attributes(token);
  open_address({token.where.begin, attributes.end}, prefix, literal(text(inside)), text(attributes));
  m_nodes.leaf(Kind::text, literal(text(inside)), source(inside));
  m_nodes.close_inline();
}

void InlineWriter::open_address(Range where, std::string_view prefix, std::string_view address,
                                std::string_view attributes) {
  if (!m_nodes.open_inline(Kind::link, source(where))) return;
  if (!attributes.empty()) m_nodes.attributes(read_attributes(attributes));
  else if (m_extensions.has(Extension::pandoc_rules))
    m_nodes.attribute(Key::classes, prefix == "mailto:" ? "email" : "uri");
  m_nodes.attribute(Key::url, std::string(prefix).append(address));
}

void InlineWriter::open_link(const Token& token) {
  const Link& link = m_text->links[token.first];
  const Kind kind = token.kind == TokenKind::open_image ? Kind::image : Kind::link;
  ++m_in_links;
  if (!m_nodes.open_inline(kind, source(link.where))) return;
  Target target;
  if (link.target == nullptr) {
    append_unescaped(target.url, text(link.url));
    m_scratch.clear();
    append_lines(m_scratch, text(link.title));
    append_unescaped(target.title, m_scratch);
  }
  const Target& leads_to = link.target ? *link.target : target;
  const std::string_view attributes = link.target ? leads_to.attributes : text(link.attributes);
  if (!attributes.empty()) m_nodes.attributes(read_attributes(attributes));
  m_nodes.attribute(Key::url, leads_to.url);
  if (!leads_to.title.empty()) m_nodes.attribute(Key::title, leads_to.title);
}

void InlineWriter::open_span(const Token& token) {
  const Link& span = m_text->links[token.first];
  const std::string_view written = text(span.attributes);
  const Attributes attributes = span.kind == TokenKind::html ? read_html_attributes(written) : read_attributes(written);
  const Kind kind = kind_of_span(attributes);
  if (m_nodes.open_inline(kind, source(span.where)) && kind == Kind::span) m_nodes.attributes(attributes);
}

void InlineWriter::close_link(const Token& token) {
  switch (m_text->links[token.first].kind) {
    case TokenKind::html:
    case TokenKind::open_span: return m_nodes.close_inline();
    case TokenKind::open_note: return close_note();
    default: --m_in_links; return m_nodes.close_inline();
  }
}

// A paragraph in a note.
void InlineWriter::open_note(const Token& token) {
  m_numbers.begin_note();
  const Range where = source(m_text->links[token.first].where);
  m_nodes.open_inline(Kind::note, where, 3);
  m_nodes.open_inline(Kind::paragraph, where);
}

void InlineWriter::close_note() {
  m_numbers.end_note();
  m_nodes.close_inline();
  m_nodes.close_inline();
}

void InlineWriter::add_text(Range range) {
  if (range.size() == 0) return;
  if (m_piece.size() > 0 && m_piece.end == range.begin) {
    m_piece.end = range.end;
    return;
  }
  end_piece();
  m_piece = range;
}

void InlineWriter::add_decoded(Range where, std::string_view text) {
  end_piece();
  if (!m_run.empty() && m_text->content.is_apart(m_run_where.end, where.begin)) end_run();
  if (m_run.empty()) m_run_where = where;
  m_run += text;
  m_run_where.end = where.end;
}

bool InlineWriter::may_hold_mails(Range piece) const {
  return m_links_mails && m_in_links == 0 && text(piece).find('@') != std::string_view::npos;
}

void InlineWriter::end_piece() {
  const Range piece = m_piece;
  m_piece = {};
  if (piece.size() == 0) return;
  if (may_hold_mails(piece)) return write_mails(piece);
  add_decoded(piece, text(piece));
}

// Text runs mostly are one piece of the source: then nothing is copied.
void InlineWriter::end_text() {
  if (m_run.empty() && m_piece.size() > 0 && !may_hold_mails(m_piece)) {
    m_nodes.leaf(Kind::text, text(m_piece), source(m_piece));
    m_piece = {};
    return;
  }
  end_piece();
  end_run();
}

void InlineWriter::end_run() {
  if (!m_run.empty()) m_nodes.leaf(Kind::text, m_run, source(m_run_where));
  m_run.clear();
}

void InlineWriter::write_mails(Range piece) {
  const std::string_view whole = m_text->content.text().substr(0, piece.end);
  for (auto at = whole.find('@', piece.begin); at != std::string_view::npos; at = whole.find('@', at + 1)) {
    const Range mail = find_bare_mail(whole, piece.begin, static_cast<std::uint32_t>(at));
    if (mail.size() == 0) continue;
    if (mail.begin > piece.begin) add_decoded({piece.begin, mail.begin}, text({piece.begin, mail.begin}));
    write_mail(mail);
    piece.begin = mail.end;
  }
  if (piece.size() > 0) add_decoded(piece, text(piece));
}

void InlineWriter::write_mail(Range address) {
  end_text();
  open_address(address, "mailto:", text(address));
  m_nodes.leaf(Kind::text, text(address), source(address));
  m_nodes.close_inline();
}

}  // namespace markdown
