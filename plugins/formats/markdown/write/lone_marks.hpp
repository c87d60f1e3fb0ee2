// Marks that have no partner in their paragraph, as in `~/.profile` or `Get-*`: they mean nothing, and need no escape.
#pragma once
#include <deckle/plugin.hpp>

#include <optional>
#include <string_view>

#include "../read/extensions.hpp"

namespace markdown {

class LoneMarks {
 public:
  explicit LoneMarks(Extensions extensions) : m_extensions(extensions) {}

  // The text that is asked about. Its block is looked at when that is needed, and once.
  void enter(const deckle::Node& text) { m_text = text; }
  bool has(char mark);

  static constexpr std::string_view all = "*_~^$`";

 private:
  void look_at(const deckle::Node& block);

  Extensions m_extensions;
  std::optional<deckle::Node> m_text;
  std::uint32_t m_block = 0;  // the one that was looked at
  unsigned m_lone = 0;        // a bit for each mark
};

}  // namespace markdown
