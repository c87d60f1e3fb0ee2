// json: writes a document as the JSON form of pandoc's AST.
#pragma once
#include <deckle/plugin.hpp>

enum class ApiVersion { v1_22, v1_23 };

struct JsonExporter {
  static constexpr auto info =
      deckle::info("json", "Pandoc JSON",
                   "The JSON form of pandoc's AST, as `pandoc -f json` reads it (api 1.22 and 1.23).")
          .suffixes("json")
          .media_types("application/json")
          .also(DK_CAP_LOSSLESS);
  static constexpr auto codes = deckle::codes(
      deckle::code("json.attribute-loss",
                   "Pandoc's AST has no place for the attributes of this kind of node; they are left out."),
      deckle::code(
          "json.kind-loss",
          "Pandoc's AST lacks this kind of node; it is written as a Div or Span with the kind's name as its class.",
          DK_NOTE));
  struct Options {
    ApiVersion api_version = ApiVersion::v1_23;
    bool wrap_attributes = false;
  };
  static constexpr auto options = deckle::options(
      deckle::option("api-version", &Options::api_version, "The version of pandoc's AST to write.")
          .choice("1.22", "For pandoc 2.11 to 2.19.")
          .choice("1.23", "For pandoc 3."),
      deckle::option("wrap-attributes", &Options::wrap_attributes,
                     "Keep identifiers, classes and key-value pairs that pandoc's AST has no place for in a Div "
                     "or Span around the node."));
  Options opts;

  void write(const deckle::Document& in, deckle::Output& out, deckle::Call& call);
};
