#include "slug.hpp"

#include <deckle/utf8.hpp>

#include <algorithm>
#include <iterator>

namespace {

namespace utf8 = deckle::utf8;

struct Range {
  char32_t first, last;
};

// General category No of Unicode 15: numbers that are neither digits nor letters. GitHub drops them.
constexpr Range other_numbers[] = {
    {0xB2, 0xB3},       {0xB9, 0xB9},       {0xBC, 0xBE},       {0x9F4, 0x9F9},     {0xB72, 0xB77},
    {0xBF0, 0xBF2},     {0xC78, 0xC7E},     {0xD58, 0xD5E},     {0xD70, 0xD78},     {0xF2A, 0xF33},
    {0x1369, 0x137C},   {0x17F0, 0x17F9},   {0x19DA, 0x19DA},   {0x2070, 0x2070},   {0x2074, 0x2079},
    {0x2080, 0x2089},   {0x2150, 0x215F},   {0x2189, 0x2189},   {0x2460, 0x249B},   {0x24EA, 0x24FF},
    {0x2776, 0x2793},   {0x2CFD, 0x2CFD},   {0x3192, 0x3195},   {0x3220, 0x3229},   {0x3248, 0x324F},
    {0x3251, 0x325F},   {0x3280, 0x3289},   {0x32B1, 0x32BF},   {0xA830, 0xA835},   {0x10107, 0x10133},
    {0x10175, 0x10178}, {0x1018A, 0x1018B}, {0x102E1, 0x102FB}, {0x10320, 0x10323}, {0x10858, 0x1085F},
    {0x10879, 0x1087F}, {0x108A7, 0x108AF}, {0x108FB, 0x108FF}, {0x10916, 0x1091B}, {0x109BC, 0x109BD},
    {0x109C0, 0x109CF}, {0x109D2, 0x109FF}, {0x10A40, 0x10A48}, {0x10A7D, 0x10A7E}, {0x10A9D, 0x10A9F},
    {0x10AEB, 0x10AEF}, {0x10B58, 0x10B5F}, {0x10B78, 0x10B7F}, {0x10BA9, 0x10BAF}, {0x10CFA, 0x10CFF},
    {0x10E60, 0x10E7E}, {0x10F1D, 0x10F26}, {0x10F51, 0x10F54}, {0x10FC5, 0x10FCB}, {0x11052, 0x11065},
    {0x111E1, 0x111F4}, {0x1173A, 0x1173B}, {0x118EA, 0x118F2}, {0x11C5A, 0x11C6C}, {0x11FC0, 0x11FD4},
    {0x16B5B, 0x16B61}, {0x16E80, 0x16E96}, {0x1D2C0, 0x1D2D3}, {0x1D2E0, 0x1D2F3}, {0x1D360, 0x1D378},
    {0x1E8C7, 0x1E8CF}, {0x1EC71, 0x1ECAB}, {0x1ECAD, 0x1ECAF}, {0x1ECB1, 0x1ECB4}, {0x1ED01, 0x1ED2D},
    {0x1ED2F, 0x1ED3D}, {0x1F100, 0x1F10C}};

// General category Pc beyond ASCII: characters that join words, as the underscore does.
constexpr Range connectors[] = {
    {0x203F, 0x2040}, {0x2054, 0x2054}, {0xFE33, 0xFE34}, {0xFE4D, 0xFE4F}, {0xFF3F, 0xFF3F}};

// Letters in circles and squares: symbols by category, and yet alphabetic.
constexpr Range enclosed_letters[] = {{0x24B6, 0x24E9}, {0x1F130, 0x1F149}, {0x1F150, 0x1F169}, {0x1F170, 0x1F189}};

template <std::size_t Count>
bool contains(const Range (&ranges)[Count], char32_t c) {
  const Range* found = std::upper_bound(std::begin(ranges), std::end(ranges), c,
                                        [](char32_t value, const Range& range) { return value < range.first; });
  return found != std::begin(ranges) && c <= std::prev(found)->last;
}

bool is_space(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x202F || c == 0x205F || c == 0x3000;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\n") - begin + 1);
}

std::string github_slug(std::string_view lowered, const Characters& characters) {
  std::string slug;
  for (std::size_t at = 0; at < lowered.size();) {
    const char32_t c = utf8::next(lowered, at);
    const bool stays = c == '-' || c == '_' || characters.is_letter(c) || characters.is_mark(c) ||
                       characters.is_digit_or_numeral(c) || contains(connectors, c) || contains(enclosed_letters, c);
    if (c == ' ') slug += '-';
    else if (stays) utf8::append(slug, c);
  }
  return slug;
}

std::string pandoc_slug(std::string_view lowered, const Characters& characters) {
  std::string slug;
  bool between_words = false;
  for (std::size_t at = 0; at < lowered.size();) {
    const char32_t c = utf8::next(lowered, at);
    if (is_space(c)) {
      between_words = true;
    } else if (const bool letter = characters.is_letter(c);
               letter || characters.is_number(c) || c == '_' || c == '-' || c == '.') {
      if (slug.empty() && !letter) continue;  // an id begins with a letter
      if (between_words && !slug.empty()) slug += '-';
      between_words = false;
      utf8::append(slug, c);
    }
  }
  return slug.empty() ? "section" : slug;
}

}  // namespace

const dk_text* Characters::text() const {
  if (m_text == nullptr) m_text = m_call->extension<dk_text>(DK_EXT_TEXT);
  return m_text;
}

// A host that knows nothing of Unicode: all beyond ASCII counts as letters.
std::uint32_t Characters::category(char32_t c) const {
  return text() == nullptr ? std::uint32_t{DK_CHAR_LETTER} : text()->category(c);
}

bool Characters::is_letter(char32_t c) const {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return category(c) == DK_CHAR_LETTER;
}

bool Characters::is_number(char32_t c) const { return c < 0x80 ? c >= '0' && c <= '9' : category(c) == DK_CHAR_NUMBER; }

bool Characters::is_digit_or_numeral(char32_t c) const { return is_number(c) && !contains(other_numbers, c); }

std::string Characters::lower(std::string_view words) const {
  std::string lowered(words);
  const bool ascii =
      std::all_of(words.begin(), words.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii || text() == nullptr) {
    for (char& c : lowered) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return lowered;
  }
  // Neither GitHub nor pandoc knows the final form of sigma; ICU does.
  constexpr std::string_view capital_sigma = "\u03A3", small_sigma = "\u03C3";
  for (std::size_t at = 0; (at = lowered.find(capital_sigma, at)) != std::string::npos; at += small_sigma.size()) {
    lowered.replace(at, capital_sigma.size(), small_sigma);
  }
  dk_str out{};
  deckle::check(text()->lower(&m_call->raw(), deckle::str(lowered), deckle::str({}), &out));
  return std::string(deckle::view(out));
}

std::string slug_of(std::string_view words, Scheme scheme, const Characters& characters) {
  const std::string lowered = characters.lower(trimmed(words));
  return scheme == Scheme::github ? github_slug(lowered, characters) : pandoc_slug(lowered, characters);
}
