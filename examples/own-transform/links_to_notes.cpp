// links-to-notes: gives every outside link a note with its address, so that a printed page loses nothing.
#include <deckle/plugin.hpp>

struct LinksToNotes {
  static constexpr auto info =
      deckle::info("links-to-notes", "Links to notes", "Puts the address of every outside link into a note behind it.");
  static constexpr auto codes =
      deckle::codes(deckle::code("links-to-notes.bare", "A link without text: it gets no note.", DK_NOTE));
  struct Options {
    std::string_view prefix = "http";
  };
  static constexpr auto options =
      deckle::options(deckle::option("prefix", &Options::prefix, "Only links whose address begins with this."));
  Options opts;

  void transform(const deckle::Document& in, deckle::Edits& edits, deckle::Call& call) {
    for (deckle::Node link : in.nodes(deckle::Kind::link)) {
      const std::string_view address = link.string(deckle::Key::url);
      if (!address.starts_with(opts.prefix)) continue;
      if (!link.has_children()) {
        call.note("links-to-notes.bare", link, "a link to {} without text", address);
        continue;
      }
      auto content = edits.put(link, deckle::Position::after);
      auto note = content->open(deckle::Kind::note);
      auto paragraph = content->paragraph();
      content->text(address);
    }
  }
};

DECKLE_PLUGIN("org.example.links-to-notes", "1.0.0", deckle::Transform<LinksToNotes>);
