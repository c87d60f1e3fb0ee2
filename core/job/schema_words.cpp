#include "job/schema_words.hpp"

#include <fmt/format.h>

#include "job/scalars.hpp"

namespace deckle {
namespace {

using Kind = SchemaWord::Kind;

constexpr const char* variable = R"(\$\{)";

// "true" -> "[Tt][Rr][Uu][Ee]"
std::string in_any_case(std::string_view word) {
  std::string made;
  for (const char c : word) {
    const bool letter = c >= 'a' && c <= 'z';
    made += letter ? fmt::format("[{}{}]", static_cast<char>(c - 'a' + 'A'), c) : std::string(1, c);
  }
  return made;
}

// What a string has to look like; empty: anything.
std::string pattern_of(Kind kind) {
  const std::string amount = R"(([0-9]+(\.[0-9]*)?|\.[0-9]+))";
  switch (kind) {
    case Kind::flag: return in_any_case("(true|false|yes|no|on|off)");
    case Kind::whole: return "[+-]?(0[xX][0-9a-fA-F]+|[0-9]+)";
    case Kind::number: return "[+-]?" + amount + "([eE][+-]?[0-9]+)?";
    case Kind::count: return amount + " *[kKmMgG]?";
    case Kind::share: return amount + " *[kKmMgG%]?";
    case Kind::bytes: return amount + " *" + "([kKmMgGtT][iI]?)?[bB]|" + amount;
    case Kind::duration: return "0|" + amount + " *" + in_any_case("(ms|s|min|h)");
    case Kind::text:
    case Kind::choice: break;
  }
  return {};
}

std::vector<std::string> types_of(Kind kind) {
  switch (kind) {
    case Kind::text: return {"string", "number", "boolean"};
    case Kind::flag: return {"boolean", "string"};
    case Kind::whole: return {"integer", "string"};
    case Kind::number:
    case Kind::count:
    case Kind::share:
    case Kind::bytes: return {"number", "string"};
    case Kind::duration: return {"integer", "string"};
    case Kind::choice: break;
  }
  return {"string"};
}

// As a plain word of YAML may be read: true, 1.22.
Json guessed(std::string_view word) {
  if (word == "true" || word == "false") return word == "true";
  if (const auto whole = int_of(word)) return *whole;
  if (const auto number = float_of(word)) return *number;
  return nullptr;
}

Json choice_schema(const SchemaWord& word) {
  Json names = Json::array(), docs = Json::array();
  bool has_docs = false;
  for (const Choice& choice : word.choices) {
    names.push_back(choice.value);
    docs.push_back(choice.doc);
    has_docs = has_docs || !choice.doc.empty();
  }
  for (const Choice& choice : word.choices)
    if (Json value = guessed(choice.value); !value.is_null()) {
      names.push_back(std::move(value));
      docs.push_back(choice.doc);
    }
  Json listed{{"enum", std::move(names)}};
  if (has_docs) listed["markdownEnumDescriptions"] = std::move(docs);
  std::vector<std::string> types = types_of(word.kind);
  types.insert(types.end(), word.besides.begin(), word.besides.end());
  return {{"anyOf", Json::array({std::move(listed), Json{{"type", types}, {"pattern", variable}}})}};
}

}  // namespace

Json schema_of(const SchemaWord& word) {
  if (word.kind == Kind::choice) return choice_schema(word);
  std::vector<std::string> types = types_of(word.kind);
  types.insert(types.end(), word.besides.begin(), word.besides.end());
  Json schema{{"type", types}};
  std::string pattern = pattern_of(word.kind);
  for (const Choice& choice : word.choices) pattern += "|" + choice.value;
  if (!pattern.empty()) schema["pattern"] = fmt::format("^({})$|{}", pattern, variable);
  if (!word.least.is_null()) schema["minimum"] = word.least;
  if (!word.most.is_null()) schema["maximum"] = word.most;
  return schema;
}

Json json_of(Kind kind, std::string_view word) {
  if (const auto flag = bool_of(word); flag && kind == Kind::flag) return *flag;
  const bool may_be_whole = kind != Kind::text && kind != Kind::choice;
  if (const auto whole = int_of(word); whole && may_be_whole) return *whole;
  if (const auto number = float_of(word); number && kind == Kind::number) return *number;
  return std::string(word);
}

void describe(Json& schema, const std::string& markdown) {
  schema["description"] = markdown;
  schema["markdownDescription"] = markdown;
}

}  // namespace deckle
