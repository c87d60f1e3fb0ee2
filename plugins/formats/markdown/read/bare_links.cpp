#include "bare_links.hpp"

#include <deckle/utf8.hpp>

#include <algorithm>

#include "characters.hpp"
#include "unicode.hpp"

namespace markdown {
namespace {

bool is_one_of(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }

bool begins_host(std::string_view text, std::uint32_t at) {
  const char32_t c = code_point_at(text, at);
  return !is_unicode_space(c) && !is_unicode_punctuation(c);
}

// The host at `at`: letters, digits and marks with dots and dashes between. Its last two parts have no underscores.
std::uint32_t domain_end(std::string_view text, std::uint32_t at, bool needs_dot) {
  std::uint32_t dots = 0, underscores = 0, underscores_before = 0;
  while (at < text.size()) {
    const deckle::utf8::Step step = deckle::utf8::decode(text, at);
    if (step.code_point == '_') ++underscores;
    else if (step.code_point == '.') underscores_before = underscores, underscores = 0, ++dots;
    else if (step.code_point != '-' && (is_unicode_space(step.code_point) || is_unicode_punctuation(step.code_point)))
      break;
    at += step.length;
  }
  const bool fits = underscores == 0 && underscores_before == 0 && (dots > 0 || !needs_dot);
  return fits ? at : 0;
}

// Behind an address that begins at `begin` and whose host ends at `at`: up to a space or <, without the punctuation and
// the closing parentheses that belong to the sentence.
std::uint32_t address_end(std::string_view text, std::uint32_t begin, std::uint32_t at) {
  while (at < text.size() && !is_space(text[at]) && text[at] != '<') ++at;
  const std::string_view address = text.substr(begin, at - begin);
  auto surplus = std::count(address.begin(), address.end(), ')') - std::count(address.begin(), address.end(), '(');
  for (; at > begin; --at) {
    const char last = text[at - 1];
    if (last == ')' && surplus > 0) {
      --surplus;
    } else if (last == ';') {
      std::uint32_t name = at - 1;
      while (name > begin && is_letter(text[name - 1])) --name;
      if (name < at - 1 && name > begin && text[name - 1] == '&') at = name;
    } else if (!is_one_of(last, "?!.,:*_~'\"")) {
      break;
    }
  }
  return at;
}

}  // namespace

std::uint32_t find_angle_uri(std::string_view text, std::uint32_t at) {
  std::uint32_t i = at + 1;
  if (i >= text.size() || !is_letter(text[i])) return 0;
  while (i < text.size() && (is_alphanumeric(text[i]) || is_one_of(text[i], "+.-"))) ++i;
  const std::uint32_t scheme = i - at - 1;
  if (scheme < 2 || scheme > 32 || i >= text.size() || text[i] != ':') return 0;
  for (; i < text.size(); ++i) {
    if (text[i] == '>') return i + 1;
    if (text[i] == '<' || text[i] == ' ' || is_control(text[i])) return 0;
  }
  return 0;
}

std::uint32_t find_angle_mail(std::string_view text, std::uint32_t at) {
  std::uint32_t i = at + 1;
  while (i < text.size() && (is_alphanumeric(text[i]) || is_one_of(text[i], ".!#$%&'*+/=?^_`{|}~-"))) ++i;
  if (i == at + 1 || i >= text.size() || text[i] != '@') return 0;
  while (true) {  // labels of letters, digits and inner dashes
    const std::uint32_t label = ++i;
    while (i < text.size() && (is_alphanumeric(text[i]) || text[i] == '-')) ++i;
    if (i == label || i - label > 63 || text[label] == '-' || text[i - 1] == '-' || i >= text.size()) return 0;
    if (text[i] == '>') return i + 1;
    if (text[i] != '.') return 0;
  }
}

Range find_bare_uri(std::string_view text, std::uint32_t from, std::uint32_t at) {
  if (text.substr(at, 3) != "://") return {};
  std::uint32_t begin = at;
  while (begin > from && is_letter(text[begin - 1])) --begin;
  const auto is_scheme = [&](std::string_view name) {
    return at - begin == name.size() && has_word_at(text, begin, name);
  };
  if (!is_scheme("http") && !is_scheme("https") && !is_scheme("ftp")) return {};
  if (!begins_host(text, at + 3)) return {};
  const std::uint32_t host = domain_end(text, at + 3, false);
  if (host == 0) return {};
  return {begin, address_end(text, begin, host)};
}

Range find_bare_www(std::string_view text, std::uint32_t from, std::uint32_t at) {
  if (at < from + 3 || text.substr(at - 3, 3) != "www" || !begins_host(text, at + 1)) return {};
  const std::uint32_t begin = at - 3;
  if (begin > 0 && !is_space(text[begin - 1]) && !is_one_of(text[begin - 1], "*_~(")) return {};
  const std::uint32_t host = domain_end(text, begin, true);
  if (host == 0) return {};
  return {begin, address_end(text, begin, host)};
}

Range find_bare_mail(std::string_view text, std::uint32_t from, std::uint32_t at) {
  std::uint32_t begin = at, end = at + 1, dots = 0;
  while (begin > from && (is_alphanumeric(text[begin - 1]) || is_one_of(text[begin - 1], ".+-_"))) --begin;
  if (begin == at || (begin > 0 && text[begin - 1] == '/')) return {};
  for (; end < text.size(); ++end) {
    if (text[end] == '@') return {};
    const bool dot = text[end] == '.' && end + 1 < text.size() && is_alphanumeric(text[end + 1]);
    if (dot) ++dots;
    else if (!is_alphanumeric(text[end]) && text[end] != '-' && text[end] != '_') break;
  }
  if (dots == 0 || !is_letter(text[end - 1])) return {};
  return {begin, end};
}

}  // namespace markdown
