// Patterns of paths: `*` and `?` within a component, `[..]`, `**` as a whole component, `{a,b}`. Case-sensitive; a
// leading dot of a component only when it is named; `/` only by itself and by `**`.
//
// Patterns run as state machines over characters: a match costs length of pattern times length of path, whatever the
// pattern, and a walk carries the states from a folder to what is in it. Where the characters of ASCII lead is
// remembered, so that most cost no more than a look into a table; one thread uses a pattern.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diagnostics/result.hpp"

namespace deckle {

class Glob {
 public:
  // Where a pattern stands after the beginning of a path.
  struct States {
    std::vector<std::uint32_t> steps;
    bool component_start = true;  // the path ends here with a slash, or is empty
    bool empty() const { return steps.empty(); }
    auto operator<=>(const States&) const = default;
  };

  // A bad pattern: where.offset is the byte of the pattern. `takes_hidden`: wildcards take leading dots too.
  static Result<Glob> compile(std::string_view pattern, bool takes_hidden = false);

  const std::string& pattern() const { return m_pattern; }
  bool matches(std::string_view path) const;

  States start() const;
  States advance(const States& states, std::string_view text) const;  // empty: nothing that goes on like this matches
  bool accepts(const States& states) const;

  // The folders before the first wildcard: "docs/guide" of "docs/guide/**/*.md"; "" of "*.md" and "a.md".
  std::string leading_folders() const;

 private:
  enum class Kind : std::uint8_t { literal, any, set, star, fork, jump, accept };
  struct Step {
    Kind kind = Kind::accept;
    bool negated = false;                 // set
    bool inner = false;                   // literal: behind a star; its dot names no leading dot
    char32_t character = 0;               // literal
    std::uint32_t first = 0, second = 0;  // fork: both ways on; jump: first; set: its ranges [first, second)
  };
  friend class GlobCompiler;

  // States that were met, by number, and where each character leads from there. Patterns may have too many of them.
  struct Met {
    using Number = std::uint16_t;
    static constexpr Number unknown = UINT16_MAX, most = 256;
    std::vector<States> states;
    std::vector<std::array<Number, 128>> next;
    std::map<States, Number> numbers;
    Number number_of(const States& one);  // unknown: there were too many before it
    Number known_next(Number number, char32_t character) const;
  };

  struct Marks;
  States step(const States& from, char32_t character) const;
  void follow(States& states, Marks& marks, std::uint32_t first) const;
  bool takes(const Step& step, char32_t character, bool component_start) const;

  std::string m_pattern;
  bool m_takes_hidden = false;
  std::vector<Step> m_steps;
  std::vector<std::pair<char32_t, char32_t>> m_ranges;
  mutable Met m_met;
};

}  // namespace deckle
