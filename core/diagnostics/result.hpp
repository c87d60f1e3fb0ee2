// The one error type: a value, or the diagnostic that says why there is none.
#pragma once
#include <optional>
#include <utility>
#include <variant>

#include "diagnostics/diagnostic.hpp"

namespace deckle {

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : m_held(std::move(value)) {}
  Result(Diagnostic problem) : m_held(std::move(problem)) {}

  explicit operator bool() const { return m_held.index() == 0; }
  T& operator*() { return std::get<0>(m_held); }
  const T& operator*() const { return std::get<0>(m_held); }
  T* operator->() { return &std::get<0>(m_held); }
  const T* operator->() const { return &std::get<0>(m_held); }
  Diagnostic& problem() { return std::get<1>(m_held); }
  const Diagnostic& problem() const { return std::get<1>(m_held); }

 private:
  std::variant<T, Diagnostic> m_held;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Diagnostic problem) : m_problem(std::move(problem)) {}
  explicit operator bool() const { return !m_problem; }
  Diagnostic& problem() { return *m_problem; }
  const Diagnostic& problem() const { return *m_problem; }

 private:
  std::optional<Diagnostic> m_problem;
};

}  // namespace deckle
