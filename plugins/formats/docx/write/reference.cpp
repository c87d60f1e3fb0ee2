#include "reference.hpp"

#include <deckle/input.hpp>

#include "part_copies.hpp"

using deckle::view;

Reference::Reference(const dk_source& source, deckle::Call& call) : m_source(source), m_call(call) {
  zip_archive::Limits limits;
  limits.ratio = call.raw().max_ratio;
  const auto report = [this](const office::Problem& problem) { tell(problem.part, problem.text); };
  try {
    m_package = std::make_unique<office::Package>(deckle::bytes_of(source, m_storage), limits, report);
  } catch (const zip_archive::Error& error) {
    call.fail("docx.reference", {}, "the reference-doc {} is no archive that can be read: {}", view(source.uri),
              std::string_view(error.what()));
  }
  open_document();
  for (const char* type : {"styles", "numbering", "settings"}) {
    const std::string name = part(type);
    auto parsed = name.empty() ? nullptr : m_package->parse(name);
    if (parsed && !is_usable(*parsed)) tell(name, "it is not well-formed, and not taken");
    else if (parsed) m_parts.emplace(type, std::move(parsed));
  }
}

void Reference::tell(std::string_view part, std::string_view what) {
  m_call.warning("docx.reference-part", {}, "{}{}{}: {}", view(m_source.uri),
                 std::string_view(part.empty() ? "" : "!/"), part, what);
}

void Reference::open_document() {
  const auto fail = [this](std::string_view why) {
    m_call.report(DK_ERROR, "docx.reference", {}, deckle::message("the reference-doc {} {}", view(m_source.uri), why),
                  "a document that Word or LibreOffice saves as .docx can be one");
    throw deckle::Failure{DK_E_INPUT};
  };
  std::string main;
  for (const office::Relationship& one : m_package->relationships({}))
    if (one.type == "officeDocument" && !one.external) main = one.target;
  m_document = m_package->has(main) ? m_package->parse(main) : nullptr;
  const pugi::xml_node body = m_document ? m_document->root().child("w:body") : pugi::xml_node();
  if (!body) fail("is no document of Word");
  if (m_document->bytes().find("http://purl.oclc.org/ooxml/") != std::string::npos)
    fail("is a strict one, whose parts fit in no other document");
  m_relationships = m_package->relationships(main);
  for (const pugi::xml_node paragraph : body.children("w:p")) read_margins(paragraph.child("w:pPr").child("w:sectPr"));
  m_section = body.child("w:sectPr");
  read_margins(m_section);
}

// What a section does not say it has from the one before.
void Reference::read_margins(pugi::xml_node section) {
  for (const pugi::xml_node node : section.children()) {
    const std::string_view element = node.name();
    if (element != "w:headerReference" && element != "w:footerReference") continue;
    const std::string_view type = node.attribute("w:type").value(), id = node.attribute("r:id").value();
    std::erase_if(m_margins, [&](const Margin& one) { return one.element == element && one.type == type; });
    for (const office::Relationship& one : m_relationships)
      if (one.id == id && !one.external) m_margins.push_back({element, type, one.target});
  }
}

std::string Reference::part(std::string_view type) const {
  for (const office::Relationship& one : m_relationships)
    if (one.type == type && !one.external && m_package->has(one.target)) return one.target;
  return {};
}

void Reference::drop_numbers() {
  for (pugi::xml_node style : styles().children("w:style")) style.child("w:pPr").remove_child("w:numPr");
}

pugi::xml_node Reference::root_of(std::string_view type) const {
  const auto found = m_parts.find(type);
  return found == m_parts.end() ? pugi::xml_node() : found->second->root();
}
