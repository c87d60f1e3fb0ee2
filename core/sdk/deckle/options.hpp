// Options: declared once, bound to the members of a struct; the declaration is constant data that the host reads
// without calling anything, and the default is the member's own initial value.
//
//   struct Options { int by = 1; };
//   static constexpr auto options = deckle::options(
//       deckle::option("by", &Options::by, "Levels to add; negative promotes.").range(-5, 5));
//
// Members may be bool, int, double, std::string_view, an enum (its enumerators 0, 1, ... in the order of choice()),
// Bytes, Duration, SourceFile, List<T>, and std::optional<bool>: nothing where the job says nothing. Strings and lists
// live as long as the instance.
#pragma once
#include <deckle/options.h>
#include <deckle/str.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <tuple>
#include <type_traits>

struct dk_source;

namespace deckle {

struct Bytes {
  std::int64_t count = 0;
};
struct Duration {
  std::int64_t milliseconds = 0;
};
// A file named in the job, opened by the host; null when none was given.
struct SourceFile {
  const dk_source* source = nullptr;
};

namespace detail {
template <class T>
T value_as(const dk_value& value);
}

// A list option: values by index.
template <class T>
class List {
 public:
  constexpr List() = default;
  explicit List(const dk_value& value) : m_value(&value) {}
  std::size_t size() const { return m_value ? m_value->count : 0; }
  bool empty() const { return size() == 0; }
  T operator[](std::size_t i) const { return detail::value_as<T>(raw(i)); }
  const dk_value& raw(std::size_t i) const { return *m_value->u.items[i]; }

 private:
  const dk_value* m_value = nullptr;
};

// A map option: names and values by index.
template <class T>
class Map {
 public:
  constexpr Map() = default;
  explicit Map(const dk_value& value) : m_value(&value) {}
  std::size_t size() const { return m_value ? m_value->count : 0; }
  std::string_view name(std::size_t i) const { return view(m_value->u.items[i]->name); }
  T operator[](std::size_t i) const { return detail::value_as<T>(raw(i)); }
  const dk_value& raw(std::size_t i) const { return *m_value->u.items[i]; }

 private:
  const dk_value* m_value = nullptr;
};

namespace detail {

template <class T>
struct IsList : std::false_type {};
template <class T>
struct IsList<List<T>> : std::true_type {
  using Element = T;
};
template <class T>
struct IsMap : std::false_type {};
template <class T>
struct IsMap<Map<T>> : std::true_type {
  using Element = T;
};

template <class T>
constexpr std::uint32_t type_of() {
  if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, std::optional<bool>>) return DK_T_BOOL;
  else if constexpr (std::is_enum_v<T>) return DK_T_ENUM;
  else if constexpr (std::is_integral_v<T>) return DK_T_INT;
  else if constexpr (std::is_floating_point_v<T>) return DK_T_FLOAT;
  else if constexpr (std::is_same_v<T, Bytes>) return DK_T_BYTES;
  else if constexpr (std::is_same_v<T, Duration>) return DK_T_DURATION;
  else if constexpr (std::is_same_v<T, SourceFile>) return DK_T_SOURCE;
  else if constexpr (IsList<T>::value) return DK_T_LIST;
  else if constexpr (IsMap<T>::value) return DK_T_MAP;
  else {
    static_assert(std::is_same_v<T, std::string_view>, "this type cannot be an option");
    return DK_T_STRING;
  }
}

template <class T>
constexpr std::uint32_t element_type_of() {
  if constexpr (IsList<T>::value) return type_of<typename IsList<T>::Element>();
  else if constexpr (IsMap<T>::value) return type_of<typename IsMap<T>::Element>();
  else return 0;
}

template <class T>
T value_as(const dk_value& value) {
  if constexpr (std::is_same_v<T, bool>) return value.u.b != 0;
  else if constexpr (std::is_same_v<T, std::optional<bool>>) return value.was_set ? T(value.u.b != 0) : T();
  else if constexpr (std::is_enum_v<T> || std::is_integral_v<T>) return static_cast<T>(value.u.i);
  else if constexpr (std::is_floating_point_v<T>) return static_cast<T>(value.u.f);
  else if constexpr (std::is_same_v<T, Bytes> || std::is_same_v<T, Duration>) return T{value.u.i};
  else if constexpr (std::is_same_v<T, SourceFile>) return T{value.u.source};
  else if constexpr (IsList<T>::value || IsMap<T>::value) return T(value);
  else return view(value.u.s);
}

// A default as YAML, made at compile time: a literal, or what stands in `made`.
struct DefaultText {
  char made[128] = {};
  std::string_view literal;
  std::size_t length = 0;  // of `made`
};

constexpr DefaultText integer_text(std::int64_t value) {
  DefaultText out;
  std::uint64_t rest = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  char reversed[24] = {};
  std::size_t count = 0;
  do reversed[count++] = static_cast<char>('0' + rest % 10), rest /= 10;
  while (rest != 0);
  if (value < 0) reversed[count++] = '-';
  for (std::size_t i = 0; i < count; ++i) out.made[i] = reversed[count - 1 - i];
  out.length = count;
  return out;
}

// A string that YAML would read as something else, in quotation marks. It has to be short: that is found in compiling.
constexpr DefaultText quoted_text(std::string_view value) {
  DefaultText out;
  out.made[out.length++] = '"';
  for (const char c : value) {
    if (c == '"' || c == '\\' || c == '\n' || c == '\t') out.made[out.length++] = '\\';
    out.made[out.length++] = c == '\n' ? 'n' : c == '\t' ? 't' : c;
  }
  out.made[out.length++] = '"';
  return out;
}

constexpr DefaultText string_text(std::string_view value) {
  const auto is_plain = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '.' ||
           c == '/' || static_cast<unsigned char>(c) >= 0x80;
  };
  bool is_literal = !value.empty() && is_plain(value.front()) && is_plain(value.back());
  for (const char c : value) is_literal = is_literal && (is_plain(c) || c == ' ' || c == '-' || c == '+');
  if (!is_literal) return quoted_text(value);
  DefaultText out;
  out.literal = value;
  return out;
}

// Doubles as thousandths: enough for the defaults a person declares.
constexpr DefaultText number_text(double value) {
  const auto thousandths = static_cast<std::int64_t>(value * 1000 + (value < 0 ? -0.5 : 0.5));
  DefaultText out = integer_text(thousandths / 1000);
  std::int64_t rest = thousandths < 0 ? -(thousandths % 1000) : thousandths % 1000;
  if (rest == 0) return out;
  out.made[out.length++] = '.';
  for (std::int64_t unit = 100; unit > 0 && rest > 0; unit /= 10) {
    out.made[out.length++] = static_cast<char>('0' + rest / unit);
    rest %= unit;
  }
  return out;
}

}  // namespace detail

struct ChoiceRow {
  std::string_view value, doc;
};

// One declaration. Every function returns the changed declaration, so that they can be chained.
template <class Struct, class T>
struct Option {
  std::string_view option_name;
  T Struct::*member;
  std::string_view option_doc;
  std::uint32_t flags = 0;
  std::string_view option_unit{}, option_since{}, replacement{};
  double low = 1, high = 0;
  std::array<ChoiceRow, 16> choices{};
  std::uint32_t choice_count = 0;

  constexpr Option range(double from, double to) const {
    Option changed = *this;
    changed.low = from, changed.high = to;
    return changed;
  }
  constexpr Option choice(std::string_view value, std::string_view doc) const {
    Option changed = *this;
    changed.choices[changed.choice_count++] = {value, doc};
    return changed;
  }
  constexpr Option unit(std::string_view name) const {
    Option changed = *this;
    changed.option_unit = name;
    return changed;
  }
  constexpr Option required() const {
    Option changed = *this;
    changed.flags |= DK_OPT_REQUIRED;
    return changed;
  }
  constexpr Option replaced_by(std::string_view other) const {
    Option changed = *this;
    changed.flags |= DK_OPT_DEPRECATED;
    changed.replacement = other;
    return changed;
  }

  constexpr detail::DefaultText default_text() const {
    const T value = Struct{}.*member;
    detail::DefaultText out;
    if constexpr (std::is_same_v<T, bool>) out.literal = value ? "true" : "false";
    else if constexpr (std::is_enum_v<T>) out.literal = choices[static_cast<std::size_t>(value)].value;
    else if constexpr (std::is_integral_v<T>) return detail::integer_text(value);
    else if constexpr (std::is_floating_point_v<T>) return detail::number_text(value);
    else if constexpr (std::is_same_v<T, Bytes>) return detail::integer_text(value.count);
    else if constexpr (std::is_same_v<T, Duration>) return detail::integer_text(value.milliseconds);
    else if constexpr (detail::IsList<T>::value) out.literal = "[]";
    else if constexpr (detail::IsMap<T>::value) out.literal = "{}";
    else if constexpr (std::is_same_v<T, std::string_view>) return detail::string_text(value);
    return out;
  }
};

template <class Struct, class T>
constexpr Option<Struct, T> option(std::string_view name, T Struct::*member, std::string_view doc) {
  return {name, member, doc};
}

template <class... Declared>
constexpr auto options(Declared... declared) {
  return std::tuple<Declared...>(declared...);
}

namespace detail {

template <class First, class... Rest>
constexpr std::array<First, 1 + sizeof...(Rest)> array_of(First first, Rest... rest) {
  return {{first, rest...}};
}

template <class Struct, class T>
constexpr dk_option option_row(const Option<Struct, T>& one, const DefaultText& default_text,
                               const dk_choice* const* choices) {
  dk_option made{};
  made.size = sizeof made;
  made.type = type_of<T>();
  made.elem_type = element_type_of<T>();
  made.flags = one.flags;
  made.name = str(one.option_name);
  made.doc = str(one.option_doc);
  made.default_yaml = default_text.length ? dk_str{default_text.made, default_text.length} : str(default_text.literal);
  made.unit = str(one.option_unit);
  made.since = str(one.option_since);
  made.replaced_by = str(one.replacement);
  made.min = one.low, made.max = one.high;
  made.min_i = static_cast<std::int64_t>(one.low), made.max_i = static_cast<std::int64_t>(one.high);
  made.choices = choices;
  made.choice_count = one.choice_count;
  return made;
}

// The declarations of component class C as the border's constant tables.
template <class C>
struct OptionTable {
  static constexpr auto& declared = C::options;
  static constexpr std::size_t count = std::tuple_size_v<std::remove_cvref_t<decltype(C::options)>>;

  template <class Make>
  static constexpr auto each(Make make) {
    return std::apply([&](const auto&... one) { return array_of(make(one)...); }, declared);
  }
  static constexpr auto defaults = each([](const auto& one) { return one.default_text(); });
  static constexpr auto choice_rows = each([](const auto& one) {
    std::array<dk_choice, 16> rows{};
    for (std::size_t i = 0; i < one.choice_count; ++i)
      rows[i] = {sizeof(dk_choice), 0, str(one.choices[i].value), str(one.choices[i].doc)};
    return rows;
  });
  static constexpr auto choice_lists = [] {
    std::array<std::array<const dk_choice*, 16>, count> lists{};
    for (std::size_t i = 0; i < count; ++i)
      for (std::size_t j = 0; j < 16; ++j) lists[i][j] = &choice_rows[i][j];
    return lists;
  }();

  static constexpr auto rows = [] {
    std::size_t i = 0;
    return each([&i](const auto& one) {
      const std::size_t at = i++;
      return option_row(one, defaults[at], choice_lists[at].data());
    });
  }();
  static constexpr auto list = [] {
    std::array<const dk_option*, count> pointers{};
    for (std::size_t i = 0; i < count; ++i) pointers[i] = &rows[i];
    return pointers;
  }();

  template <class Struct>
  static void assign(Struct& target, const dk_value* const* values) {
    std::size_t i = 0;
    std::apply([&](const auto&... one) { (assign_one(target, one, *values[i++]), ...); }, declared);
  }

 private:
  // The member may be one of a base.
  template <class Target, class Struct, class T>
  static void assign_one(Target& target, const Option<Struct, T>& one, const dk_value& value) {
    target.*one.member = value_as<T>(value);
  }
};

}  // namespace detail
}  // namespace deckle
