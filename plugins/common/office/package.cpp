#include "package.hpp"

#include "ascii/ascii.hpp"

namespace office {
namespace {

#define TRANSITIONAL "http://schemas.openxmlformats.org/"
#define STRICT "http://purl.oclc.org/ooxml/"
constexpr xml::Namespace known_namespaces[] = {
    {TRANSITIONAL "wordprocessingml/2006/main", "w"},
    {STRICT "wordprocessingml/main", "w"},
    {TRANSITIONAL "officeDocument/2006/relationships", "r"},
    {STRICT "officeDocument/relationships", "r"},
    {TRANSITIONAL "drawingml/2006/main", "a"},
    {STRICT "drawingml/main", "a"},
    {TRANSITIONAL "drawingml/2006/wordprocessingDrawing", "wp"},
    {STRICT "drawingml/wordprocessingDrawing", "wp"},
    {TRANSITIONAL "drawingml/2006/picture", "pic"},
    {STRICT "drawingml/picture", "pic"},
    {TRANSITIONAL "drawingml/2006/chart", "c"},
    {STRICT "drawingml/chart", "c"},
    {TRANSITIONAL "drawingml/2006/diagram", "dgm"},
    {STRICT "drawingml/diagram", "dgm"},
    {TRANSITIONAL "officeDocument/2006/math", "m"},
    {STRICT "officeDocument/math", "m"},
    {TRANSITIONAL "markup-compatibility/2006", "mc"},
    {TRANSITIONAL "package/2006/metadata/core-properties", "cp"},
    {"http://purl.org/dc/elements/1.1/", "dc"},
    {"http://purl.org/dc/terms/", "dcterms"},
    {"http://schemas.microsoft.com/office/word/2010/wordprocessingShape", "wps"},
    {"http://schemas.microsoft.com/office/word/2010/wordprocessingGroup", "wpg"},
    {"http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas", "wpc"},
    {"http://schemas.microsoft.com/office/word/2010/wordml", "w14"},
    {"urn:schemas-microsoft-com:vml", "v"},
    {"urn:schemas-microsoft-com:office:office", "o"},
};
#undef TRANSITIONAL
#undef STRICT

std::string_view local(std::string_view name) { return name.substr(name.find(':') + 1); }

std::string_view behind_last(std::string_view text, char c) { return text.substr(text.rfind(c) + 1); }

// `word/_rels/document.xml.rels` for `word/document.xml` (ECMA-376-2, 6.5.2.3).
std::string relationships_part(std::string_view part) {
  const std::size_t name = part.rfind('/') + 1;
  return std::string(part.substr(0, name)) + "_rels/" + std::string(part.substr(name)) + ".rels";
}

}  // namespace

const std::span<const xml::Namespace> namespaces = known_namespaces;

std::string resolved(std::string_view source, std::string_view target) {
  target = target.substr(0, target.find_first_of("#?"));
  std::string joined = target.starts_with('/')
                           ? std::string(target)
                           : std::string(source.substr(0, source.rfind('/') + 1)) + std::string(target);
  std::vector<std::string_view> words;
  for (std::size_t begin = 0; begin <= joined.size();) {
    const std::size_t end = std::min(joined.find('/', begin), joined.size());
    const std::string_view word = std::string_view(joined).substr(begin, end - begin);
    if (word == ".." && !words.empty()) words.pop_back();
    else if (!word.empty() && word != "." && word != "..") words.push_back(word);
    begin = end + 1;
  }
  std::string name;
  for (const std::string_view word : words) (name += name.empty() ? "" : "/") += word;
  return name;
}

Package::Package(std::string_view bytes, const zip_archive::Limits& limits, Report report)
    : m_zip(bytes, limits), m_report(std::move(report)) {
  for (const std::string& oddity : m_zip.oddities()) this->report({}, oddity);
  read_content_types();
}

void Package::read_content_types() {
  const auto part = parse("[Content_Types].xml");
  if (!part) return;
  for (const pugi::xml_node node : part->root().children()) {
    const std::string type = node.attribute("ContentType").value();
    if (local(node.name()) == "Default")
      m_type_by_suffix.emplace(ascii::in_lower_case(node.attribute("Extension").value()), type);
    if (local(node.name()) == "Override")
      m_type_by_part.emplace(ascii::in_lower_case(resolved({}, node.attribute("PartName").value())), type);
  }
}

std::string_view Package::content_type(std::string_view part) const {
  const std::string name = ascii::in_lower_case(part);
  if (const auto found = m_type_by_part.find(name); found != m_type_by_part.end()) return found->second;
  const auto found = m_type_by_suffix.find(behind_last(name, '.'));
  return found == m_type_by_suffix.end() ? std::string_view() : found->second;
}

std::string Package::part_of_type(std::string_view content_type_wanted) const {
  for (const zip_archive::Entry& entry : m_zip.entries())
    if (content_type(entry.name) == content_type_wanted) return entry.name;
  return {};
}

std::vector<Relationship> Package::relationships(std::string_view part) {
  std::vector<Relationship> found;
  const std::string name = relationships_part(part);
  if (!has(name)) return found;
  const auto rels = parse(name);
  if (!rels) return found;
  for (const pugi::xml_node node : rels->root().children()) {
    if (local(node.name()) != "Relationship") continue;
    Relationship& one = found.emplace_back();
    one.id = node.attribute("Id").value();
    one.uri = node.attribute("Type").value();
    one.type = behind_last(one.uri, '/');
    one.external = std::string_view(node.attribute("TargetMode").value()) == "External";
    const std::string_view target = node.attribute("Target").value();
    one.target = one.external ? std::string(target) : resolved(part, target);
  }
  return found;
}

std::unique_ptr<std::string> Package::read(std::string_view part) {
  const std::uint32_t entry = m_zip.find(part);
  if (entry == zip_archive::Reader::none) {
    report(part, "it is not in the archive");
    return nullptr;
  }
  try {
    std::string damage;
    auto bytes = std::make_unique<std::string>(m_zip.read(entry, &damage));
    if (!damage.empty()) report(part, "it is damaged (" + damage + "), and read as far as it goes");
    return bytes;
  } catch (const zip_archive::Error& error) {
    report(part, error.what());
    return nullptr;
  }
}

std::unique_ptr<xml::Part> Package::parse(std::string_view part) {
  auto bytes = read(part);
  if (!bytes) return nullptr;
  auto parsed = std::make_unique<xml::Part>(std::move(*bytes), namespaces);
  if (const char* mistake = parsed->mistake())
    m_report({std::string(part), std::string("it is not well-formed from here on: ") + mistake, parsed.get(),
              parsed->mistake_range()});
  if (parsed->had_bad_characters()) report(part, "it has characters that are none, which are read as question marks");
  if (parsed->has_doctype()) report(part, "it has a document type declaration, which is not looked at");
  return parsed;
}

}  // namespace office
