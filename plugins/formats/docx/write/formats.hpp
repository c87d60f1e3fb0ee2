// What a paragraph and a run of text say about their look, written in the order that the schema wants (ECMA-376,
// part 1, clauses 17.3.1.26 and 17.3.2.28; annex A.1, CT_PPr and CT_RPr).
#pragma once
#include <deckle/document.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

#include "xml/xml_writer.hpp"

// An item's number: the list and its level; what it looks like stands in the numbering.
struct Number {
  std::int64_t list = 0;
  int level = 0;
};

// The line beside a block, and its ground: what stands in it in another style has the same.
struct Frame {
  std::string_view line_width, line_color, ground;  // eighths of a point; `ground` may be empty
  std::int32_t line_space, right;                   // points; twentieths of a point
};

struct ParagraphFormat {
  std::string_view style = {};  // identifier; empty for the default
  bool keep_next = false;
  bool is_thin = false;  // it holds nothing, and parts what stands around it
  std::optional<Number> number = {};
  bool right_to_left = false;
  // In twentieths of a point; else what the style says.
  std::optional<std::int32_t> space_before = {}, indent = {}, hanging = {};
  std::optional<bool> contextual_spacing = {};
  std::string_view align = {};  // left, center, right, as the document says it
  const Frame* frame = nullptr;
  std::int32_t from_frame = 0;  // how much further it begins than what the frame is of, in twentieths of a point

  void write(xml::Writer& xml, std::string_view section = {}) const;  // `section`: a <w:sectPr> that ends here

 private:
  void write_frame(xml::Writer& xml) const;
};

struct RunFormat {
  std::string_view style = {};  // identifier
  bool bold = false, italic = false, small_caps = false, strike = false, underline = false, right_to_left = false;
  bool is_small = false;                               // although its style is not
  std::string_view vertical = {};                      // superscript, subscript
  std::string_view language = {}, language_kind = {};  // which of its three languages: the name of an attribute
  // The nodes that it stands in, for which WordprocessingML has elements around runs.
  std::uint32_t link = DK_NONE, insertion = DK_NONE, deletion = DK_NONE;

  bool operator==(const RunFormat&) const = default;
  void write(xml::Writer& xml) const;
};

// Word keeps one language for each of three kinds of scripts (clause 17.3.2.20).
void set_language(RunFormat& format, std::string_view language);
