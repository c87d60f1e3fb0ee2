// metadata: sets, completes and removes the fields of a document's metadata.
#pragma once
#include <deckle/plugin.hpp>

struct Metadata {
  static constexpr auto info =
      deckle::info("metadata", "Metadata",
                   "Sets, completes and removes metadata fields: title, author, lang and others.")
          .also(DK_CAP_IDEMPOTENT);
  static constexpr auto codes =
      deckle::codes(deckle::code("metadata.list", "A value begins with a bracket, but is no list of words.", DK_ERROR));
  struct Options {
    deckle::Map<std::string_view> set, defaults;
    deckle::List<std::string_view> remove;
  };
  static constexpr auto options =
      deckle::options(deckle::option("set", &Options::set,
                                     "Fields and their values, whatever the document says. "
                                     "Values are plain text; `true` and `false` are truth values, `[a, b]` is a list."),
                      deckle::option("default", &Options::defaults,
                                     "Fields and their values for documents that do not have the field."),
                      deckle::option("remove", &Options::remove, "Fields to remove, before others are set."));
  Options opts;

  void prepare(deckle::Call& call) const;
  void transform(const deckle::Document& in, deckle::Edits& edits, deckle::Call& call);
};
