#include "escape.hpp"

#include <deckle/utf8.hpp>

#include <algorithm>

#include "../read/bare_links.hpp"
#include "../read/characters.hpp"
#include "../read/entities.hpp"
#include "../read/unicode.hpp"

namespace markdown {
namespace {

bool is_roman(std::string_view word) { return word.find_first_not_of("ivxlcdmIVXLCDM") == std::string_view::npos; }

// Where the mark stands that makes the beginning of a line the number of a list's item: `12.`, and with fancy lists
// `(iv)`, `a)`, `#.`; the size of the text if it is none.
std::size_t list_mark(std::string_view text, bool fancy) {
  const std::size_t begin = fancy && text.starts_with('(') ? 1 : 0;
  std::size_t end = begin;
  while (end < text.size() && end < begin + 10 && is_alphanumeric(text[end])) ++end;
  const std::string_view number = text.substr(begin, end - begin);
  const bool is_number = std::all_of(number.begin(), number.end(), is_digit);
  if (fancy && number.empty() && (text.substr(begin, 1) == "#" || text.substr(begin, 1) == "@")) ++end;
  else if (number.empty() || (!is_number && !(fancy && (number.size() == 1 || is_roman(number))))) return text.size();
  if (end >= text.size() || (text[end] != '.' && text[end] != ')')) return text.size();
  return end + 1 == text.size() || is_blank(text[end + 1]) ? end : text.size();
}

// One text, as it is being written.
class TextEscaper {
 public:
  TextEscaper(const Escaper& rules, std::string_view text, const Place& place)
      : m_rules(rules),
        m_text(text),
        m_place(place),
        m_begin(std::max(std::min(text.find_first_not_of(' '), text.size()), coded_length(text, place))),
        m_end(text.find_last_not_of(' ') + 1) {}

  void append_to(std::string& out) const {
    const std::size_t mark = m_place.line_start ? block_mark() : continues_bracket() ? 0 : none;
    std::size_t copied = write_edge(out);
    const std::size_t end = m_place.line_end ? std::max(m_end, copied) : m_text.size();
    for (std::size_t i = copied; i < end; ++i) {
      const char c = m_text[i];
      if (i != mark && !m_rules.is_special(c) && !(c == ' ' && m_place.is_solid)) continue;
      out += m_text.substr(copied, i - copied);
      copied = i;
      if (const std::string_view plain = plain_form(i); !plain.empty()) out += plain, copied += 3, i += 2;
      else if (c == ' ' || is_line_control(c)) out += numeric(static_cast<unsigned char>(c)), ++copied;
      else if (i == mark || needs_escape(c, i)) out += '\\';
    }
    out += m_text.substr(copied, end - copied);
    for (std::size_t i = end; i < m_text.size(); ++i) out += numeric(' ');
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  static std::size_t coded_length(std::string_view text, const Place& place) {
    return place.begins_coded ? deckle::utf8::decode(text, 0).length : 0;
  }
  // As it will be written: tabs and spaces at the ends of lines are coded, and spaces before marks may become so.
  char at(std::size_t i) const {
    if (i >= m_text.size()) return m_place.after;
    const bool is_coded = i >= m_end && (m_place.line_end || m_place.in_marks);
    return is_coded || is_line_control(m_text[i]) ? '&' : m_text[i];
  }
  char before(std::size_t i) const {
    const bool is_coded = i <= m_begin && (m_place.line_start || m_place.block_start || m_place.begins_coded);
    return i == 0 ? m_place.before : is_coded || is_line_control(m_text[i - 1]) ? ';' : m_text[i - 1];
  }
  // Whether what follows is not known: it is neither text nor white space.
  bool is_end(std::size_t i) const {
    return i + 1 >= m_text.size() && !is_space(m_place.after) && m_place.after != '\\';
  }
  bool has(Extension extension) const { return m_rules.has(extension); }
  bool stands_alone(std::size_t i) const { return is_space(before(i)) && is_space(at(i + 1)); }
  bool finds_links() const { return has(Extension::autolink_bare_uris) && !m_place.in_link; }

  // Spaces at the beginning of a line, and a first letter where none may stand, are written as numbers. Returns how
  // many bytes are written.
  std::size_t write_edge(std::string& out) const {
    std::size_t at = 0;
    while ((m_place.line_start || m_place.block_start) && at < m_text.size() && m_text[at] == ' ')
      out += numeric(' '), ++at;
    if (m_place.begins_coded && at == 0) out += numeric(deckle::utf8::next(m_text, at));
    return at;
  }

  bool needs_escape(char c, std::size_t i) const {
    if (m_place.lone != nullptr && !begins_line_with_mark(c, i) && !(c == '^' && (at(i + 1) == '[' || is_end(i))) &&
        m_place.lone->has(c))
      return false;
    switch (c) {
      case '`': return true;
      case '\\': return needs_backslash(i);
      case '*':
        return !stands_alone(i) || (m_place.in_marks && has(Extension::pandoc_rules)) || (m_place.line_start && i == 0);
      case '_':
        return (!stands_alone(i) && !is_within_word(i)) || (m_place.line_start && i == 0 && is_thematic_break());
      case '~':
      case '^': return !stands_alone(i);
      case '$': return !is_space(at(i + 1)) || !is_space(before(i));
      case '[': return !is_harmless_bracket(i) || (i == 0 && m_place.before == '^');
      case ']': return m_place.in_brackets;
      case '{': return i == 0 && m_place.behind_attributable;
      case '<':
        return is_end(i) || is_letter(at(i + 1)) || is_any(at(i + 1), "/!?") ||
               find_angle_mail(m_text, static_cast<std::uint32_t>(i)) > 0;
      case '&': return is_end(i) || begins_entity(m_text, i);
      case '!': return is_end(i) && m_place.before_bracket;
      case '#': return m_place.in_heading && i + 1 == m_text.size();
      case ':': return is_bare_link(find_bare_uri, i);
      case '@': return begins_citation(i) || is_mail(i);
      case '.': return is_ellipsis(i) || is_bare_link(find_bare_www, i);
      case '-': return has(Extension::smart) && at(i + 1) == '-';
      case '"':
      case '\'': return has(Extension::smart);
      case '\xE2': return has(Extension::all_symbols_escapable) && is_quotation_mark(i);
      default: return false;
    }
  }

  static bool is_any(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }
  // Whether it is in a run that may be the marker of a list, a rule or a fence. All of such a run is escaped: a part of
  // it would stand beside punctuation.
  bool begins_line_with_mark(char c, std::size_t i) const {
    if (!m_place.line_start || m_text.find_first_not_of(c) < i) return false;
    return m_text.size() == 1 || is_space(at(1)) || at(1) == c;
  }
  // Three are enough (CommonMark 4.1). Where lines are filled the one may end behind them.
  bool is_thematic_break() const {
    const std::string_view marks = m_text.substr(0, m_text.find_first_not_of("_ \t"));
    return std::count(marks.begin(), marks.end(), '_') >= 3 && (marks.size() == m_text.size() || m_rules.fills_lines());
  }

  bool needs_backslash(std::size_t i) const {
    const char next = at(i + 1);
    if (i + 1 == m_text.size() && m_place.block_end) return has(Extension::pandoc_rules);
    if (has(Extension::all_symbols_escapable) && (is_space(next) || !is_alphanumeric(next))) return true;
    if (has(Extension::raw_tex) && is_letter(next)) return true;
    return is_punctuation(next) || is_line_control(next) || (next == ' ' && m_rules.fills_lines());
  }
  bool is_within_word(std::size_t i) const {
    const auto is_word = [](char32_t c) { return !is_unicode_space(c) && !is_unicode_punctuation(c); };
    if (i + 1 >= m_text.size() || i == 0) return is_alphanumeric(before(i)) && is_alphanumeric(at(i + 1));
    return is_word(code_point_before(m_text, i)) && is_word(code_point_at(m_text, i + 1));
  }
  bool is_ellipsis(std::size_t i) const { return has(Extension::smart) && at(i + 1) == '.' && at(i + 2) == '.'; }
  // Whether a curly mark would have another one that belongs to it.
  bool is_quotation_mark(std::size_t i) const {
    const std::string_view mark = m_text.substr(i, 3);
    const auto is_closed_by = [&](std::string_view close) {
      return !m_place.block_end || m_text.find(close, i) != std::string_view::npos;
    };
    if (mark == "\u201C") return is_closed_by("\u201D");
    if (mark == "\u2018") return is_closed_by("\u2019");
    if (mark == "\u201D") return m_place.in_double;
    return mark == "\u2019" && m_place.in_single && !is_unicode_word(code_point_at(m_text, i + 3));
  }
  bool begins_citation(std::size_t i) const {
    if (!has(Extension::citations) || is_alphanumeric(before(i))) return false;
    if (i > 0 && (before(i) & 0x80) != 0 && is_unicode_word(code_point_before(m_text, i))) return false;
    const char next = at(i + 1);
    return is_alphanumeric(next) || is_any(next, "_{*") || (next & 0x80) != 0;
  }
  // Looks at so much of the text that it costs the same everywhere. What gets a backslash may end the domain.
  bool is_bare_link(Range (*find)(std::string_view, std::uint32_t, std::uint32_t), std::size_t i) const {
    constexpr std::size_t around = 256;
    if (!finds_links()) return false;
    const std::size_t begin = i - std::min(i, around);
    const std::string_view text = m_text.substr(begin, 2 * around);
    const auto at = static_cast<std::uint32_t>(i - begin);
    const auto from = begin == 0 && m_place.begins_coded ? static_cast<std::uint32_t>(m_begin) : 0;
    const std::string_view cut = text.substr(0, text.find_first_of("_*~`[]\\", at));
    return find(text, from, at).size() > 0 || find(cut, from, at).size() > 0;
  }
  // Underscores around an address may get backslashes, which end it then; so does a last letter that marks behind it
  // want as a number.
  bool is_mail(std::size_t i) const {
    std::size_t end = i + 1;
    while (end < m_text.size() && (is_alphanumeric(m_text[end]) || is_any(m_text[end], ".-_"))) ++end;
    while (end > i + 1 && is_any(m_text[end - 1], ".-_")) --end;
    const std::string_view text = m_text.substr(0, end), domain = text.substr(i + 1);
    const std::string_view cut = text.substr(0, i + 1 + std::min(domain.find('_'), domain.size()));
    const std::size_t escaped = text.substr(0, i).find_last_of("_*~`[]") + 1;
    return finds_links() &&
           (find_bare_mail(text, 0, static_cast<std::uint32_t>(i)).size() > 0 ||
            (end == m_text.size() && !m_place.block_end &&
             find_bare_mail(text.substr(0, end - 1), 0, static_cast<std::uint32_t>(i)).size() > 0) ||
            find_bare_mail(text.substr(escaped), 0, static_cast<std::uint32_t>(i - escaped)).size() > 0 ||
            find_bare_mail(cut, 0, static_cast<std::uint32_t>(i)).size() > 0 ||
            find_bare_mail(cut.substr(escaped), 0, static_cast<std::uint32_t>(i - escaped)).size() > 0);
  }

  // Brackets mean a link only before (, : or {, as long as none is defined by reference. What nothing defines stays as
  // it is, so that its writer is told of it again.
  bool is_harmless_bracket(std::size_t i) const {
    if (m_place.in_brackets || m_rules.defines_links()) return false;
    if (has(Extension::citations) && is_any(at(i + 1), "@-")) return false;
    const bool begins_line = m_place.line_start && i == 0;
    const bool refers = has(Extension::implicit_header_references);
    const std::size_t close = closing_bracket(i);
    if (close == none || may_close_within(i, close)) return false;
    if (close == m_text.size()) return m_place.closes_behind && !refers && at(i + 1) != '^';
    const std::string_view label = m_text.substr(i + 1, close - i - 1);
    if (begins_line && has(Extension::alerts) && label.starts_with('!') && close + 1 == m_text.size()) return false;
    if (is_end(close) || (refers && m_rules.is_heading(label))) return false;
    // Footnotes are written with numbers as their labels.
    if (label.starts_with('^') && label.find_first_not_of("^0123456789") == std::string_view::npos) return false;
    const bool task = close == i + 2 && begins_line;
    return !task && !is_any(close + 1 < m_text.size() ? m_text[close + 1] : ' ', "(:{");
  }
  // Brackets inside may be escaped, and what closes them closes this one then.
  bool may_close_within(std::size_t i, std::size_t close) const {
    while ((i = m_text.find(']', i)) < close)
      if (++i == m_text.size() || is_any(m_text[i], "(:{")) return true;
    return false;
  }
  // Where a bracket is closed, with others inside; the size of the text if that is not in it, `none` if that is far.
  std::size_t closing_bracket(std::size_t i) const {
    constexpr std::size_t far = 1000;
    std::size_t depth = 0;
    for (const std::size_t begin = i; i < begin + far; ++i) {
      i = m_text.find_first_of("[]", i);
      if (i == std::string_view::npos) return depth == 1 ? m_text.size() : none;
      depth += m_text[i] == '[' ? 1 : -1;
      if (depth == 0) return i;
    }
    return none;
  }

  // The plain characters that smart punctuation reads as this one; empty where they would be read otherwise.
  std::string_view plain_form(std::size_t i) const {
    if (!has(Extension::smart) || m_text[i] != '\xE2' || i == 0) return {};
    const std::string_view mark = m_text.substr(i, 3), behind = m_text.substr(std::min(i + 3, m_text.size()));
    if (behind.empty() && !m_place.line_end) return {};
    const char next = behind.empty() ? '\n' : behind[0], last = before(i);
    if (mark == "\u2019") {
      // The letters beside it may be written as numbers at the edges.
      const bool is_last =
          behind.empty() || (behind.size() == deckle::utf8::decode(behind, 0).length && !m_place.line_end);
      const bool is_within = i > m_begin && !is_last && is_unicode_word(code_point_before(m_text, i)) &&
                             is_unicode_word(code_point_at(behind, 0));
      return is_within ? "'" : "";
    }
    const bool is_beside_others = behind.starts_with("\xE2\x80") || (i > 2 && m_text.substr(i - 3, 2) == "\xE2\x80");
    if (is_beside_others || is_any(next, ".-") || is_any(last, ".-")) return {};
    if (mark == "\u2026") return "...";
    if (is_any(next, ">|:+=") || is_any(last, "<!|:+=")) return {};
    return mark == "\u2013" ? "--" : mark == "\u2014" ? "---" : "";
  }

  // Where the character stands that makes the beginning of a line more than text; `none` if it is text.
  std::size_t block_mark() const {
    const auto i = m_text.find_first_not_of(' ');
    if (i != 0) return none;  // spaces are written so that nothing behind them begins a block
    const std::string_view text = m_text;
    if (opens_block()) return 0;
    const std::size_t mark = list_mark(text, has(Extension::fancy_lists));
    if (mark < text.size() && !(goes_on_with_text() && is_no_first(text.substr(0, mark)))) return mark;
    if (has(Extension::table_captions) && m_place.first_line && text.size() > 5 && has_word_at(text, 0, "table:"))
      return 5;
    return none;
  }

  // Lists of CommonMark interrupt a paragraph only if they begin with the number one, and with something behind it.
  bool goes_on_with_text() const {
    return !m_place.first_line && !has(Extension::fancy_lists) && !has(Extension::pandoc_rules);
  }
  bool is_no_first(std::string_view number) const {
    const std::size_t begin = std::min(number.find_first_not_of('0'), number.size());
    return number.substr(begin) != "1" || (m_place.line_end && number.size() + 1 == m_text.size());
  }

  // Behind a note or a link by reference.
  bool continues_bracket() const { return m_place.before == ']' && !m_text.empty() && is_any(m_text[0], ":("); }

  // Whether a colon before this begins the caption of a table.
  bool begins_caption(char next) const {
    return has(Extension::table_captions) && !is_any(next, "!\"#%&'()*,-./:;?@[\\]_{}");
  }

  // Characters that mean something at the beginning of a line.
  bool opens_block() const {
    const char next = m_text.size() > 1 ? m_text[1] : m_place.after;
    switch (m_text[0]) {
      case '>': return true;
      case '%': return m_place.document_start && has(Extension::pandoc_title_block);
      case '#': return next == '#' || is_space(next);
      case '+': return is_space(next) || (has(Extension::grid_tables) && m_place.first_line && is_any(next, "-:"));
      case '-': return is_space(next) || is_any(next, "-:|");
      case '=': return !m_place.first_line;
      case '~': return next == '~' || (has(Extension::definition_lists) && is_space(next));
      case '|':
        return (has(Extension::pipe_tables) && !m_place.first_line) || (has(Extension::line_blocks) && is_space(next));
      case ':':
        return (has(Extension::pipe_tables) && !m_place.first_line && next == '-') ||
               (has(Extension::fenced_divs) && m_text.starts_with(":::")) ||
               (has(Extension::definition_lists) && is_space(next)) || (m_place.first_line && begins_caption(next));
      default: return false;
    }
  }

  const Escaper& m_rules;
  std::string_view m_text;
  const Place& m_place;
  std::size_t m_begin, m_end;  // without what is coded at the ends
};

}  // namespace

Escaper::Escaper(Extensions extensions, bool defines_links, bool fills_lines)
    : m_extensions(extensions), m_defines_links(defines_links), m_fills_lines(fills_lines) {
  const auto mark = [this](std::string_view characters, bool on = true) {
    for (const char c : characters) m_special[static_cast<unsigned char>(c)] |= on;
  };
  mark("\\`*_[]<&!#\t\n\r\v\f");
  mark("~", has(Extension::strikeout) || has(Extension::subscript));
  mark("^", has(Extension::superscript) || has(Extension::inline_notes));
  mark("$", has(Extension::tex_math_dollars));
  mark("@", has(Extension::autolink_bare_uris) || has(Extension::citations));
  mark(":.", has(Extension::autolink_bare_uris));
  mark("\"'.-\xE2", has(Extension::smart));
  mark("{", has(Extension::header_attributes) || has(Extension::inline_code_attributes) ||
                has(Extension::link_attributes) || has(Extension::raw_attribute));
}

void Escaper::append(std::string& out, std::string_view text, const Place& place) const {
  TextEscaper(*this, text, place).append_to(out);
}

void Escaper::add_heading(std::string_view text) {
  std::string folded;
  fold_label(text, folded);
  m_headings.insert(std::move(folded));
}

bool Escaper::is_heading(std::string_view text) const {
  std::string folded;
  fold_label(text, folded);
  return m_headings.contains(folded);
}

std::string numeric(char32_t c) { return "&#" + std::to_string(static_cast<std::uint32_t>(c)) + ";"; }

}  // namespace markdown
