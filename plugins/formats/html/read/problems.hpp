// What the reader has to say about a page: each thing once, with how often it came up.
#pragma once
#include <deckle/plugin.hpp>

#include <map>
#include <string>

namespace html {

class Problems {
 public:
  explicit Problems(deckle::Call& call) : m_call(call) {}
  Problems(const Problems&) = delete;
  Problems& operator=(const Problems&) = delete;

  // `what` is a literal: "forms are read as text".
  void loss(dk_span where, std::string_view what) { count("html.dropped", where, what); }
  void note(std::string_view code, dk_span where, std::string_view what) { count(code, where, what); }

  // At the end of the page.
  void report() const {
    for (const auto& [name, problem] : m_problems) {
      const std::string_view times = problem.count > 1 ? "{} ({} times; the first is here)" : "{}";
      m_call.warning(name.first, problem.where, times, name.second, problem.count);
    }
  }
  deckle::Call& call() { return m_call; }

 private:
  struct Problem {
    dk_span where;
    std::uint32_t count;
  };
  void count(std::string_view code, dk_span where, std::string_view what) {
    ++m_problems.try_emplace({code, what}, Problem{where, 0}).first->second.count;
  }

  deckle::Call& m_call;
  std::map<std::pair<std::string_view, std::string_view>, Problem> m_problems;
};

}  // namespace html
