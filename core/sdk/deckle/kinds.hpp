// The vocabulary of abi/deckle/kinds.h as scoped names, and the kind table that goes with it.
#pragma once
#include <deckle/document.h>

#include <cstdint>
#include <string_view>

namespace deckle {

// Values from DK_KIND_CUSTOM on are custom kinds: their names are in the document.
enum class Kind : std::uint16_t {
#define DK_X(symbol, word, number, name, flags, content, fallback) word = number,
  DK_KINDS(DK_X)
#undef DK_X
};

// Values from DK_KEY_CUSTOM on are custom keys.
enum class Key : std::uint32_t {
#define DK_X(symbol, word, number, name, type) word = number,
  DK_KEYS(DK_X)
#undef DK_X
};

struct KindRow {
  Kind kind;
  std::string_view name;
  std::uint16_t flags;  // category and DK_LEAF
  std::uint16_t content;
  Kind fallback;
};

struct KeyRow {
  Key key;
  std::string_view name;
  std::uint32_t type;
};

// Sorted by number.
inline constexpr KindRow kind_table[] = {
#define DK_X(symbol, word, number, name, flags, content, fallback) \
  {Kind::word, name, static_cast<std::uint16_t>(flags), content, static_cast<Kind>(DK_KIND_##fallback)},
    DK_KINDS(DK_X)
#undef DK_X
};

inline constexpr KeyRow key_table[] = {
#define DK_X(symbol, word, number, name, type) {Key::word, name, type},
    DK_KEYS(DK_X)
#undef DK_X
};

namespace detail {
// Kind number -> index in kind_table + 1; 0: there is none.
struct KindIndex {
  std::uint8_t at[0x0500] = {};
  constexpr KindIndex() {
    std::uint8_t next = 1;
    for (const KindRow& row : kind_table) at[static_cast<std::uint16_t>(row.kind)] = next++;
  }
};
inline constexpr KindIndex kind_index;
}  // namespace detail

// The row of a core kind; null for custom and unknown ones.
constexpr const KindRow* row_of(Kind kind) {
  const auto number = static_cast<std::uint16_t>(kind);
  const std::uint8_t index =
      number < std::size(detail::kind_index.at) ? detail::kind_index.at[number] : std::uint8_t{0};
  return index == 0 ? nullptr : &kind_table[index - 1];
}

constexpr const KeyRow* row_of(Key key) {
  const auto number = static_cast<std::uint32_t>(key);
  return number == 0 || number > std::size(key_table) ? nullptr : &key_table[number - 1];
}

constexpr const KindRow* kind_named(std::string_view name) {
  for (const KindRow& row : kind_table)
    if (row.name == name) return &row;
  return nullptr;
}

constexpr const KeyRow* key_named(std::string_view name) {
  for (const KeyRow& row : key_table)
    if (row.name == name) return &row;
  return nullptr;
}

// The simpler kind to treat `kind` as, by the kind table; division or span for a kind that only its category tells.
constexpr Kind fallback_of(Kind kind, std::uint16_t flags) {
  if (const KindRow* row = row_of(kind)) return row->fallback;
  return (flags & DK_CATEGORY) == DK_INLINE ? Kind::span : Kind::division;
}

}  // namespace deckle
