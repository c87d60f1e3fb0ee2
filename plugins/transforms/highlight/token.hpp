// What a piece of code is. The names are those of skylighting, which pandoc uses: style sheets know them.
#pragma once
#include <cstddef>
#include <string_view>

enum class Token : unsigned char {
  plain,
  keyword,
  control_flow,
  data_type,
  decimal,
  base_n,
  floating,
  constant,
  character,
  escape,
  string,
  verbatim,
  comment,
  function,
  variable,
  builtin,
  import,
  preprocessor,
  attribute,
  operation,
  special,
  error
};

constexpr std::string_view class_of(Token token) {
  constexpr std::string_view names[] = {"",   "kw", "cf", "dt", "dv", "bn", "fl", "cn", "ch", "sc", "st",
                                        "vs", "co", "fu", "va", "bu", "im", "pp", "at", "op", "ss", "er"};
  return names[static_cast<std::size_t>(token)];
}
