#include "job/glob.hpp"

#include <algorithm>
#include <deckle/utf8.hpp>

namespace deckle {
namespace {

constexpr std::size_t longest_pattern = 4096;
constexpr std::size_t deepest_braces = 16;
constexpr char32_t raw_byte = 0x110000;  // a byte that is no UTF-8: itself above all characters

char32_t next_character(std::string_view text, std::size_t& at) {
  if (static_cast<unsigned char>(text[at]) < 0x80) return static_cast<unsigned char>(text[at++]);
  const utf8::Step step = utf8::decode(text, at);
  if (step.valid) {
    at += step.length;
    return step.code_point;
  }
  return raw_byte + static_cast<unsigned char>(text[at++]);
}

Diagnostic bad_pattern(std::string message, std::size_t at, std::string hint = {}) {
  Diagnostic problem = error("job.pattern", std::move(message), std::move(hint));
  problem.where.offset = at;
  return problem;
}

}  // namespace

// Writes the steps of a pattern, from left to right. Braces become forks; an open brace remembers the jumps that have
// to lead behind its closing one.
class GlobCompiler {
 public:
  explicit GlobCompiler(Glob& glob) : m_glob(glob), m_text(glob.m_pattern) {}

  Result<void> run() {
    if (m_text.empty()) return bad_pattern("an empty pattern matches nothing", 0);
    if (m_text.size() > longest_pattern) return bad_pattern("a pattern has at most 4096 bytes", longest_pattern);
    if (m_text.front() == '/') m_component_start = false;
    while (m_at < m_text.size()) {
      if (auto done = part(); !done) return done;
    }
    if (!m_braces.empty())
      return bad_pattern("this '{' has no '}'", m_braces.back().begin, "a '{' of a name is written [{]");
    add(Glob::Kind::accept);
    return {};
  }

 private:
  struct Brace {
    std::size_t begin;
    std::uint32_t fork;  // of the alternative under way: its second way leads to the next one
    bool component_start;
    std::vector<std::uint32_t> jumps;  // ends of alternatives
    bool any_component_start = false;  // an alternative ended at the beginning of a component
  };

  std::uint32_t here() const { return static_cast<std::uint32_t>(m_glob.m_steps.size()); }

  Glob::Step& add(Glob::Kind kind) {
    Glob::Step step;
    step.kind = kind;
    m_glob.m_steps.push_back(step);
    return m_glob.m_steps.back();
  }

  Result<void> part() {
    switch (m_text[m_at]) {
      case '*': return star();
      case '?':
        ++m_at;
        add(Glob::Kind::any);
        return placed(false);
      case '[': return set();
      case '{': return open_brace();
      case ',':
        if (!m_braces.empty()) return next_alternative();
        break;
      case '}':
        if (!m_braces.empty()) return close_brace();
        break;
      default: break;
    }
    const char32_t character = next_character(m_text, m_at);
    if (character == 0) return bad_pattern("a pattern holds no NUL", m_at - 1);
    Glob::Step& step = add(Glob::Kind::literal);
    step.character = character;
    step.inner = !m_component_start;
    return placed(character == '/');
  }

  Result<void> placed(bool component_start) {
    m_component_start = component_start;
    return {};
  }

  Result<void> star() {
    const std::size_t begin = m_at;
    while (m_at < m_text.size() && m_text[m_at] == '*') ++m_at;
    if (m_at - begin == 1) {
      add(Glob::Kind::star);
      return placed(false);
    }
    const bool whole = m_at - begin == 2 && m_component_start && (m_at == m_text.size() || m_text[m_at] == '/');
    if (!whole) return bad_pattern("'**' stands for whole folders only", begin, "write '**/*.md', or one '*'");
    folders();
    if (m_at < m_text.size()) {
      ++m_at;  // its slash is one of the folders'
      return placed(true);
    }
    add(Glob::Kind::any);  // at the end it stands for all that is below
    add(Glob::Kind::star);
    return placed(false);
  }

  // Any number of components, each with its slash: fork, any, star, '/', and back to the fork.
  void folders() {
    const std::uint32_t fork = here();
    add(Glob::Kind::fork).first = fork + 1;
    m_glob.m_steps[fork].second = fork + 5;
    add(Glob::Kind::any);
    add(Glob::Kind::star);
    add(Glob::Kind::literal).character = '/';
    add(Glob::Kind::jump).first = fork;
  }

  Result<void> set() {
    const std::size_t begin = m_at++;
    Glob::Step step;
    step.kind = Glob::Kind::set;
    step.first = static_cast<std::uint32_t>(m_glob.m_ranges.size());
    if (m_at < m_text.size() && (m_text[m_at] == '!' || m_text[m_at] == '^')) step.negated = true, ++m_at;
    const std::size_t first_member = m_at;
    while (m_at < m_text.size() && (m_text[m_at] != ']' || m_at == first_member)) {
      const char32_t low = next_character(m_text, m_at);
      char32_t high = low;
      if (m_at + 1 < m_text.size() && m_text[m_at] == '-' && m_text[m_at + 1] != ']') {
        ++m_at;
        high = next_character(m_text, m_at);
      }
      if (high < low) return bad_pattern("a range of '[..]' goes backwards", begin);
      m_glob.m_ranges.emplace_back(low, high);
    }
    if (m_at >= m_text.size()) return bad_pattern("this '[' has no ']'", begin, "a '[' of a name is written [[]");
    ++m_at;
    step.second = static_cast<std::uint32_t>(m_glob.m_ranges.size());
    m_glob.m_steps.push_back(step);
    return placed(false);
  }

  Result<void> open_brace() {
    if (m_braces.size() >= deepest_braces) return bad_pattern("braces are nested too deep", m_at);
    m_braces.push_back({m_at++, here(), m_component_start, {}});
    add(Glob::Kind::fork);
    m_glob.m_steps.back().first = here();
    return {};
  }

  Result<void> next_alternative() {
    Brace& brace = m_braces.back();
    brace.any_component_start |= m_component_start;
    brace.jumps.push_back(here());
    add(Glob::Kind::jump);
    m_glob.m_steps[brace.fork].second = here();
    brace.fork = here();
    add(Glob::Kind::fork);
    m_glob.m_steps.back().first = here();
    ++m_at;
    return placed(brace.component_start);
  }

  Result<void> close_brace() {
    Brace brace = std::move(m_braces.back());
    m_braces.pop_back();
    m_glob.m_steps[brace.fork].second = m_glob.m_steps[brace.fork].first;  // the last alternative has no other
    for (const std::uint32_t jump : brace.jumps) m_glob.m_steps[jump].first = here();
    ++m_at;
    return placed(brace.any_component_start || m_component_start);
  }

  Glob& m_glob;
  std::string_view m_text;
  std::size_t m_at = 0;
  bool m_component_start = true;
  std::vector<Brace> m_braces;
};

// What follow() works with: which steps were seen.
struct Glob::Marks {
  explicit Marks(std::size_t steps) : seen(steps) {}
  std::vector<bool> seen;
  std::vector<std::uint32_t> waiting;
};

Result<Glob> Glob::compile(std::string_view pattern, bool takes_hidden) {
  Glob glob;
  glob.m_takes_hidden = takes_hidden;
  glob.m_pattern = pattern;
  GlobCompiler compiler(glob);
  if (auto done = compiler.run(); !done) return done.problem();
  return glob;
}

// Adds a step and all that can be reached from it without taking a character.
void Glob::follow(States& states, Marks& marks, std::uint32_t first) const {
  std::vector<std::uint32_t>& waiting = marks.waiting;
  waiting.push_back(first);
  while (!waiting.empty()) {
    const std::uint32_t at = waiting.back();
    waiting.pop_back();
    if (marks.seen[at]) continue;
    marks.seen[at] = true;
    const Step& step = m_steps[at];
    if (step.kind == Kind::fork) waiting.push_back(step.second);
    if (step.kind == Kind::fork || step.kind == Kind::jump) waiting.push_back(step.first);
    else states.steps.push_back(at);
    if (step.kind == Kind::star) waiting.push_back(at + 1);
  }
}

Glob::States Glob::start() const {
  States states;
  Marks marks(m_steps.size());
  follow(states, marks, 0);
  return states;
}

bool Glob::takes(const Step& step, char32_t character, bool component_start) const {
  if (step.kind == Kind::accept) return false;
  if (step.kind == Kind::literal) {
    return character == step.character && !(character == '.' && component_start && step.inner && !m_takes_hidden);
  }
  if (character == '/' || (component_start && character == '.' && !m_takes_hidden)) return false;
  if (step.kind != Kind::set) return true;
  const auto begin = m_ranges.begin() + step.first, end = m_ranges.begin() + step.second;
  const bool found =
      std::any_of(begin, end, [&](const auto& range) { return character >= range.first && character <= range.second; });
  return found != step.negated;
}

Glob::States Glob::step(const States& from, char32_t character) const {
  States next;
  Marks marks(m_steps.size());
  for (const std::uint32_t step : from.steps) {
    if (!takes(m_steps[step], character, from.component_start)) continue;
    follow(next, marks, m_steps[step].kind == Kind::star ? step : step + 1);
  }
  next.component_start = character == '/';
  return next;
}

Glob::Met::Number Glob::Met::number_of(const States& one) {
  const auto known = numbers.find(one);
  if (known != numbers.end()) return known->second;
  if (states.size() == most) return unknown;
  const auto number = static_cast<Number>(states.size());
  states.push_back(one);
  next.emplace_back().fill(unknown);
  numbers.emplace(one, number);
  return number;
}

Glob::Met::Number Glob::Met::known_next(Number number, char32_t character) const {
  return number == unknown || character >= next[number].size() ? unknown : next[number][character];
}

Glob::States Glob::advance(const States& from, std::string_view text) const {
  States reached = from;  // while it has no number
  Met::Number number = m_met.number_of(from);
  for (std::size_t at = 0; at < text.size();) {
    const char32_t character = next_character(text, at);
    const Met::Number before = number;
    number = m_met.known_next(before, character);
    if (number != Met::unknown) continue;
    reached = step(before == Met::unknown ? reached : m_met.states[before], character);
    number = m_met.number_of(reached);
    if (before != Met::unknown && character < m_met.next[before].size()) m_met.next[before][character] = number;
  }
  return number == Met::unknown ? reached : m_met.states[number];
}

bool Glob::accepts(const States& states) const {
  return std::any_of(states.steps.begin(), states.steps.end(),
                     [&](std::uint32_t step) { return m_steps[step].kind == Kind::accept; });
}

bool Glob::matches(std::string_view path) const { return accepts(advance(start(), path)); }

std::string Glob::leading_folders() const {
  const std::size_t wildcard = std::min(m_pattern.find_first_of("*?[{"), m_pattern.size());
  const std::size_t slash = m_pattern.rfind('/', wildcard == 0 ? 0 : wildcard - 1);
  if (wildcard == 0 || slash == std::string::npos) return {};
  return m_pattern.substr(0, std::max<std::size_t>(slash, 1));  // "/" of "/*.md"
}

}  // namespace deckle
