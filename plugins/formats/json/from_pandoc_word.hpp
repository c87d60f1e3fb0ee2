// One of pandoc's constructors without content, as our word for it.
#pragma once
#include "from_pandoc.hpp"
#include "vocabulary.hpp"

namespace json {

using deckle::At;

template <std::size_t N>
std::string_view FromPandoc::word(const WordPair (&words)[N], const Value& element, std::string_view expected) const {
  const Tagged tagged(element, expected);
  for (const WordPair& word : words)
    if (word.pandoc == tagged.name && !tagged.content) return word.ours;
  element.unexpected(expected);
}

}  // namespace json
