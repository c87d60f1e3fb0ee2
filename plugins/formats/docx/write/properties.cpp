#include "properties.hpp"

#include "body_writer.hpp"
#include "dates.hpp"

using deckle::Kind;
using deckle::Node;

namespace {

std::vector<std::string> values(const deckle::Document& document, std::string_view name) {
  std::vector<std::string> made;
  const auto entry = deckle::entry(document.metadata(), name);
  if (!entry) return made;
  if (entry->is(Kind::meta_list))
    for (const Node item : entry->children()) made.push_back(readable_text(item));
  else made.push_back(readable_text(*entry));
  return made;
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string made;
  for (const std::string& part : parts) made.append(made.empty() ? "" : between).append(part);
  return made;
}

}  // namespace

Properties::Properties(const deckle::Document& document)
    : title(joined(values(document, "title"), " ")),
      subject(joined(values(document, "subject"), ", ")),
      description(joined(values(document, "description"), " ")),
      keywords(joined(values(document, "keywords"), ", ")),
      category(joined(values(document, "category"), ", ")),
      language(joined(values(document, "lang"), ", ")),
      date(joined(values(document, "date"), " ")),
      authors(values(document, "author")) {}

std::string Properties::core_xml() const {
  xml::Writer xml;
  xml.raw(xml::Writer::declaration)
      .begin("cp:coreProperties")
      .attribute("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties")
      .attribute("xmlns:dc", "http://purl.org/dc/elements/1.1/")
      .attribute("xmlns:dcterms", "http://purl.org/dc/terms/")
      .attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
  const auto put = [&](std::string_view element, std::string_view value) {
    if (!value.empty()) xml.begin(element).text(value).end();
  };
  put("dc:title", title);
  put("dc:subject", subject);
  put("dc:creator", joined(authors, "; "));
  put("cp:keywords", keywords);
  put("dc:description", description);
  put("cp:category", category);
  put("dc:language", language);
  if (const auto when = date_time(date))
    for (const std::string_view element : {"dcterms:created", "dcterms:modified"})
      xml.begin(element).attribute("xsi:type", "dcterms:W3CDTF").text(*when).end();
  return std::move(xml.end().string());
}
