// JSON Schema of single words. A job's words are typed by what is declared, not by the guess of YAML: `depth: "2"` is a
// number, `title: 1.10` a text. So a schema allows what YAML may guess, and a `${...}` wherever it is no text.
#pragma once
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "host/manifest.hpp"

namespace deckle {

using Json = nlohmann::ordered_json;  // keeps the order in which keys are put in: the same bytes every time

struct SchemaWord {
  enum class Kind { text, flag, whole, number, count, share, bytes, duration, choice };
  Kind kind = Kind::text;
  std::vector<Choice> choices;       // of a choice; of other kinds: words that do besides
  Json least, most;                  // of numbers; null: no bound
  std::vector<std::string> besides;  // further JSON types that may stand here: "null", "array", "object"
};

Json schema_of(const SchemaWord& word);

// The declared word as JSON: true for "yes" where the kind is a flag, a number for "2" where it is a number.
Json json_of(SchemaWord::Kind kind, std::string_view word);

// Puts in a text for people, in the two forms that editors know.
void describe(Json& schema, const std::string& markdown);

}  // namespace deckle
