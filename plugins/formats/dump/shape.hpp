// The words of the dump's format that its writer and its reader share.
//
//   deckle-document: 1
//   body:
//   - heading: {level: 1, id: intro, +lang: en}     a node is a map; its first key is the kind
//     children:
//     - text: Introduction
//   - paragraph:                                    without attributes the children follow at once
//     - text: "Of "
//     - soft-break                                  nothing to say but the kind
//     - +gauge: {}                                  a custom kind or key has a plus before its name
//       category: inline
//       value: "3"
//
// A node of which attributes have to be said as pairs (keys that repeat) has `attributes: [[key, value], ...]`.
// Values are those of the key's own type, strings for custom keys; another type is said: {int: 5}.
// Deep documents go on in `continued:`, so that no dump nests deeper than any reader of YAML allows.
#pragma once
#include <deckle/kinds.hpp>

namespace dump {

inline constexpr std::uint32_t levels_at_once = 24;

inline constexpr std::string_view version_key = "deckle-document";

struct FlagName {
  std::uint16_t flag;
  std::string_view name;
};
inline constexpr FlagName flag_names[] = {
    {DK_GENERATED, "generated"}, {DK_BOUNDARY, "boundary"}, {DK_ATOMIC, "atomic"}};
// The node is generated, and so is everything below it.
inline constexpr std::string_view generated_subtree = "generated-subtree";
inline constexpr FlagName category_names[] = {
    {DK_BLOCK, "block"}, {DK_INLINE, "inline"}, {DK_PART, "part"}, {DK_META, "metadata"}};

struct TypeName {
  std::uint32_t type;
  std::string_view name;
};
inline constexpr TypeName type_names[] = {{DK_A_STRING, "string"}, {DK_A_INT, "int"},   {DK_A_BOOL, "bool"},
                                          {DK_A_DOUBLE, "double"}, {DK_A_NODE, "node"}, {DK_A_RESOURCE, "resource"}};

struct SourceKind {
  std::uint32_t what;
  std::string_view name;
};
inline constexpr SourceKind source_kinds[] = {
    {DK_SOURCE_FILE, "file"}, {DK_SOURCE_PART, "part"}, {DK_SOURCE_PAGE, "page"}, {DK_SOURCE_GENERATED, "generated"}};

}  // namespace dump
