// Dates as XML Schema wants them (part 2, clause 3.2.7).
#pragma once
#include <optional>
#include <string>
#include <string_view>

// Of "2026-01-31", "2026-01-31T12:00:00" and what may follow it; nothing for what is no date of that form.
inline std::optional<std::string> date_time(std::string_view text) {
  constexpr std::string_view form = "0000-00-00T00:00:00";
  if (text.size() != 10 && text.size() < form.size()) return std::nullopt;
  for (std::size_t i = 0; i < text.size() && i < form.size(); ++i)
    if (form[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != form[i]) return std::nullopt;
  const bool is_possible =
      text.substr(5, 2) >= "01" && text.substr(5, 2) <= "12" && text.substr(8, 2) >= "01" && text.substr(8, 2) <= "31";
  if (!is_possible) return std::nullopt;
  if (text.size() == 10) return std::string(text).append("T00:00:00Z");
  const bool is_time = text.substr(11, 2) <= "23" && text.substr(14, 2) <= "59" && text.substr(17, 2) <= "59";
  if (!is_time) return std::nullopt;
  return std::string(text.substr(0, form.size())).append("Z");
}
