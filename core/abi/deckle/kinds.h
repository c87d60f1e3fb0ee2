/* The vocabulary of a document: every core kind and key, as data. A strict superset of pandoc's AST.
 *
 * Numbers are fixed for ever, in ranges by category. A plugin may add kinds and keys by name (builder.h); those get
 * numbers from DK_KIND_CUSTOM and DK_KEY_CUSTOM on, valid in one document. */
#ifndef DECKLE_KINDS_H
#define DECKLE_KINDS_H

/* node.flags: the category in the low three bits, then single bits. A program that meets a kind it does not know
 * treats an unknown block as a division and an unknown inline as a span. Unknown categories count as DK_PART. */
enum {
  DK_BLOCK = 1,
  DK_INLINE = 2,
  DK_PART = 3, /* part of a table, list, citation, ...: stands only below its owner */
  DK_META = 4,
  DK_CATEGORY = 7,   /* the mask */
  DK_LEAF = 8,       /* has no children, ever */
  DK_GENERATED = 16, /* made by a transform, not written by the author; its span is that of its cause */
  DK_BOUNDARY = 32,  /* text: does not merge with the text run before it */
  DK_ATOMIC = 64     /* text: one unit, spaces inside it are not word boundaries */
};

/* What may stand below a kind. The third column of DK_KINDS; content_model.cpp in the host checks it. */
enum {
  DK_C_NONE = 0, /* nothing, and no text */
  DK_C_TEXT,     /* text of its own, no children */
  DK_C_BLOCKS,
  DK_C_INLINES,
  DK_C_ITEMS,       /* list-item* */
  DK_C_DEFINITIONS, /* (term | description)*, the first a term */
  DK_C_LINES,       /* line* */
  DK_C_TABLE,       /* caption? column* table-head? table-body* table-foot? */
  DK_C_ROWS,        /* row* */
  DK_C_CELLS,       /* cell* */
  DK_C_CAPTION,     /* short-caption? block* */
  DK_C_FIGURE,      /* caption? block* */
  DK_C_TITLED,      /* title? block* */
  DK_C_DETAILS,     /* summary? block* */
  DK_C_CITATION,    /* citation-item* inline* */
  DK_C_CITED,       /* prefix? suffix? */
  DK_C_RUBY,        /* (ruby-base | ruby-text)* */
  DK_C_ENTRIES,     /* metadata values, each with a key */
  DK_C_VALUES,      /* metadata values, without a key */
  DK_C_DOCUMENT     /* metadata body */
};

/* X(symbol, word, number, name, category and leaf flag, content, fallback)
 * fallback: the simpler kind an exporter treats it as when it has no case for it; itself when there is none. */
#define DK_KINDS(X)                                                                                           \
  X(DOCUMENT, document, 0x0001, "document", DK_PART, DK_C_DOCUMENT, DOCUMENT)                                 \
  X(BODY, body, 0x0002, "body", DK_PART, DK_C_BLOCKS, BODY)                                                   \
  X(METADATA, metadata, 0x0003, "metadata", DK_META, DK_C_ENTRIES, METADATA)                                  \
  X(PARAGRAPH, paragraph, 0x0101, "paragraph", DK_BLOCK, DK_C_INLINES, PARAGRAPH)                             \
  X(PLAIN, plain, 0x0102, "plain", DK_BLOCK, DK_C_INLINES, PARAGRAPH)                                         \
  X(HEADING, heading, 0x0103, "heading", DK_BLOCK, DK_C_INLINES, PARAGRAPH)                                   \
  X(BLOCK_QUOTE, block_quote, 0x0104, "block-quote", DK_BLOCK, DK_C_BLOCKS, DIVISION)                         \
  X(CODE_BLOCK, code_block, 0x0105, "code-block", DK_BLOCK | DK_LEAF, DK_C_TEXT, CODE_BLOCK)                  \
  X(RAW_BLOCK, raw_block, 0x0106, "raw-block", DK_BLOCK | DK_LEAF, DK_C_TEXT, RAW_BLOCK)                      \
  X(BULLET_LIST, bullet_list, 0x0107, "bullet-list", DK_BLOCK, DK_C_ITEMS, BULLET_LIST)                       \
  X(ORDERED_LIST, ordered_list, 0x0108, "ordered-list", DK_BLOCK, DK_C_ITEMS, BULLET_LIST)                    \
  X(DEFINITION_LIST, definition_list, 0x0109, "definition-list", DK_BLOCK, DK_C_DEFINITIONS, DEFINITION_LIST) \
  X(LINE_BLOCK, line_block, 0x010A, "line-block", DK_BLOCK, DK_C_LINES, LINE_BLOCK)                           \
  X(TABLE, table, 0x010B, "table", DK_BLOCK, DK_C_TABLE, TABLE)                                               \
  X(FIGURE, figure, 0x010C, "figure", DK_BLOCK, DK_C_FIGURE, DIVISION)                                        \
  X(DIVISION, division, 0x010D, "division", DK_BLOCK, DK_C_BLOCKS, DIVISION)                                  \
  X(THEMATIC_BREAK, thematic_break, 0x010E, "thematic-break", DK_BLOCK | DK_LEAF, DK_C_NONE, THEMATIC_BREAK)  \
  X(PAGE_BREAK, page_break, 0x010F, "page-break", DK_BLOCK | DK_LEAF, DK_C_NONE, THEMATIC_BREAK)              \
  X(SECTION_BREAK, section_break, 0x0110, "section-break", DK_BLOCK | DK_LEAF, DK_C_NONE, THEMATIC_BREAK)     \
  X(CONTENTS, contents, 0x0111, "contents", DK_BLOCK, DK_C_BLOCKS, DIVISION)                                  \
  X(ADMONITION, admonition, 0x0112, "admonition", DK_BLOCK, DK_C_TITLED, BLOCK_QUOTE)                         \
  X(DETAILS, details, 0x0113, "details", DK_BLOCK, DK_C_DETAILS, DIVISION)                                    \
  X(ASIDE, aside, 0x0114, "aside", DK_BLOCK, DK_C_BLOCKS, DIVISION)                                           \
  X(PAGE_HEADER, page_header, 0x0115, "page-header", DK_BLOCK, DK_C_BLOCKS, DIVISION)                         \
  X(PAGE_FOOTER, page_footer, 0x0116, "page-footer", DK_BLOCK, DK_C_BLOCKS, DIVISION)                         \
  X(TEXT, text, 0x0201, "text", DK_INLINE | DK_LEAF, DK_C_TEXT, TEXT)                                         \
  X(SOFT_BREAK, soft_break, 0x0202, "soft-break", DK_INLINE | DK_LEAF, DK_C_NONE, SOFT_BREAK)                 \
  X(HARD_BREAK, hard_break, 0x0203, "hard-break", DK_INLINE | DK_LEAF, DK_C_NONE, SOFT_BREAK)                 \
  X(EMPHASIS, emphasis, 0x0204, "emphasis", DK_INLINE, DK_C_INLINES, SPAN)                                    \
  X(STRONG, strong, 0x0205, "strong", DK_INLINE, DK_C_INLINES, SPAN)                                          \
  X(UNDERLINE, underline, 0x0206, "underline", DK_INLINE, DK_C_INLINES, SPAN)                                 \
  X(STRIKEOUT, strikeout, 0x0207, "strikeout", DK_INLINE, DK_C_INLINES, SPAN)                                 \
  X(SUPERSCRIPT, superscript, 0x0208, "superscript", DK_INLINE, DK_C_INLINES, SPAN)                           \
  X(SUBSCRIPT, subscript, 0x0209, "subscript", DK_INLINE, DK_C_INLINES, SPAN)                                 \
  X(SMALL_CAPS, small_caps, 0x020A, "small-caps", DK_INLINE, DK_C_INLINES, SPAN)                              \
  X(QUOTED, quoted, 0x020B, "quoted", DK_INLINE, DK_C_INLINES, SPAN)                                          \
  X(CODE, code, 0x020C, "code", DK_INLINE | DK_LEAF, DK_C_TEXT, TEXT)                                         \
  X(MATH, math, 0x020D, "math", DK_INLINE | DK_LEAF, DK_C_TEXT, CODE)                                         \
  X(RAW_INLINE, raw_inline, 0x020E, "raw-inline", DK_INLINE | DK_LEAF, DK_C_TEXT, RAW_INLINE)                 \
  X(LINK, link, 0x020F, "link", DK_INLINE, DK_C_INLINES, SPAN)                                                \
  X(IMAGE, image, 0x0210, "image", DK_INLINE, DK_C_INLINES, SPAN)                                             \
  X(NOTE, note, 0x0211, "note", DK_INLINE, DK_C_BLOCKS, NOTE)                                                 \
  X(CITATION, citation, 0x0212, "citation", DK_INLINE, DK_C_CITATION, SPAN)                                   \
  X(SPAN, span, 0x0213, "span", DK_INLINE, DK_C_INLINES, SPAN)                                                \
  X(REFERENCE, reference, 0x0214, "reference", DK_INLINE, DK_C_INLINES, LINK)                                 \
  X(ANCHOR, anchor, 0x0215, "anchor", DK_INLINE | DK_LEAF, DK_C_NONE, SPAN)                                   \
  X(RUBY, ruby, 0x0216, "ruby", DK_INLINE, DK_C_RUBY, RUBY)                                                   \
  X(INSERTION, insertion, 0x0217, "insertion", DK_INLINE, DK_C_INLINES, SPAN)                                 \
  X(DELETION, deletion, 0x0218, "deletion", DK_INLINE, DK_C_INLINES, STRIKEOUT)                               \
  X(COMMENT, comment, 0x0219, "comment", DK_INLINE, DK_C_BLOCKS, NOTE)                                        \
  X(MEDIA, media, 0x021A, "media", DK_INLINE, DK_C_INLINES, LINK)                                             \
  X(INDEX_ENTRY, index_entry, 0x021B, "index-entry", DK_INLINE | DK_LEAF, DK_C_TEXT, INDEX_ENTRY)             \
  X(LIST_ITEM, list_item, 0x0301, "list-item", DK_PART, DK_C_BLOCKS, LIST_ITEM)                               \
  X(TERM, term, 0x0302, "term", DK_PART, DK_C_INLINES, TERM)                                                  \
  X(DESCRIPTION, description, 0x0303, "description", DK_PART, DK_C_BLOCKS, DESCRIPTION)                       \
  X(LINE, line, 0x0304, "line", DK_PART, DK_C_INLINES, LINE)                                                  \
  X(CAPTION, caption, 0x0305, "caption", DK_PART, DK_C_CAPTION, CAPTION)                                      \
  X(SHORT_CAPTION, short_caption, 0x0306, "short-caption", DK_PART, DK_C_INLINES, SHORT_CAPTION)              \
  X(COLUMN, column, 0x0307, "column", DK_PART | DK_LEAF, DK_C_NONE, COLUMN)                                   \
  X(TABLE_HEAD, table_head, 0x0308, "table-head", DK_PART, DK_C_ROWS, TABLE_HEAD)                             \
  X(TABLE_BODY, table_body, 0x0309, "table-body", DK_PART, DK_C_ROWS, TABLE_BODY)                             \
  X(TABLE_FOOT, table_foot, 0x030A, "table-foot", DK_PART, DK_C_ROWS, TABLE_FOOT)                             \
  X(ROW, row, 0x030B, "row", DK_PART, DK_C_CELLS, ROW)                                                        \
  X(CELL, cell, 0x030C, "cell", DK_PART, DK_C_BLOCKS, CELL)                                                   \
  X(TITLE, title, 0x030D, "title", DK_PART, DK_C_INLINES, TITLE)                                              \
  X(SUMMARY, summary, 0x030E, "summary", DK_PART, DK_C_INLINES, SUMMARY)                                      \
  X(CITATION_ITEM, citation_item, 0x030F, "citation-item", DK_PART, DK_C_CITED, CITATION_ITEM)                \
  X(PREFIX, prefix, 0x0310, "prefix", DK_PART, DK_C_INLINES, PREFIX)                                          \
  X(SUFFIX, suffix, 0x0311, "suffix", DK_PART, DK_C_INLINES, SUFFIX)                                          \
  X(RUBY_BASE, ruby_base, 0x0312, "ruby-base", DK_PART, DK_C_INLINES, RUBY_BASE)                              \
  X(RUBY_TEXT, ruby_text, 0x0313, "ruby-text", DK_PART, DK_C_INLINES, RUBY_TEXT)                              \
  X(META_MAP, meta_map, 0x0401, "meta-map", DK_META, DK_C_ENTRIES, META_MAP)                                  \
  X(META_LIST, meta_list, 0x0402, "meta-list", DK_META, DK_C_VALUES, META_LIST)                               \
  X(META_STRING, meta_string, 0x0403, "meta-string", DK_META | DK_LEAF, DK_C_TEXT, META_STRING)               \
  X(META_BOOL, meta_bool, 0x0404, "meta-bool", DK_META | DK_LEAF, DK_C_NONE, META_BOOL)                       \
  X(META_INLINES, meta_inlines, 0x0405, "meta-inlines", DK_META, DK_C_INLINES, META_INLINES)                  \
  X(META_BLOCKS, meta_blocks, 0x0406, "meta-blocks", DK_META, DK_C_BLOCKS, META_BLOCKS)

enum {
  DK_KIND_CUSTOM = 0x8000, /* + index in the names section */
#define DK_X(symbol, word, number, name, flags, content, fallback) DK_KIND_##symbol = number,
  DK_KINDS(DK_X)
#undef DK_X
};

/* Keys with a fixed meaning. Everything an author wrote as a key-value pair ({lang=ar}, data-x="1") is a custom key
 * under its name, even where the name equals one of these: `start` of an ordered list is DK_KEY_START, an attribute
 * `start` on a division is the custom key "start".
 * X(symbol, word, number, name, type) */
#define DK_KEYS(X)                                                                                                     \
  X(ID, id, 1, "id", DK_A_STRING)                /* identifier, unique in the document */                              \
  X(CLASSES, classes, 2, "classes", DK_A_STRING) /* words separated by one space */                                    \
  X(LEVEL, level, 3, "level", DK_A_INT)          /* heading: 1 and up */                                               \
  X(START, start, 4, "start", DK_A_INT)          /* ordered-list: number of the first item */                          \
  X(STYLE, style, 5, "style", DK_A_STRING)       /* ordered-list: decimal, lower- or upper-alpha or -roman, example */ \
  X(DELIMITER, delimiter, 6, "delimiter", DK_A_STRING) /* ordered-list: period one-parenthesis two-parentheses */      \
  X(CHECKED, checked, 7, "checked", DK_A_BOOL)         /* list-item: a task, done or not */                            \
  X(FORMAT, format, 8, "format", DK_A_STRING)          /* raw-*: the format that understands it */                     \
  X(URL, url, 9, "url", DK_A_STRING)                   /* link, image, media: as written */                            \
  X(TITLE, title, 10, "title", DK_A_STRING)            /* link, image: tooltip */                                      \
  X(RESOURCE, resource, 11, "resource", DK_A_RESOURCE) /* image, media: the bytes, when the document carries them */   \
  X(ALIGN, align, 12, "align", DK_A_STRING)            /* column, cell: left center right */                           \
  X(WIDTH, width, 13, "width", DK_A_DOUBLE)            /* column: share of the text width, 0..1 */                     \
  X(ROW_SPAN, row_span, 14, "row-span", DK_A_INT)      /* cell: 1 when absent */                                       \
  X(COLUMN_SPAN, column_span, 15, "column-span", DK_A_INT)    /* cell: 1 when absent */                                \
  X(HEAD_COLUMNS, head_columns, 16, "head-columns", DK_A_INT) /* table-body: leading columns that are row heads */     \
  X(HEADER, header, 17, "header", DK_A_BOOL)                  /* row of a table-body: an intermediate head */          \
  X(QUOTE, quote, 18, "quote", DK_A_STRING)                   /* quoted: single double */                              \
  X(DISPLAY, display, 19, "display", DK_A_BOOL)               /* math: a formula on its own line */                    \
  X(KEY, key, 20, "key", DK_A_STRING)    /* metadata entry: its name; citation-item: the key cited */                  \
  X(MODE, mode, 21, "mode", DK_A_STRING) /* citation-item: normal author-in-text suppress-author */                    \
  X(NOTE_NUMBER, note_number, 22, "note-number", DK_A_INT)    /* citation-item: as pandoc's citationNoteNum */         \
  X(HASH, hash, 23, "hash", DK_A_INT)                         /* citation-item: as pandoc's citationHash */            \
  X(VALUE, value, 24, "value", DK_A_BOOL)                     /* meta-bool */                                          \
  X(ADMONITION, admonition, 25, "admonition", DK_A_STRING)    /* admonition: note tip important warning caution ... */ \
  X(AUTHOR, author, 26, "author", DK_A_STRING)                /* comment, insertion, deletion */                       \
  X(DATE, date, 27, "date", DK_A_STRING)                      /* comment, insertion, deletion: ISO 8601 */             \
  X(TARGET, target, 28, "target", DK_A_NODE)                  /* reference, index-entry: the node meant */             \
  X(ORIENTATION, orientation, 29, "orientation", DK_A_STRING) /* section-break: portrait landscape */                  \
  X(COLUMNS, columns, 30, "columns", DK_A_INT)                /* section-break: columns of the section that begins */  \
  X(DEPTH, depth, 31, "depth", DK_A_INT)                      /* contents: heading levels to list */                   \
  X(OPEN, open, 32, "open", DK_A_BOOL)                        /* details: shown open */                                \
  X(INFO, info, 33, "info", DK_A_STRING)       /* code-block: the info string, when it says more than the classes */   \
  X(TIGHT, tight, 34, "tight", DK_A_BOOL)      /* list: reserved for sources that say so; plain items say the same */  \
  X(NUMBER, number, 35, "number", DK_A_STRING) /* heading, figure, table: the number given by a transform */           \
  X(MEDIA_TYPE, media_type, 36, "media-type", DK_A_STRING) /* media: audio/mpeg, video/mp4, ... */

/* Types of an attribute's value. Unknown types are skipped. */
enum { DK_A_STRING = 1, DK_A_INT, DK_A_BOOL, DK_A_DOUBLE, DK_A_NODE, DK_A_RESOURCE };

enum {
  DK_KEY_CUSTOM = 0x10000, /* + index in the names section */
#define DK_X(symbol, word, number, name, type) DK_KEY_##symbol = number,
  DK_KEYS(DK_X)
#undef DK_X
};

#endif
