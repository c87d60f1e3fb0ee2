#include "cli/plugin_words.hpp"

#include <deckle/kinds.h>
#include <deckle/plugin.h>

#include <fmt/format.h>

namespace deckle {
namespace {

struct Bit {
  std::uint32_t bit;
  const char* word;
};

template <std::size_t count>
std::vector<std::string> words_of(const Bit (&bits)[count], std::uint32_t set) {
  std::vector<std::string> words;
  for (const Bit& one : bits)
    if (set & one.bit) words.emplace_back(one.word);
  return words;
}

}  // namespace

const char* word_of_type(std::uint32_t type) {
  switch (type) {
    case DK_T_BOOL: return "bool";
    case DK_T_INT: return "int";
    case DK_T_FLOAT: return "number";
    case DK_T_STRING: return "string";
    case DK_T_ENUM: return "choice";
    case DK_T_SOURCE: return "file";
    case DK_T_BYTES: return "size";
    case DK_T_DURATION: return "time";
    case DK_T_LIST: return "list";
    case DK_T_MAP: return "map";
    default: return "a type that this Deckle does not know";
  }
}

std::vector<std::string> words_of_promises(std::uint32_t caps) {
  constexpr Bit bits[] = {{DK_CAP_DETERMINISTIC, "deterministic"},
                          {DK_CAP_LOSSLESS, "lossless"},
                          {DK_CAP_IDEMPOTENT, "idempotent"},
                          {DK_CAP_BINARY, "binary"}};
  return words_of(bits, caps);
}

std::vector<std::string> words_of_flags(std::uint32_t flags) {
  constexpr Bit bits[] = {
      {DK_OPT_REQUIRED, "required"}, {DK_OPT_DEPRECATED, "deprecated"}, {DK_OPT_EXPERIMENTAL, "experimental"}};
  return words_of(bits, flags);
}

std::string word_of_kind(std::uint16_t kind) {
  switch (kind) {
#define DK_CASE(symbol, word, value, name, flags, content, fallback) \
  case value: return name;
    DK_KINDS(DK_CASE)
#undef DK_CASE
    default: return fmt::format("0x{:04x}", kind);
  }
}

std::vector<std::string> words_of_kinds(const std::vector<std::uint16_t>& kinds) {
  std::vector<std::string> words;
  for (const std::uint16_t kind : kinds) words.push_back(word_of_kind(kind));
  return words;
}

}  // namespace deckle
