#include "punctuation.hpp"

#include <deckle/utf8.hpp>

namespace {

namespace utf8 = deckle::utf8;

bool is_space(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F ||
         c == 0x3000;
}

// Close enough to Unicode's punctuation for the neighbours of a quote: ASCII, Latin-1, the general block, CJK.
bool is_punctuation(char32_t c) {
  if (c < 0x80)
    return c > ' ' && !(c >= '0' && c <= '9') && !(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z') && c != 0x7F;
  return c == 0xA1 || c == 0xA7 || c == 0xAB || c == 0xB6 || c == 0xB7 || c == 0xBB || c == 0xBF ||
         (c >= 0x2010 && c <= 0x2027) || (c >= 0x2030 && c <= 0x205E) || (c >= 0x3001 && c <= 0x3020) ||
         (c >= 0xFF01 && c <= 0xFF0F);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// '90s: an apostrophe that stands for the century.
bool is_decade(std::string_view rest) {
  return rest.size() >= 4 && is_digit(rest[1]) && is_digit(rest[2]) && rest[3] == 's';
}

}  // namespace

void Run::text(std::uint32_t number, std::string_view text, const QuotationMarks& marks) {
  if (text.empty()) return;
  m_pieces.push_back({number, text, &marks, m_marks.size()});
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t taken = take(text, at);
    if (taken != 0) {
      at += taken;
      continue;
    }
    const char32_t c = utf8::next(text, at);
    settle(c);
    m_before = c;
  }
}

// A mark that begins at `at`: how many bytes it has, or 0.
std::size_t Run::take(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == '-') return m_changes.dashes ? take_dashes(text, at) : 0;
  if (c == '.' && m_changes.ellipses && text.substr(at, 3) == "...") {
    settle(U'\u2026');
    m_marks.push_back({at, 3, c, false, false, "\u2026", m_pieces.size() - 1, m_before});
    m_before = U'\u2026';
    return 3;
  }
  if ((c != '"' && c != '\'') || !m_changes.quotes) return 0;
  settle(static_cast<unsigned char>(c));
  const bool apostrophe = c == '\'' && is_decade(text.substr(at));
  m_marks.push_back({at, 1, c, false, false, "\u2019", m_pieces.size() - 1, m_before});
  m_waiting = !apostrophe;
  m_before = static_cast<unsigned char>(c);
  return 1;
}

// Hyphens in a row are dashes of one length where that is possible, else em dashes with one or two en dashes behind.
std::size_t Run::take_dashes(std::string_view text, std::size_t at) {
  std::size_t hyphens = 0;
  while (at + hyphens < text.size() && text[at + hyphens] == '-') ++hyphens;
  if (hyphens < 2) return 0;
  settle(U'\u2014');
  std::size_t em = hyphens / 3, en = 0;
  if (hyphens % 3 != 0) {
    en = hyphens % 2 == 0 ? hyphens / 2 : hyphens % 3 == 2 ? 1 : 2;
    em = (hyphens - 2 * en) / 3;
  }
  for (std::size_t k = 0, place = at; k < em + en; ++k) {
    const std::size_t length = k < em ? 3 : 2;
    m_marks.push_back({place, length, '-', false, false, k < em ? "\u2014" : "\u2013", m_pieces.size() - 1, m_before});
    place += length;
  }
  m_before = U'\u2014';
  return hyphens;
}

// What follows the last quote is known now, and with it whether the quote may open and close.
void Run::settle(char32_t after) {
  if (!m_waiting) return;
  m_waiting = false;
  Mark& quote = m_marks.back();
  const char32_t before = quote.before;
  const bool left = !is_space(after) && (!is_punctuation(after) || is_space(before) || is_punctuation(before));
  const bool right = !is_space(before) && (!is_punctuation(before) || is_space(after) || is_punctuation(after));
  quote.can_open =
      left && (!right || before == '(' || before == '[' || before == 0x2014) && before != ')' && before != ']';
  quote.can_close = right;
}

// A closing quote belongs to the last open one of its sort; quotes left open in between are taken for what they look
// like. A single quote without partner is an apostrophe.
void Run::pair_quotes() {
  settle(' ');
  std::vector<std::size_t> open;
  std::size_t open_double = 0, open_single = 0;
  for (std::size_t k = 0; k < m_marks.size(); ++k) {
    Mark& quote = m_marks[k];
    if (quote.what != '"' && quote.what != '\'') continue;
    const bool is_double = quote.what == '"';
    const QuotationMarks& own = *m_pieces[quote.piece].marks;
    if (is_double) quote.replacement = quote.can_close ? own.close : own.open;
    if (quote.can_close && (is_double ? open_double : open_single) != 0) {
      for (bool found = false; !found; open.pop_back()) {
        Mark& partner = m_marks[open.back()];
        --(partner.what == '"' ? open_double : open_single);
        found = partner.what == quote.what;
        if (!found) continue;
        const QuotationMarks& theirs = *m_pieces[partner.piece].marks;
        partner.replacement = is_double ? theirs.open : theirs.inner_open;
        quote.replacement = is_double ? theirs.close : theirs.inner_close;
      }
    } else if (quote.can_open) {
      open.push_back(k);
      ++(is_double ? open_double : open_single);
    }
  }
}

std::string Run::rewritten(std::size_t piece) const {
  const std::string_view text = m_pieces[piece].text;
  std::string out;
  std::size_t done = 0;
  for (std::size_t k = m_pieces[piece].first_mark; k < end_of(piece); ++k) {
    out += text.substr(done, m_marks[k].at - done);
    out += m_marks[k].replacement;
    done = m_marks[k].at + m_marks[k].length;
  }
  out += text.substr(done);
  return out;
}
