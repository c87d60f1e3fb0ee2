#include "document_package.hpp"

#include <algorithm>
#include <deckle/language.hpp>

#include "body_writer.hpp"
#include "custom_properties.hpp"
#include "default_parts.hpp"
#include "part_xml.hpp"
#include "properties.hpp"
#include "relationship_types.hpp"
#include "xml/xml_copy.hpp"

namespace {

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

// Those of the document that lends its look which concern it.
void write_lent(xml::Writer& xml, const Parts& parts, std::initializer_list<const char*> names) {
  if (!parts.reference) return;
  for (const char* name : names)
    if (const pugi::xml_node lent = parts.reference->settings().child(name); lent && !refers_to_parts(lent))
      xml::copy(lent, xml);
}

void write_compatibility(xml::Writer& xml) {
  struct Setting {
    std::string_view name, value;
  };
  xml.begin("w:compat");
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
}

// In the order of the schema.
std::string settings(const Parts& parts, std::string_view language) {
  xml::Writer xml;
  begin_part(xml, "w:settings");
  xml.element("w:zoom", "w:percent", "100");
  write_lent(xml, parts, {"w:embedTrueTypeFonts", "w:embedSystemFonts", "w:saveSubsetFonts", "w:mirrorMargins"});
  if (parts.reference) write_lent(xml, parts, {"w:defaultTabStop", "w:autoHyphenation", "w:hyphenationZone"});
  else xml.element("w:defaultTabStop", "w:val", "510");
  if (parts.has_even_margins) xml.element("w:evenAndOddHeaders");
  xml.element("w:characterSpacingControl", "w:val", "doNotCompress");
  if (parts.notes.count > 0) {
    xml.begin("w:footnotePr");
    for (const std::int64_t number : {-1, 0}) xml.element("w:footnote", "w:id", number);
    xml.end();
  }
  write_compatibility(xml);
  if (!language.empty()) xml.element("w:themeFontLang", "w:val", language);
  write_lent(xml, parts, {"w:clrSchemeMapping"});
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
  parts.lost_classes.tell(call, "class", "classes", "style", "custom-style=\"NAME\" selects a style by its name");
  parts.lost_attributes.tell(call, "attribute", "attributes", "place", "");
  const auto has_replaced = [](const Margin& margin) { return margin.story.xml.has_replaced(); };
  if (parts.body.xml.has_replaced() || parts.notes.xml.has_replaced() || parts.comments.xml.has_replaced() ||
      std::any_of(parts.margins.begin(), parts.margins.end(), has_replaced))
    call.warning("docx.loss", in.body(), "characters that XML may not have are written as U+FFFD");
}

// Colours, and fonts that the file may have inside: those that are lent, else our own colours.
void add_look(Parts& parts) {
  office::Relationships& of_document = parts.body.relationships;
  const auto lend = [&](const char* type, std::string_view content_type, std::string_view relation) {
    const std::string part = parts.reference ? parts.reference->part(type) : std::string();
    const std::string name = part.empty() ? part : parts.copies->copy(part, content_type);
    if (!name.empty()) of_document.to(relation, name);
    return !name.empty();
  };
  lend("fontTable", content_type::fonts, relationship::fonts);
  if (lend("theme", content_type::theme, relationship::theme)) return;
  of_document.to(relationship::theme, "theme/theme1.xml");
  parts.package.add("word/theme/theme1.xml", content_type::theme, default_theme);
}

void add_numbering(Parts& parts) {
  if (parts.numbering.empty()) return;
  parts.body.relationships.to(relationship::numbering, "numbering.xml");
  parts.package.add("word/numbering.xml", content_type::numbering, parts.numbering.xml(),
                    parts.of_numbering.value_or(office::Relationships()));
}

}  // namespace

// Parts stand in the archive in the order of this function, behind those of another document.
void write_package(const deckle::Document& in, const DocxExporter::Options& options, deckle::Output& out,
                   deckle::Call& call) {
  std::optional<Reference> reference;
  if (options.reference_doc.source) reference.emplace(*options.reference_doc.source, call);
  Parts parts(in, reference ? &*reference : nullptr);
  const Properties properties(in);
  write_stories(in, options, parts, call);

  office::Relationships& of_document = parts.body.relationships;
  of_document.to(relationship::styles, "styles.xml");
  of_document.to(relationship::settings, "settings.xml");
  if (parts.notes.count > 0) of_document.to(relationship::footnotes, "footnotes.xml");
  if (parts.comments.count > 0) of_document.to(relationship::comments, "comments.xml");
  office::PackageWriter& package = parts.package;
  add_look(parts);
  add_numbering(parts);
  end_story(parts.body, "document.xml", content_type::document, package);
  package.add("word/styles.xml", content_type::styles, parts.styles.xml(default_language(properties.language)));
  package.add("word/settings.xml", content_type::settings, settings(parts, properties.language));
  if (parts.notes.count > 0) end_story(parts.notes, "footnotes.xml", content_type::footnotes, package);
  if (parts.comments.count > 0) end_story(parts.comments, "comments.xml", content_type::comments, package);
  for (Margin& margin : parts.margins)
    end_story(margin.story, margin.name, margin.element == "w:hdr" ? content_type::header : content_type::footer,
              package);
  parts.media.add_to(package);
  office::Relationships of_package;
  of_package.to(relationship::document, "word/document.xml");
  package.add("docProps/core.xml", content_type::core_properties, properties.core_xml());
  of_package.to(relationship::core_properties, "docProps/core.xml");
  if (CustomProperties custom(in, call); !custom.empty()) {
    package.add("docProps/custom.xml", content_type::custom_properties, custom.xml());
    of_package.to(relationship::custom_properties, "docProps/custom.xml");
  }
  if (!package.write(of_package, out)) call.fail("docx.too-large", {}, "the document is larger than a .docx can be");
}
