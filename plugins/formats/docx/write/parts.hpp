// What the parts of one document have in common while they are written, and the flows of text among them.
#pragma once
#include <deckle/plugin.hpp>

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "../exporter.hpp"
#include "bookmarks.hpp"
#include "formats.hpp"
#include "lost_names.hpp"
#include "media.hpp"
#include "numbering.hpp"
#include "office/package_writer.hpp"
#include "part_copies.hpp"
#include "reference.hpp"
#include "styles.hpp"
#include "xml/xml_writer.hpp"

// A part that holds text: the body, the footnotes, the comments.
struct Story {
  xml::Writer xml;
  office::Relationships relationships;
  zip_archive::Deflated bytes;
  std::int64_t count = 0;  // of the notes or comments in it

  // Compresses what is there, so that the memory of long documents stays small.
  void spill() {
    bytes.append(xml.string());
    xml.string().clear();
  }
  void spill_if_long() {
    constexpr std::size_t enough = 1 << 16;
    if (xml.string().size() > enough) spill();
  }
};

// A header or footer.
struct Margin {
  std::string_view element;  // w:hdr, w:ftr
  std::string name;          // of its part, in the folder of the document
  Story story = {};
};

struct Parts {
  // `lent`: the document that lends its look, or null; it must outlive this.
  Parts(const deckle::Document& document, Reference* lent)
      : reference(lent),
        copies(lent ? std::optional<PartCopies>(std::in_place, *lent, package) : std::nullopt),
        of_numbering(lent ? copies->relationships(lent->part("numbering"), lent->numbering(), {})
                          : office::Relationships()),
        numbering(lent && of_numbering ? lent->numbering() : pugi::xml_node()),
        styles(lent ? lent->styles() : pugi::xml_node()),
        bookmarks(document) {
    if (lent && numbering.empty()) lent->drop_numbers();
  }

  office::PackageWriter package;
  Reference* reference;
  std::optional<PartCopies> copies;                   // of its parts
  std::optional<office::Relationships> of_numbering;  // nothing: its numbering cannot be taken

  Story body, notes, comments;
  std::deque<Margin> margins;
  bool has_even_margins = false;
  Numbering numbering;
  Styles styles;
  Media media;
  std::int64_t pictures = 0;             // have identifiers, too
  std::int64_t figures = 0, tables = 0;  // whose captions are counted
  Bookmarks bookmarks;
  std::int64_t changes = 0;  // insertions and deletions have identifiers

  LostNames lost_classes, lost_attributes;

  // Whether this is the first time that it is told of nodes of that kind.
  bool is_news(deckle::Kind kind, std::string_view what) { return m_told.emplace(kind, what).second; }

  bool is_news_of_style(std::string_view name) { return m_missing_styles.insert(name).second; }

 private:
  std::set<std::string_view> m_missing_styles;
  std::set<std::pair<deckle::Kind, std::string>> m_told;
};
