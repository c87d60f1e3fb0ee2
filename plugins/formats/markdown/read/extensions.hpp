// What is read beyond CommonMark: a set of bits, and the dialects as named sets.
#pragma once
#include <cstdint>

#include "../dialect.hpp"

namespace markdown {

enum class Extension : std::uint8_t {
  pipe_tables,
  strikeout,
  task_lists,
  bare_links,  // pandoc: autolink_bare_uris
  footnotes,
  alerts,
  header_attributes,
  fenced_code_attributes,
  inline_code_attributes,
  link_attributes,
  bracketed_spans
};

class Extensions {
 public:
  constexpr Extensions() = default;
  constexpr bool has(Extension extension) const { return (m_bits >> static_cast<unsigned>(extension) & 1) != 0; }
  constexpr Extensions with(Extension extension) const { return Extensions(m_bits | bit(extension)); }
  constexpr Extensions with(Extension extension, bool on) const { return on ? with(extension) : without(extension); }
  constexpr Extensions without(Extension extension) const { return Extensions(m_bits & ~bit(extension)); }

 private:
  constexpr explicit Extensions(std::uint32_t bits) : m_bits(bits) {}
  static constexpr std::uint32_t bit(Extension extension) { return 1u << static_cast<unsigned>(extension); }
  std::uint32_t m_bits = 0;
};

constexpr Extensions extensions_of(Dialect dialect) {
  if (dialect == Dialect::commonmark) return {};
  return Extensions()
      .with(Extension::pipe_tables)
      .with(Extension::strikeout)
      .with(Extension::task_lists)
      .with(Extension::bare_links)
      .with(Extension::footnotes)
      .with(Extension::alerts);
}

// Every extension that there is.
constexpr Extensions all_extensions() {
  return extensions_of(Dialect::gfm)
      .with(Extension::header_attributes)
      .with(Extension::fenced_code_attributes)
      .with(Extension::inline_code_attributes)
      .with(Extension::link_attributes)
      .with(Extension::bracketed_spans);
}

}  // namespace markdown
