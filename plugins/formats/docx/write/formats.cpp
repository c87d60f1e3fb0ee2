#include "formats.hpp"

#include <algorithm>

namespace {

// Left and right are the sides of the page for `jc` in Word, but those of the text's beginning and end in a paragraph
// from right to left (clause 17.3.1.13).
std::string_view justification(std::string_view align, bool right_to_left) {
  if (align == "center") return align;
  if (align != "left" && align != "right") return {};
  return (align == "right") != right_to_left ? "right" : "left";
}

bool is_east_asian(std::string_view language) {
  const std::string_view primary = language.substr(0, language.find('-'));
  return primary == "zh" || primary == "ja" || primary == "ko";
}

}  // namespace

void ParagraphFormat::write(xml::Writer& xml, std::string_view section) const {
  const std::string_view side = justification(align, right_to_left);
  const bool is_plain = style.empty() && !keep_next && !is_thin && !number && !right_to_left && !space_before &&
                        !indent && !contextual_spacing && side.empty() && section.empty();
  if (is_plain) return;
  xml.begin("w:pPr");
  if (!style.empty()) xml.element("w:pStyle", "w:val", style);
  if (keep_next) xml.element("w:keepNext");
  if (number)
    xml.begin("w:numPr")
        .element("w:ilvl", "w:val", std::int64_t{number->level})
        .element("w:numId", "w:val", number->list)
        .end();
  if (frame != nullptr) write_frame(xml);
  if (right_to_left) xml.element("w:bidi");
  if (is_thin)
    xml.begin("w:spacing")
        .attribute("w:before", "0")
        .attribute("w:after", "0")
        .attribute("w:line", "20")
        .attribute("w:lineRule", "exact")
        .end();
  else if (space_before) xml.element("w:spacing", "w:before", std::int64_t{*space_before});
  if (indent) {
    xml.begin("w:ind").attribute("w:left", std::int64_t{*indent});
    if (frame != nullptr) xml.attribute("w:right", std::int64_t{frame->right});
    if (hanging) xml.attribute("w:hanging", std::int64_t{*hanging});
    xml.end();
  }
  if (contextual_spacing) xml.element("w:contextualSpacing", "w:val", std::int64_t{*contextual_spacing});
  if (!side.empty()) xml.element("w:jc", "w:val", side);
  xml.raw(section).end();
}

// The line is where that of the frame's own paragraphs is, or as near as Word takes it. Left and right are those of the
// page here (clause 17.3.1.17), whatever the direction of the text.
void ParagraphFormat::write_frame(xml::Writer& xml) const {
  constexpr std::int32_t twentieths = 20, most = 31;
  xml.begin("w:pBdr");
  if (right_to_left) xml.element("w:left", "w:val", "nil");
  xml.begin(right_to_left ? "w:right" : "w:left").attribute("w:val", "single").attribute("w:sz", frame->line_width);
  xml.attribute("w:space", std::int64_t{std::min(frame->line_space + from_frame / twentieths, most)});
  xml.attribute("w:color", frame->line_color).end().end();
  if (frame->ground.empty()) return;
  xml.begin("w:shd").attribute("w:val", "clear").attribute("w:color", "auto").attribute("w:fill", frame->ground).end();
}

void RunFormat::write(xml::Writer& xml) const {
  const bool is_plain = style.empty() && !bold && !italic && !small_caps && !strike && !underline && !right_to_left &&
                        !is_small && vertical.empty() && language.empty();
  if (is_plain) return;
  xml.begin("w:rPr");
  if (!style.empty()) xml.element("w:rStyle", "w:val", style);
  if (bold) xml.element("w:b").element("w:bCs");
  if (italic) xml.element("w:i").element("w:iCs");
  if (small_caps) xml.element("w:smallCaps");
  if (strike) xml.element("w:strike");
  if (is_small) xml.element("w:sz", "w:val", "15").element("w:szCs", "w:val", "15");
  if (underline) xml.element("w:u", "w:val", "single");
  if (!vertical.empty()) xml.element("w:vertAlign", "w:val", vertical);
  if (right_to_left) xml.element("w:rtl");
  if (!language.empty()) xml.element("w:lang", language_kind, language);
  xml.end();
}

void set_language(RunFormat& format, std::string_view language) {
  format.language = language;
  format.language_kind = format.right_to_left ? "w:bidi" : is_east_asian(language) ? "w:eastAsia" : "w:val";
}
