#include "document_package.hpp"

#include <algorithm>
#include <deckle/language.hpp>

#include "body_writer.hpp"
#include "default_parts.hpp"
#include "part_xml.hpp"
#include "properties.hpp"
#include "relationship_types.hpp"

namespace {

#define DK_WORD "application/vnd.openxmlformats-officedocument.wordprocessingml."

// Clause 17.11.23: what stands between text and notes has numbers of its own.
void begin_notes(xml::Writer& xml) {
  begin_part(xml, "w:footnotes");
  std::int64_t number = -1;
  for (const auto& [type, element] :
       {std::pair("separator", "w:separator"), {"continuationSeparator", "w:continuationSeparator"}}) {
    xml.begin("w:footnote").attribute("w:type", type).attribute("w:id", number++).begin("w:p");
    xml.begin("w:pPr").begin("w:spacing").attribute("w:after", "0").attribute("w:line", "240").end().end();
    xml.begin("w:r").element(element).end().end().end();
  }
}

std::string settings(const Parts& parts, std::string_view language) {
  xml::Writer xml;
  begin_part(xml, "w:settings");
  xml.element("w:zoom", "w:percent", "100");
  xml.element("w:defaultTabStop", "w:val", "510");
  if (parts.has_even_margins) xml.element("w:evenAndOddHeaders");
  xml.element("w:characterSpacingControl", "w:val", "doNotCompress");
  if (parts.notes.count > 0) {
    xml.begin("w:footnotePr");
    for (const std::int64_t number : {-1, 0}) xml.element("w:footnote", "w:id", number);
    xml.end();
  }
  xml.begin("w:compat");
  struct Setting {
    std::string_view name, value;
  };
  for (const Setting& setting : {Setting{"compatibilityMode", "15"},
                                 {"overrideTableStyleFontSizeAndJustification", "1"},
                                 {"enableOpenTypeFeatures", "1"},
                                 {"doNotFlipMirrorIndents", "1"}})
    xml.begin("w:compatSetting")
        .attribute("w:name", setting.name)
        .attribute("w:uri", "http://schemas.microsoft.com/office/word")
        .attribute("w:val", setting.value)
        .end();
  xml.end();
  if (!language.empty()) xml.element("w:themeFontLang", "w:val", language);
  xml.element("w:decimalSymbol", "w:val", ".").element("w:listSeparator", "w:val", ",");
  return std::move(xml.end().string());
}

std::string default_language(std::string_view language) {
  xml::Writer xml;
  if (!language.empty()) {
    RunFormat format;
    format.right_to_left = deckle::is_right_to_left(language);
    set_language(format, language);
    xml.element("w:lang", format.language_kind, language);
  }
  return std::move(xml.string());
}

void end_story(Story& story, std::string_view name, std::string_view type, office::PackageWriter& package) {
  story.xml.end();
  story.spill();
  package.add("word/" + std::string(name), type, std::move(story.bytes), story.relationships);
}

void write_stories(const deckle::Document& in, const DocxExporter::Options& options, Parts& parts, deckle::Call& call) {
  begin_part(parts.body.xml, "w:document");
  parts.body.xml.begin("w:body");
  begin_notes(parts.notes.xml);
  begin_part(parts.comments.xml, "w:comments");
  BodyWriter(in, options, parts, call).write();
  parts.body.xml.end();
  const auto has_replaced = [](const Margin& margin) { return margin.story.xml.has_replaced(); };
  if (parts.body.xml.has_replaced() || parts.notes.xml.has_replaced() || parts.comments.xml.has_replaced() ||
      std::any_of(parts.margins.begin(), parts.margins.end(), has_replaced))
    call.warning("docx.loss", in.body(), "characters that XML may not have are written as U+FFFD");
}

}  // namespace

// Parts stand in the archive in the order of this function.
void write_package(const deckle::Document& in, const DocxExporter::Options& options, deckle::Output& out,
                   deckle::Call& call) {
  Parts parts(in);
  const Properties properties(in);
  write_stories(in, options, parts, call);

  office::Relationships& of_document = parts.body.relationships;
  of_document.to(relationship::styles, "styles.xml");
  of_document.to(relationship::settings, "settings.xml");
  of_document.to(relationship::theme, "theme/theme1.xml");
  if (!parts.numbering.empty()) of_document.to(relationship::numbering, "numbering.xml");
  if (parts.notes.count > 0) of_document.to(relationship::footnotes, "footnotes.xml");
  if (parts.comments.count > 0) of_document.to(relationship::comments, "comments.xml");
  office::PackageWriter package;
  end_story(parts.body, "document.xml", DK_WORD "document.main+xml", package);
  package.add("word/styles.xml", DK_WORD "styles+xml", parts.styles.xml(default_language(properties.language)));
  package.add("word/settings.xml", DK_WORD "settings+xml", settings(parts, properties.language));
  if (!parts.numbering.empty()) package.add("word/numbering.xml", DK_WORD "numbering+xml", parts.numbering.xml());
  if (parts.notes.count > 0) end_story(parts.notes, "footnotes.xml", DK_WORD "footnotes+xml", package);
  if (parts.comments.count > 0) end_story(parts.comments, "comments.xml", DK_WORD "comments+xml", package);
  for (Margin& margin : parts.margins)
    end_story(margin.story, margin.name, margin.element == "w:hdr" ? DK_WORD "header+xml" : DK_WORD "footer+xml",
              package);
  package.add("word/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml", default_theme);
  parts.media.add_to(package);
  package.add("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", properties.core_xml());
  office::Relationships of_package;
  of_package.to(relationship::document, "word/document.xml");
  of_package.to(relationship::core_properties, "docProps/core.xml");
  if (!package.write(of_package, out)) call.fail("docx.too-large", {}, "the document is larger than a .docx can be");
}
