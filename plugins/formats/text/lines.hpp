// Lines: how wide a text is on a terminal, and how it is broken so that it fits.
#pragma once
#include <deckle/text.h>
#include <deckle/call.hpp>

#include <string>
#include <string_view>
#include <vector>

enum class Wrap { automatic, none, preserve };

// Marks in a text that is to be set in lines.
inline constexpr char soft_break = '\n', hard_break = '\r', firm_space = '\x1F';  // firm: no line ends there

// Asks the host about characters beyond ASCII only, so that most documents never load its tables.
class Typesetter {
 public:
  explicit Typesetter(const deckle::Call& call) : m_call(call) {}

  std::size_t width(std::string_view text) const;
  // The lines of a text, without spaces at their ends.
  std::vector<std::string> lines(std::string_view marked, std::size_t columns, Wrap wrap) const;

 private:
  const dk_text* host_text() const;
  void fill(std::string_view text, std::size_t columns, std::vector<std::string>& lines) const;
  std::vector<std::size_t> places_to_break(std::string_view text) const;

  deckle::Call m_call;
  mutable const dk_text* m_text = nullptr;
};
