#include "scanner.hpp"

#include <algorithm>

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
bool is_blank(char c) { return c == ' ' || c == '\t'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

template <class Visit>
void each_word(std::string_view list, Visit visit) {
  while (!list.empty()) {
    const auto end = std::min(list.find(' '), list.size());
    if (end > 0) visit(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

class Scanner {
 public:
  Scanner(std::string_view code, const Grammar& grammar, const Words& words)
      : m_code(code), m_grammar(grammar), m_words(words) {}

  std::vector<Piece> run() {
    while (m_at < m_code.size()) {
      if (m_code[m_at] == '\n') new_line();
      else if (is_blank(m_code[m_at])) put(m_at + 1, Token::plain);
      else step();
    }
    return std::move(m_pieces);
  }

 private:
  bool has(Habit habit) const { return (m_grammar.habits & habit) != 0; }
  bool follows(std::string_view text) const { return m_code.substr(m_at, text.size()) == text; }
  char at(std::size_t place) const { return place < m_code.size() ? m_code[place] : '\0'; }
  std::size_t line_end() const { return std::min(m_code.find('\n', m_at), m_code.size()); }
  bool is_name(char c) const {
    return is_letter(c) || is_digit(c) || m_grammar.letters.find(c) != std::string_view::npos;
  }
  std::size_t name_end(std::size_t place) const {
    while (place < m_code.size() && is_name(m_code[place])) ++place;
    return place;
  }
  std::size_t behind_blanks(std::size_t place) const {
    while (place < m_code.size() && is_blank(m_code[place])) ++place;
    return place;
  }

  // The text up to there is such a token.
  void put(std::size_t end, Token token) {
    end = std::min(end, m_code.size());
    if (end <= m_at) return;
    if (!m_pieces.empty() && m_pieces.back().token == token) m_pieces.back().end = end;
    else m_pieces.push_back({m_at, end, token});
    const bool is_space = token == Token::plain && is_blank(m_code[m_at]);
    if (!is_space) m_begins_line = false;
    if (!is_space && token != Token::comment) m_wants_operand = false;
    m_at = end;
  }

  void new_line() {
    put(m_at + 1, Token::plain);
    m_begins_line = m_wants_operand = true;
    if (!m_here_word.empty()) here_document();
  }

  // Every one of these takes at least a byte, or says that it is not its turn.
  void step() {
    const bool done = (has(line_changes) && changed_line()) || comment() || (m_begins_line && line_beginning()) ||
                      (has(markup) && tag()) || raw_string() || character() || quoted() || number() || sigil() ||
                      expression() || word();
    if (!done) operation();
  }

  bool changed_line() {
    if (!m_begins_line || (m_at > 0 && m_code[m_at - 1] != '\n')) return false;
    const Token token = follows("+++") || follows("---") || follows("diff ") ? Token::keyword
                        : follows("@@")                                      ? Token::data_type
                        : m_code[m_at] == '+'                                ? Token::variable
                        : m_code[m_at] == '-'                                ? Token::string
                                                                             : Token::plain;
    return put(line_end(), token), true;
  }

  bool comment() {
    if (has(comment_after_space) && m_at > 0 && !is_blank(m_code[m_at - 1]) && m_code[m_at - 1] != '\n') return false;
    bool found = false;
    each_word(m_grammar.line_comments, [&](std::string_view mark) { found = found || follows(mark); });
    if (found) put(line_end(), Token::comment);
    return found;
  }

  bool line_beginning() {
    const char c = m_code[m_at];
    if (has(preprocessor) && c == '#') return directive(), true;
    if (has(sections) && c == '[') return put(line_end(), Token::keyword), true;
    if (!has(equals_keys) || !is_name(c)) return false;
    const auto end = name_end(m_at);
    if (at(behind_blanks(end)) != '=') return false;
    return put(end, Token::data_type), true;
  }

  void directive() {
    const auto begin = behind_blanks(m_at + 1), end = name_end(begin);
    const bool includes = m_code.substr(begin, end - begin) == "include";
    put(std::max(end, m_at + 1), Token::preprocessor);
    const auto path = behind_blanks(end);
    if (!includes || (at(path) != '<' && at(path) != '"')) return;
    if (path > m_at) put(path, Token::plain);
    put(line_end(), Token::import);
  }

  // R"x(...)x" of C++, r"...", r#"..."# of Rust.
  bool raw_string() {
    if (!has(raw_strings) || (m_code[m_at] != 'R' && m_code[m_at] != 'r')) return false;
    const bool is_cpp = m_code[m_at] == 'R';
    auto mark = m_at + 1;
    if (!is_cpp)
      while (at(mark) == '#') ++mark;
    if (at(mark) != '"') return false;
    std::string close = "\"" + std::string(m_code.substr(m_at + 1, mark - m_at - 1));
    if (is_cpp) {
      const auto open = m_code.substr(mark, 18).find('(');
      if (open == std::string_view::npos) return false;
      close = ")" + std::string(m_code.substr(mark + 1, open - 1)) + "\"";
      mark += open;
    }
    const auto end = m_code.find(close, mark + 1);
    return put(end == std::string_view::npos ? m_code.size() : end + close.size(), Token::verbatim), true;
  }

  // 'x' and '\n'; any other ' is a lifetime, a label or a prime.
  bool character() {
    if (!has(short_characters) || m_code[m_at] != '\'') return false;
    auto end = m_at + 1;
    if (at(end) == '\\') {
      end = std::min(m_code.substr(0, std::min(m_code.size(), m_at + 14)).find('\'', m_at + 3), m_code.size());
    } else {
      ++end;
      while ((static_cast<unsigned char>(at(end)) & 0xC0) == 0x80) ++end;
    }
    const bool is_one = at(end) == '\'' && at(m_at + 1) != '\n';
    if (is_one) put(end + 1, Token::character);
    else put(m_at + 1, Token::operation);
    return true;
  }

  bool quoted() {
    for (const Quote& quote : m_grammar.quotes) {
      if (quote.open.empty() || !follows(quote.open)) continue;
      quote_of(quote);
      return true;
    }
    return false;
  }

  void quote_of(const Quote& quote) {
    const auto begin = m_at;
    const bool nests = quote.token == Token::comment && has(nested_comments);
    std::size_t depth = 1, end = m_at + quote.open.size();
    while (end < m_code.size() && depth > 0) {
      if (m_code[end] == '\n' && !quote.lines) break;
      if (m_code.compare(end, quote.close.size(), quote.close) == 0) {
        --depth;
        end += quote.close.size();
      } else if (nests && m_code.compare(end, quote.open.size(), quote.open) == 0) {
        ++depth;
        end += quote.open.size();
      } else if (quote.escape != '\0' && m_code[end] == quote.escape && end + 1 < m_code.size()) {
        if (m_code[end + 1] == '\n' && !quote.lines) break;
        put(end, quote.token);
        put(end += 2, Token::escape);
      } else {
        ++end;
      }
    }
    const bool is_key = has(colon_keys) && quote.token == Token::string && at(behind_blanks(end)) == ':';
    if (is_key && m_at == begin) return put(end, Token::data_type);
    if (end > m_at) put(end, quote.token);
  }

  bool number() {
    const char c = m_code[m_at];
    if (!is_digit(c) && !(c == '.' && is_digit(at(m_at + 1)))) return false;
    auto end = m_at + 1;
    bool has_point = c == '.';
    const bool based = c == '0' && (lower(at(end)) == 'x' || lower(at(end)) == 'b' || lower(at(end)) == 'o');
    for (; end < m_code.size(); ++end) {
      const char d = m_code[end], before = lower(m_code[end - 1]);
      const bool is_point = d == '.' && is_digit(at(end + 1)) && !has_point && !based;
      const bool is_sign = (d == '+' || d == '-') && before == 'e' && !based && is_digit(at(end + 1));
      const bool is_separator = d == '\'' && is_name(at(end + 1)) && has(preprocessor);
      if (!is_point && !is_sign && !is_separator && !is_letter(d) && !is_digit(d)) break;
      has_point = has_point || is_point || is_sign;
    }
    return put(end, based ? Token::base_n : has_point ? Token::floating : Token::decimal), true;
  }

  // $variables, @attributes, #[attributes], \commands.
  bool sigil() {
    const char c = m_code[m_at], next = at(m_at + 1);
    if (c == '$' && has(dollar_variables)) {
      auto end = name_end(m_at + 1 + (next == '{' || next == '('));
      if (next == '{' && at(end) == '}') ++end;
      return put(end, Token::variable), true;
    }
    if (c == '@' && has(at_attributes) && is_letter(next)) return put(name_end(m_at + 1), Token::attribute), true;
    if (c == '#' && has(bracket_attributes) && (next == '[' || (next == '!' && at(m_at + 2) == '['))) {
      const auto end = std::min(m_code.find_first_of("]\n", m_at), m_code.size());
      return put(end + (at(end) == ']'), Token::attribute), true;
    }
    if (c == '\\' && has(backslash_commands)) {
      const auto end = name_end(m_at + 1);
      return put(end > m_at + 1 ? end : m_at + 2, Token::function), true;
    }
    return false;
  }

  // Whether a / begins a regular expression is only guessed: an operand may stand here, and its line has the end.
  bool expression() {
    if (!has(regular_expressions) || m_code[m_at] != '/' || !m_wants_operand || m_at < m_no_expression_before)
      return false;
    bool in_class = false;
    auto end = m_at + 1;
    for (; end < m_code.size() && m_code[end] != '\n' && (in_class || m_code[end] != '/'); ++end) {
      if (m_code[end] == '\\' && at(end + 1) != '\n') ++end;
      else if (m_code[end] == '[') in_class = true;
      else if (m_code[end] == ']') in_class = false;
    }
    if (at(end) != '/') return m_no_expression_before = end, false;  // nor does another one on this line
    return put(name_end(end + 1), Token::special), true;
  }

  bool word() {
    if (!is_name(m_code[m_at])) return false;
    const auto end = name_end(m_at);
    if (has(prefixed_strings) && end - m_at <= 2 && (at(end) == '"' || at(end) == '\''))
      return put(end, Token::string), true;
    Token token = m_words.find(m_code.substr(m_at, end - m_at));
    const auto next = behind_blanks(end);
    if (has(colon_keys) && at(next) == ':' && at(next + 1) != ':' && at(next + 1) != '/') token = Token::attribute;
    else if (token == Token::plain && has(calls) && at(next) == '(') token = Token::function;
    put(end, token);
    m_wants_operand = token == Token::keyword || token == Token::control_flow;
    return true;
  }

  void operation() {
    constexpr std::string_view operators = "+-*/%=<>!&|^~?:";
    const char c = m_code[m_at];
    const bool is_operator = operators.find(c) != std::string_view::npos;
    if (has(here_documents) && follows("<<")) begin_here_document();
    put(m_at + 1, is_operator ? Token::operation : Token::plain);
    m_wants_operand = c != ')' && c != ']' && c != '}';
  }

  // <<WORD, <<-WORD, <<'WORD': the document begins on the next line.
  void begin_here_document() {
    auto begin = m_at + 2;
    while (at(begin) == '-' || at(begin) == '~' || at(begin) == '\'' || at(begin) == '"') ++begin;
    const auto end = name_end(begin);
    if (end > begin && is_letter(m_code[begin])) m_here_word = m_code.substr(begin, end - begin);
  }

  void here_document() {
    auto end = m_at;
    for (bool ended = false; end < m_code.size() && !ended;) {
      const auto next = std::min(m_code.find('\n', end), m_code.size());
      const auto begin = behind_blanks(end);
      ended = m_code.substr(begin, next - std::min(begin, next)) == m_here_word;
      end = ended ? next : std::min(next + 1, m_code.size());
    }
    m_here_word = {};
    if (end > m_at) put(end, Token::string);
  }

  // A tag up to its >, with its attributes; an entity.
  bool tag() {
    if (m_code[m_at] == '&') return entity();
    if (m_in_tag) return in_tag();
    if (m_code[m_at] == '<' && quoted()) return true;  // comments and CDATA are quotes here
    if (m_code[m_at] != '<')
      return put(std::min(m_code.find_first_of("<&\n", m_at), m_code.size()), Token::plain), true;
    const auto name = m_at + 1 + (at(m_at + 1) == '/' || at(m_at + 1) == '!' || at(m_at + 1) == '?');
    if (!is_letter(at(name))) return put(m_at + 1, Token::plain), true;
    m_in_tag = true;
    return put(name_end(name), at(m_at + 1) == '!' ? Token::data_type : Token::keyword), true;
  }

  bool in_tag() {
    if (follows(">") || follows("/>") || follows("?>")) {
      m_in_tag = false;
      return put(m_at + (m_code[m_at] == '>' ? 1 : 2), Token::keyword), true;
    }
    if (is_name(m_code[m_at])) return put(name_end(m_at), Token::attribute), true;
    if (!quoted()) put(m_at + 1, Token::plain);
    return true;
  }

  bool entity() {
    const auto end = m_code.substr(0, std::min(m_code.size(), m_at + 34)).find(';', m_at);
    const bool is_one = end != std::string_view::npos &&
                        m_code.substr(m_at, end - m_at).find_first_of(" \n<") == std::string_view::npos;
    return put(is_one ? end + 1 : m_at + 1, is_one ? Token::escape : Token::plain), true;
  }

  std::string_view m_code;
  const Grammar& m_grammar;
  const Words& m_words;
  std::vector<Piece> m_pieces;
  std::size_t m_at = 0, m_no_expression_before = 0;
  std::string_view m_here_word;  // the document begins when the line ends
  bool m_begins_line = true, m_wants_operand = true, m_in_tag = false;
};

}  // namespace

Words::Words(const Grammar& grammar) : m_no_case((grammar.habits & no_case) != 0) {
  add(grammar.keywords, Token::keyword);
  add(grammar.control_flow, Token::control_flow);
  add(grammar.types, Token::data_type);
  add(grammar.constants, Token::constant);
  add(grammar.builtins, Token::builtin);
  add(grammar.imports, Token::import);
}

void Words::add(std::string_view list, Token token) {
  each_word(list, [&](std::string_view word) { m_words.emplace(word, token); });
}

Token Words::find(std::string_view word) const {
  if (word.size() > 32) return Token::plain;  // no word that is known is as long
  std::string small;
  if (m_no_case) {
    small.resize(word.size());
    std::transform(word.begin(), word.end(), small.begin(), lower);
    word = small;
  }
  const auto found = m_words.find(word);
  return found == m_words.end() ? Token::plain : found->second;
}

std::vector<Piece> scan(std::string_view code, const Grammar& grammar, const Words& words) {
  return Scanner(code, grammar, words).run();
}
