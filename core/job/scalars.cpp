#include "job/scalars.hpp"

#include <charconv>
#include <cmath>
#include <span>
#include <string>

namespace deckle {
namespace {

struct Unit {
  std::string_view name;  // in small letters
  double factor;
};

std::string in_small_letters(std::string_view word) {
  std::string small(word);
  for (char& c : small) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return small;
}

// A number from 0 on and one of the units; the empty name stands for a number alone.
std::optional<std::int64_t> amount_of(std::string_view word, std::span<const Unit> units) {
  const std::size_t digits = std::min(word.find_first_not_of("0123456789."), word.size());
  double number = 0;
  const auto [end, fault] = std::from_chars(word.data(), word.data() + digits, number, std::chars_format::fixed);
  if (fault != std::errc() || end != word.data() + digits) return std::nullopt;
  std::size_t at = digits;
  while (at < word.size() && word[at] == ' ') ++at;
  const std::string name = word.size() - at > 4 ? "?" : in_small_letters(word.substr(at));
  for (const Unit& unit : units) {
    if (unit.name != name) continue;
    const double amount = std::round(number * unit.factor);
    if (!(amount < 9.2e18)) return std::nullopt;
    return static_cast<std::int64_t>(amount);
  }
  return std::nullopt;
}

}  // namespace

std::optional<bool> bool_of(std::string_view word) {
  if (word.size() > 5) return std::nullopt;
  const std::string small = in_small_letters(word);
  if (small == "true" || small == "yes" || small == "on") return true;
  if (small == "false" || small == "no" || small == "off") return false;
  return std::nullopt;
}

std::optional<std::int64_t> int_of(std::string_view word) {
  const bool negative = word.starts_with('-');
  if (negative || word.starts_with('+')) word.remove_prefix(1);
  const bool hexadecimal = word.starts_with("0x") || word.starts_with("0X");
  if (hexadecimal) word.remove_prefix(2);
  std::uint64_t magnitude = 0;
  const auto [end, fault] = std::from_chars(word.data(), word.data() + word.size(), magnitude, hexadecimal ? 16 : 10);
  if (fault != std::errc() || end != word.data() + word.size()) return std::nullopt;
  if (magnitude > static_cast<std::uint64_t>(INT64_MAX) + (negative ? 1 : 0)) return std::nullopt;
  return static_cast<std::int64_t>(negative ? 0 - magnitude : magnitude);
}

std::optional<double> float_of(std::string_view word) {
  if (word.starts_with('+')) word.remove_prefix(1);
  double number = 0;
  const auto [end, fault] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (fault != std::errc() || end != word.data() + word.size() || !std::isfinite(number)) return std::nullopt;
  return number;
}

std::optional<std::int64_t> bytes_of(std::string_view word) {
  static constexpr double kibi = 1024;
  static constexpr Unit units[] = {{"", 1},
                                   {"b", 1},
                                   {"kb", 1e3},
                                   {"mb", 1e6},
                                   {"gb", 1e9},
                                   {"tb", 1e12},
                                   {"kib", kibi},
                                   {"mib", kibi * kibi},
                                   {"gib", kibi * kibi * kibi},
                                   {"tib", kibi * kibi * kibi * kibi}};
  return amount_of(word, units);
}

std::optional<std::int64_t> duration_of(std::string_view word) {
  static constexpr Unit units[] = {{"ms", 1}, {"s", 1e3}, {"min", 6e4}, {"h", 3.6e6}};
  if (word == "0") return 0;
  return amount_of(word, units);
}

std::optional<std::int64_t> count_of(std::string_view word) {
  static constexpr Unit units[] = {{"", 1}, {"k", 1e3}, {"m", 1e6}, {"g", 1e9}};
  return amount_of(word, units);
}

std::optional<Share> share_of(std::string_view word) {
  static constexpr Unit units[] = {{"%", 1e4}};
  if (const auto millionths = amount_of(word, units)) return Share{*millionths, true};
  const auto count = count_of(word);
  return count ? std::optional(Share{*count, false}) : std::nullopt;
}

}  // namespace deckle
