// What a component says about itself: name, suffixes, magic, aliases, diagnostic codes. All constant data.
#pragma once
#include <deckle/plugin.h>
#include <deckle/kinds.hpp>
#include <deckle/str.hpp>

#include <array>

namespace deckle {

// A declaration that is filled by chaining: info("csv", "CSV", "Tables.").suffixes("csv").media_types("text/csv").
struct Info {
  std::string_view name, title, doc;
  std::uint32_t caps = DK_CAP_DETERMINISTIC;
  std::array<dk_str, 16> suffix_rows{}, media_rows{};
  std::array<dk_magic, 16> magic_rows{};
  std::array<dk_alias, 16> alias_rows{};
  std::uint32_t suffix_count = 0, media_count = 0, magic_count = 0, alias_count = 0;

  template <class... Names>
  constexpr Info suffixes(Names... names) const {
    Info changed = *this;
    ((changed.suffix_rows[changed.suffix_count++] = str(names)), ...);
    return changed;
  }
  template <class... Names>
  constexpr Info media_types(Names... names) const {
    Info changed = *this;
    ((changed.media_rows[changed.media_count++] = str(names)), ...);
    return changed;
  }
  // Bytes at an offset that tell the format; score 1..100 says how sure they make.
  constexpr Info magic(std::string_view bytes, std::uint32_t score, std::uint32_t offset = 0) const {
    Info changed = *this;
    changed.magic_rows[changed.magic_count++] = {sizeof(dk_magic), offset, score, 0, str(bytes), {}};
    return changed;
  }
  // Another name with options preset: alias("gfm", "dialect: gfm", "GitHub Flavored Markdown").
  constexpr Info alias(std::string_view other, std::string_view options_yaml, std::string_view about) const {
    Info changed = *this;
    changed.alias_rows[changed.alias_count++] = {sizeof(dk_alias), 0, str(other), str(options_yaml), str(about)};
    return changed;
  }
  constexpr Info also(std::uint32_t more_caps) const {
    Info changed = *this;
    changed.caps |= more_caps;
    return changed;
  }
};

// `name`: as jobs say it; `title`: as people say it; `doc`: a sentence or two.
constexpr Info info(std::string_view name, std::string_view title, std::string_view doc) { return {name, title, doc}; }

struct CodeRow {
  std::string_view name, doc;
  std::uint32_t severity = DK_WARNING;
};

// A diagnostic code that the component may report.
constexpr CodeRow code(std::string_view name, std::string_view doc, std::uint32_t severity = DK_WARNING) {
  return {name, doc, severity};
}
template <class... Rows>
constexpr std::array<CodeRow, sizeof...(Rows)> codes(Rows... rows) {
  return {rows...};
}

namespace detail {

inline constexpr CodeRow exception_code{
    "plugin.exception", "The plugin failed in a way that it did not expect: please report it to its author.", DK_ERROR};

// The codes of C and those that the SDK itself may report for it.
template <class C>
constexpr auto all_codes() {
  if constexpr (requires { C::codes; }) {
    std::array<CodeRow, C::codes.size() + 1> all{};
    for (std::size_t i = 0; i < C::codes.size(); ++i) all[i] = C::codes[i];
    all.back() = exception_code;
    return all;
  } else {
    return std::array{exception_code};
  }
}

template <class Row, std::size_t N>
constexpr auto pointers_to(const std::array<Row, N>& rows) {
  std::array<const Row*, N> pointers{};
  for (std::size_t i = 0; i < N; ++i) pointers[i] = &rows[i];
  return pointers;
}

template <class C>
struct InfoTable {
  static constexpr auto code_rows = [] {
    constexpr auto declared = all_codes<C>();
    std::array<dk_code, declared.size()> rows{};
    for (std::size_t i = 0; i < rows.size(); ++i)
      rows[i] = {sizeof(dk_code), declared[i].severity, str(declared[i].name), str(declared[i].doc)};
    return rows;
  }();
  static constexpr auto code_list = pointers_to(code_rows);
  static constexpr auto magic_list = pointers_to(C::info.magic_rows);
  static constexpr auto alias_list = pointers_to(C::info.alias_rows);
  // The kinds an exporter expresses: `static constexpr deckle::Kind kinds[] = {...};`
  static constexpr auto kind_list = [] {
    if constexpr (requires { C::kinds; }) {
      std::array<std::uint16_t, std::size(C::kinds)> numbers{};
      for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<std::uint16_t>(C::kinds[i]);
      return numbers;
    } else {
      return std::array<std::uint16_t, 0>{};
    }
  }();

  static constexpr dk_info make(const dk_option* const* options, std::size_t option_count) {
    dk_info made{};
    made.size = sizeof made;
    made.caps = C::info.caps;
    made.name = str(C::info.name);
    made.title = str(C::info.title);
    made.doc = str(C::info.doc);
    made.media_types = C::info.media_rows.data(), made.media_type_count = C::info.media_count;
    made.suffixes = C::info.suffix_rows.data(), made.suffix_count = C::info.suffix_count;
    made.kinds = kind_list.data(), made.kind_count = static_cast<std::uint32_t>(kind_list.size());
    made.magic = magic_list.data(), made.magic_count = C::info.magic_count;
    made.aliases = alias_list.data(), made.alias_count = C::info.alias_count;
    made.codes = code_list.data(), made.code_count = static_cast<std::uint32_t>(code_list.size());
    made.options = options, made.option_count = static_cast<std::uint32_t>(option_count);
    return made;
  }
};

}  // namespace detail
}  // namespace deckle
