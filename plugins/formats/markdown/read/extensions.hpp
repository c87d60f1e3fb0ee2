// What there is beyond CommonMark: the extensions under pandoc's names, and the dialects as sets of them.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "../dialect.hpp"

// X(name, dialects, about): its name as pandoc has it, the dialects that have it, and what it is, for who reads it and
// for who writes it. All else is made from this list: bits, options, the dialects.
#define MARKDOWN_EXTENSIONS(X)                                                                                       \
  X(yaml_metadata_block, in_all, "YAML between `---` lines is metadata: at the beginning, in `pandoc` anywhere.")    \
  X(pandoc_title_block, in_pandoc, "`% title`, `% authors` and `% date` at the beginning are metadata.")             \
  X(pipe_tables, in_both, "Tables whose cells are parted by `|`.")                                                   \
  X(simple_tables, in_pandoc, "Tables with a line of dashes for each column, and a row in each line.")               \
  X(multiline_tables, in_pandoc, "The same with rows of several lines, which blank lines part.")                     \
  X(grid_tables, in_pandoc, "Tables drawn with `+`, `-` and `|`, with blocks in their cells.")                       \
  X(table_captions, in_pandoc, "`: text` or `Table: text` before or behind a table is its caption.")                 \
  X(table_attributes, in_pandoc, "`{#id .class}` at the end of a caption is of the table.")                          \
  X(strikeout, in_both, "`~~text~~` is struck out.")                                                                 \
  X(task_lists, in_both, "`[ ]` and `[x]` at the beginning of a list's items.")                                      \
  X(autolink_bare_uris, in_gfm, "Addresses without brackets are links.")                                             \
  X(footnotes, in_both, "`[^name]` refers to the footnote `[^name]: ...`.")                                          \
  X(alerts, in_gfm, "`> [!NOTE]` and its like.")                                                                     \
  X(backtick_code_blocks, in_all, "Code between lines of three backticks or more.")                                  \
  X(fenced_code_blocks, in_all, "Code between lines of three tildes or more.")                                       \
  X(raw_html, in_all, "HTML is raw text of that format.")                                                            \
  X(markdown_in_html_blocks, in_pandoc, "Between the tags of HTML blocks stands Markdown.")                          \
  X(native_divs, in_pandoc, "`<div>` with its end is a division.")                                                   \
  X(fenced_divs, in_pandoc, "`::: word` or `::: {attributes}` up to `:::` is a division.")                           \
  X(definition_lists, in_pandoc, "Terms, and behind them descriptions that begin with `:` or `~`.")                  \
  X(line_blocks, in_pandoc, "Lines that begin with `| ` are kept as lines, with their leading spaces.")              \
  X(fancy_lists, in_pandoc, "Lists by letters, roman numerals and `#`, behind `.`, `)` or within `()`.")             \
  X(four_space_rule, in_none, "What belongs to an item of a list is indented by four columns.")                      \
  X(startnum, in_all, "The number of a list's first item counts.")                                                   \
  X(lists_without_preceding_blankline, in_others, "A list may interrupt a paragraph.")                               \
  X(blank_before_header, in_pandoc, "A heading that begins with `#` may not interrupt a paragraph.")                 \
  X(blank_before_blockquote, in_pandoc, "A quotation may not interrupt a paragraph.")                                \
  X(space_in_atx_header, in_all, "There is a space between the `#` of a heading and its text.")                      \
  X(header_attributes, in_pandoc, "`{#id .class key=value}` behind a heading is its attributes.")                    \
  X(fenced_code_attributes, in_pandoc, "Attributes behind the fence that opens a code block.")                       \
  X(inline_code_attributes, in_pandoc, "Attributes right behind code in a line.")                                    \
  X(link_attributes, in_pandoc, "Attributes right behind a link or image, or at the end of its definition.")         \
  X(bracketed_spans, in_pandoc, "`[text]{.class}` is a span.")                                                       \
  X(superscript, in_pandoc, "`^text^` without spaces is raised.")                                                    \
  X(subscript, in_pandoc, "`~text~` without spaces is lowered.")                                                     \
  X(tex_math_dollars, in_pandoc, "`$x$` and `$$x$$` are formulas.")                                                  \
  X(tex_math_single_backslash, in_none, "`\\(x\\)` and `\\[x\\]` are formulas.")                                     \
  X(tex_math_double_backslash, in_none, "`\\\\(x\\\\)` and `\\\\[x\\\\]` are formulas.")                             \
  X(native_spans, in_pandoc, "`<span>` with its end is a span.")                                                     \
  X(inline_notes, in_pandoc, "`^[text]` is a note.")                                                                 \
  X(citations, in_pandoc, "`[see @key, p. 3]` and `@key` are citations.")                                            \
  X(raw_attribute, in_pandoc, "`{=format}` behind code makes it raw text of that format.")                           \
  X(raw_tex, in_pandoc, "Commands and environments of TeX are raw text.")                                            \
  X(smart, in_pandoc, "Quotation marks, dashes and ellipses are meant by their plain characters.")                   \
  X(all_symbols_escapable, in_pandoc, "A backslash takes the meaning of any symbol, and makes a space unbreakable.") \
  X(intraword_underscores, in_all, "`_` within words is no mark.")                                                   \
  X(shortcut_reference_links, in_all, "`[label]` alone is a reference.")                                             \
  X(escaped_line_breaks, in_all, "A backslash at the end of a line breaks it.")                                      \
  X(hard_line_breaks, in_none, "All line ends within paragraphs break lines.")                                       \
  X(ignore_line_breaks, in_none, "Line ends within paragraphs are nothing.")                                         \
  X(east_asian_line_breaks, in_none, "Line ends between wide characters are nothing.")                               \
  X(auto_identifiers, in_pandoc, "Headings get identifiers that are made from their words.")                         \
  X(implicit_figures, in_pandoc, "A paragraph that is one image is a figure.")                                       \
  X(implicit_header_references, in_pandoc, "`[Heading]` is a link to that heading.")

namespace markdown {

enum class Extension : std::uint8_t {
#define MARKDOWN_X(name, dialects, about) name,
  MARKDOWN_EXTENSIONS(MARKDOWN_X)
#undef MARKDOWN_X
  // No extension of pandoc's: what its dialect reads in another way than CommonMark, and has no name for.
  pandoc_rules
};

class Extensions {
 public:
  constexpr Extensions() = default;
  constexpr bool has(Extension extension) const { return (m_bits >> static_cast<unsigned>(extension) & 1) != 0; }
  constexpr Extensions with(Extension extension) const { return Extensions(m_bits | bit(extension)); }
  constexpr Extensions with(Extension extension, bool on) const { return on ? with(extension) : without(extension); }
  constexpr Extensions without(Extension extension) const { return Extensions(m_bits & ~bit(extension)); }

 private:
  static_assert(static_cast<unsigned>(Extension::pandoc_rules) < 64);
  constexpr explicit Extensions(std::uint64_t bits) : m_bits(bits) {}
  static constexpr std::uint64_t bit(Extension extension) {
    return std::uint64_t{1} << static_cast<unsigned>(extension);
  }
  std::uint64_t m_bits = 0;
};

constexpr Extensions extensions_of(Dialect dialect) {
  constexpr int in_none = 0, in_commonmark = 1, in_gfm = 2, in_pandoc = 4;
  constexpr int in_both = in_gfm | in_pandoc, in_others = in_commonmark | in_gfm, in_all = in_others | in_pandoc;
  const int here = dialect == Dialect::gfm ? in_gfm : dialect == Dialect::pandoc ? in_pandoc : in_commonmark;
  Extensions all;
#define MARKDOWN_X(name, dialects, about) \
  if ((dialects & here) != 0) all = all.with(Extension::name);
  MARKDOWN_EXTENSIONS(MARKDOWN_X)
#undef MARKDOWN_X
  return all.with(Extension::pandoc_rules, dialect == Dialect::pandoc);
}

// Every extension that there is, on the rules of CommonMark.
constexpr Extensions all_extensions() {
  Extensions all;
#define MARKDOWN_X(name, dialects, about) all = all.with(Extension::name);
  MARKDOWN_EXTENSIONS(MARKDOWN_X)
#undef MARKDOWN_X
  return all;
}

// What an option says of an extension: what it is, and where it is on.
#define MARKDOWN_ABOUT(dialects, about) about MARKDOWN_ABOUT_##dialects
#define MARKDOWN_ABOUT_in_none ""
#define MARKDOWN_ABOUT_in_gfm " On in `gfm`."
#define MARKDOWN_ABOUT_in_pandoc " On in `pandoc`."
#define MARKDOWN_ABOUT_in_all " On in all dialects."
#define MARKDOWN_ABOUT_in_others " On in `gfm` and `commonmark`."
#define MARKDOWN_ABOUT_in_both " On in `gfm` and `pandoc`."

// What is said about single extensions; nothing: as the dialect has it.
struct Switches {
#define MARKDOWN_X(name, dialects, about) std::optional<bool> name;
  MARKDOWN_EXTENSIONS(MARKDOWN_X)
#undef MARKDOWN_X

  constexpr Extensions change(Extensions all) const {
#define MARKDOWN_X(name, dialects, about) \
  if (name) all = all.with(Extension::name, *name);
    MARKDOWN_EXTENSIONS(MARKDOWN_X)
#undef MARKDOWN_X
    return all;
  }
};

// The name of an extension as that of an option: option_name<"pipe_tables"> is pipe-tables.
template <std::size_t Size>
struct OptionName {
  char text[Size];
  constexpr OptionName(const char (&name)[Size]) {
    for (std::size_t i = 0; i < Size; ++i) text[i] = name[i] == '_' ? '-' : name[i];
  }
  constexpr std::string_view view() const { return {text, Size - 1}; }
};
template <OptionName name>
inline constexpr std::string_view option_name = name.view();

}  // namespace markdown
