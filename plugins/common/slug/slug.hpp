// From the words of a heading to an id.
#pragma once
#include <deckle/text.h>
#include <deckle/call.hpp>

#include <string>
#include <string_view>

enum class Scheme { github, pandoc };

// What the rules have to know of characters beyond ASCII. The host is asked only when there are any.
class Characters {
 public:
  explicit Characters(const deckle::Call& call) : m_call(&call) {}

  bool is_letter(char32_t c) const;
  bool is_mark(char32_t c) const { return c >= 0x80 && category(c) == DK_CHAR_MARK; }
  bool is_number(char32_t c) const;            // any sort, also fractions and superscripts
  bool is_digit_or_numeral(char32_t c) const;  // but not those
  std::string lower(std::string_view text) const;

 private:
  std::uint32_t category(char32_t c) const;
  const dk_text* text() const;
  const deckle::Call* m_call;
  mutable const dk_text* m_text = nullptr;
};

// GitHub: lower case; only letters, marks, digits, connectors, hyphens and spaces stay; each space is a hyphen.
// Nothing left: empty, and GitHub links nothing to such a heading.
// Pandoc: lower case; only letters, numbers, underscores, hyphens, periods and spaces stay; words are joined by one
// hyphen; all before the first letter goes; "section" when nothing is left.
std::string slug_of(std::string_view words, Scheme scheme, const Characters& characters);
