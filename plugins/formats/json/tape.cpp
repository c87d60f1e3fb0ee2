#include "tape.hpp"

#include <nlohmann/json.hpp>

namespace json {
namespace {

// Hands bytes to the parser and tells how far it has read, which its events do not say.
struct CountingIterator {
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  const char* at;
  const char** reached;

  reference operator*() const { return *at; }
  CountingIterator& operator++() {
    *reached = ++at;
    return *this;
  }
  bool operator==(const CountingIterator& other) const { return at == other.at; }
  bool operator!=(const CountingIterator& other) const { return at != other.at; }
};

// Puts the parser's events on the tape. The names are those of nlohmann's interface.
class Recorder {
 public:
  explicit Recorder(Tape& tape) : m_tape(tape), m_reached(tape.source.data()) {}

  const char** reached() { return &m_reached; }

  bool null() { return add(Type::null), true; }
  bool boolean(bool value) { return add(Type::boolean).boolean = value, true; }
  bool number_integer(std::int64_t value) { return add(Type::integer).integer = value, true; }
  bool number_unsigned(std::uint64_t value) {
    if (value > INT64_MAX) return number_float(static_cast<double>(value), {});
    return number_integer(static_cast<std::int64_t>(value));
  }
  bool number_float(double value, const std::string&) { return add(Type::number).number = value, true; }
  bool string(const std::string& value) {
    Token& token = add(Type::string);
    token.text = {static_cast<std::uint32_t>(m_tape.text.size()), static_cast<std::uint32_t>(value.size())};
    m_tape.text += value;
    return true;
  }
  bool key(const std::string& value) { return string(value); }
  bool binary(const std::vector<std::uint8_t>&) { return false; }
  bool start_object(std::size_t) { return start(Type::object); }
  bool start_array(std::size_t) { return start(Type::list); }
  bool end_object() { return end(2); }
  bool end_array() { return end(1); }
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception& error) {
    // The library's text begins with its own name, line and column, which the host says better.
    const std::string_view text = error.what();
    const auto place = text.find("column ");
    const auto begin = place == std::string_view::npos ? place : text.find(": ", place);
    const std::uint32_t at = reached_at();
    throw Mistake{at > 0 ? at - 1 : 0, at,
                  std::string(begin == std::string_view::npos ? text : text.substr(begin + 2))};
  }

 private:
  std::uint32_t reached_at() const { return static_cast<std::uint32_t>(m_reached - m_tape.source.data()); }
  Token& add(Type type) {
    if (!m_open.empty()) ++m_tape.tokens[m_open.back()].inner.count;
    Token token{};
    token.type = type;
    token.at = reached_at();
    token.next = static_cast<std::uint32_t>(m_tape.tokens.size()) + 1;
    return m_tape.tokens.emplace_back(token);
  }
  bool start(Type type) {
    Token& token = add(type);
    --token.at;
    token.inner = {0, 0};
    m_open.push_back(token.next - 1);
    return true;
  }
  bool end(std::uint32_t tokens_each) {
    Token& token = m_tape.tokens[m_open.back()];
    m_open.pop_back();
    token.inner.count /= tokens_each;
    token.inner.end = reached_at();
    token.next = static_cast<std::uint32_t>(m_tape.tokens.size());
    return true;
  }

  Tape& m_tape;
  const char* m_reached;
  std::vector<std::uint32_t> m_open;
};

bool is_scalar_byte(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-' || c == '+' || c == '.' || c == 'E';
}

bool is_inner(Type type) { return type == Type::list || type == Type::object; }

}  // namespace

std::uint32_t Tape::end_of(const Token& token) const {
  if (is_inner(token.type)) return token.inner.end;
  // A number is known to end only when a byte behind it has been read.
  std::uint32_t end = token.at;
  if (token.type != Type::string)
    while (end > 1 && !is_scalar_byte(source[end - 1])) --end;
  return end;
}

std::uint32_t Tape::begin_of(const Token& token) const {
  if (is_inner(token.type)) return token.at;
  std::uint32_t begin = end_of(token) - 1;
  if (token.type != Type::string) {
    while (begin > 0 && is_scalar_byte(source[begin - 1])) --begin;
    return begin;
  }
  // Back to the quote that opens the string: in it every quote stands behind an odd number of backslashes.
  while (begin > 0) {
    --begin;
    if (source[begin] != '"') continue;
    std::uint32_t backslashes = 0;
    while (backslashes < begin && source[begin - 1 - backslashes] == '\\') ++backslashes;
    if (backslashes % 2 == 0) break;
  }
  return begin;
}

Tape parse(std::string_view source) {
  Tape tape;
  tape.source = source;
  tape.tokens.reserve(source.size() / 12);
  tape.text.reserve(source.size() / 3);
  Recorder recorder(tape);
  const char* const begin = source.data();
  const CountingIterator first{begin, recorder.reached()}, last{begin + source.size(), recorder.reached()};
  nlohmann::json::sax_parse(first, last, &recorder);
  return tape;
}

}  // namespace json
