// Where things end. The YAML library says where a node begins, not where it ends; its text tells the rest without the
// grammar, since the value is known: what is not a quoted scalar consists of the same letters in the same order.
#pragma once
#include <cstddef>
#include <string_view>

#include "job/yaml_tree.hpp"

namespace deckle {

struct YamlProperties {
  std::size_t end = 0;      // behind the last tag or anchor; where it began when there are none
  std::size_t content = 0;  // behind the white space and comments that follow
  std::string_view tag;     // as written
};
YamlProperties yaml_properties(std::string_view text, std::size_t at);

struct YamlExtent {
  std::size_t end = 0;
  YamlStyle style = YamlStyle::plain;
};
// `at`: where the content of a scalar with this value begins.
YamlExtent yaml_scalar_extent(std::string_view text, std::size_t at, std::string_view value);

// Behind the bracket that closes a flow collection whose last part ended at `at`; `at` if there is no bracket.
std::size_t yaml_flow_end(std::string_view text, std::size_t at);

// Whether a null is written at `at` (not merely understood): the bytes of "~", "null", "Null", "NULL".
std::size_t yaml_null_length(std::string_view text, std::size_t at);

}  // namespace deckle
