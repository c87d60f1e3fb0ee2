// What may stand below what: the content column of DK_KINDS, as a function.
#pragma once
#include <deckle/kinds.hpp>

namespace deckle {

// Children appear in the order of their ranks; 0 means: not here at all.
struct ChildRule {
  std::uint8_t rank;
  bool once;
};

constexpr std::uint16_t any_content = 0xFFFF;  // of custom and unknown kinds

constexpr std::uint16_t content_of(Kind kind) {
  const KindRow* row = row_of(kind);
  return row ? row->content : any_content;
}

constexpr ChildRule allow_if(bool allowed, std::uint8_t rank = 1, bool once = false) {
  return {allowed ? rank : std::uint8_t{0}, once};
}

// An optional first child of one kind, then blocks.
constexpr ChildRule headed_by(Kind first, Kind kind, std::uint16_t category) {
  return kind == first ? ChildRule{1, true} : allow_if(category == DK_BLOCK, 2);
}

constexpr ChildRule table_rule(Kind kind) {
  switch (kind) {
    case Kind::caption: return {1, true};
    case Kind::column: return {2, false};
    case Kind::table_head: return {3, true};
    case Kind::table_body: return {4, false};
    case Kind::table_foot: return {5, true};
    default: return {0, false};
  }
}

constexpr ChildRule rule_for(std::uint16_t content, Kind kind, std::uint16_t category) {
  switch (content) {
    case DK_C_BLOCKS: return allow_if(category == DK_BLOCK);
    case DK_C_INLINES: return allow_if(category == DK_INLINE);
    case DK_C_ITEMS: return allow_if(kind == Kind::list_item);
    case DK_C_DEFINITIONS: return allow_if(kind == Kind::term || kind == Kind::description);
    case DK_C_LINES: return allow_if(kind == Kind::line);
    case DK_C_TABLE: return table_rule(kind);
    case DK_C_ROWS: return allow_if(kind == Kind::row);
    case DK_C_CELLS: return allow_if(kind == Kind::cell);
    case DK_C_CAPTION: return headed_by(Kind::short_caption, kind, category);
    case DK_C_FIGURE: return headed_by(Kind::caption, kind, category);
    case DK_C_TITLED: return headed_by(Kind::title, kind, category);
    case DK_C_DETAILS: return headed_by(Kind::summary, kind, category);
    case DK_C_CITATION: return kind == Kind::citation_item ? ChildRule{1, false} : allow_if(category == DK_INLINE, 2);
    case DK_C_CITED: return kind == Kind::prefix ? ChildRule{1, true} : allow_if(kind == Kind::suffix, 2, true);
    case DK_C_RUBY: return allow_if(kind == Kind::ruby_base || kind == Kind::ruby_text);
    case DK_C_ENTRIES:
    case DK_C_VALUES: return allow_if(category == DK_META && kind != Kind::metadata);
    case DK_C_DOCUMENT: return kind == Kind::metadata ? ChildRule{1, true} : allow_if(kind == Kind::body, 2, true);
    case any_content: return allow_if(category == DK_BLOCK || category == DK_INLINE || category == DK_PART);
    default: return {0, false};
  }
}

}  // namespace deckle
