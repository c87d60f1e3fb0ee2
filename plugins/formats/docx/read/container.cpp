#include "container.hpp"

#include <charconv>

namespace docx {

int number_of(std::string_view text, int otherwise) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end != text.data() ? value : otherwise;
}

Container::Container(deckle::Input& in, deckle::Builder& out, deckle::Call& call) : m_in(in), m_out(out), m_call(call) {
  const std::string_view bytes = in.bytes();
  // [MS-CFB] 2.2: encrypted packages and Word's format of before 2007 are compound files.
  if (bytes.starts_with("\xD0\xCF\x11\xE0"))
    call.fail("docx.encrypted", {}, "a compound file: encrypted, or in Word's format of before 2007");
  zip_archive::Limits limits;
  limits.ratio = call.raw().max_ratio;
  try {
    m_package = std::make_unique<office::Package>(bytes, limits, [this](const office::Problem& one) { report(one); });
  } catch (const zip_archive::Error& error) {
    call.fail("docx.archive", {}, "not an archive that can be read: {}", std::string_view(error.what()));
  }
}

void Container::report(const office::Problem& problem) {
  if (problem.part.empty()) return m_call.warning("docx.part", {}, "{}", problem.text);
  if (!problem.xml) return m_call.warning("docx.part", {}, "{}: {}", problem.part, problem.text);
  const std::uint32_t source = source_of(problem.part, problem.xml->size());
  m_call.warning("docx.part", dk_span{source, problem.where.begin, problem.where.end}, "{}", problem.text);
}

std::uint32_t Container::source_of(std::string_view part, std::uint64_t size) {
  const auto [found, is_new] = m_sources.try_emplace(std::string(part), DK_NONE);
  if (!is_new) return found->second;
  // While the package is opened nobody knows its types yet.
  const std::string_view type = m_package ? m_package->content_type(part) : std::string_view();
  found->second = m_out.source(m_in.source(), DK_SOURCE_PART, part, type, size);
  return found->second;
}

std::string Container::main_part() {
  const std::string name = find_main_part();
  m_folder = name.substr(0, name.rfind('/') + 1);
  return name;
}

std::string Container::find_main_part() {
  for (const office::Relationship& one : m_package->relationships({}))
    if (one.type == "officeDocument" && !one.external && m_package->has(one.target)) return one.target;
  // Without relationships that can be used: what the content types say, and what everybody calls it.
  std::string by_type =
      m_package->part_of_type("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml");
  if (by_type.empty() && m_package->has("word/document.xml")) by_type = "word/document.xml";
  if (by_type.empty()) m_call.fail("docx.no-document", {}, "the archive has no main part of a Word document");
  m_call.warning("docx.part", {}, "no relationship of the package leads to the document: {} is taken for it", by_type);
  return by_type;
}

std::unique_ptr<Part> Container::properties(std::string_view type) {
  for (const office::Relationship& one : m_package->relationships({}))
    if (one.type == type && !one.external) return open(one.target);
  return nullptr;
}

std::uint32_t Container::resource(const std::string& part) {
  const auto [found, is_new] = m_resources.try_emplace(part, DK_NONE);
  if (!is_new) return found->second;
  const auto bytes = m_package->read(part);
  if (!bytes) return DK_NONE;
  const std::uint32_t source = source_of(part, bytes->size());
  found->second = m_out.resource(short_name(part), m_package->content_type(part), source, *bytes);
  return found->second;
}

std::string Container::short_name(std::string_view part) const {
  return std::string(part.starts_with(m_folder) ? part.substr(m_folder.size()) : part);
}

void Container::report_unread() {
  for (const zip_archive::Entry& entry : m_package->entries())
    if (m_package->content_type(entry.name) == "application/vnd.ms-office.vbaProject")
      m_call.note("docx.macro-loss", {}, "the macros in {} are left out", entry.name);
  for (const office::Relationship& one : m_package->relationships(m_folder + "settings.xml"))
    if (one.type == "attachedTemplate" && one.external)
      m_call.note("docx.external", {}, "the template {} lies outside and is not fetched", one.target);
}

std::unique_ptr<Part> Container::open(std::string_view name) {
  auto parsed = m_package->parse(name);
  if (!parsed) return nullptr;
  auto part = std::make_unique<Part>();
  part->name = name;
  part->source = source_of(name, parsed->size());
  part->xml = std::move(parsed);
  for (office::Relationship& one : m_package->relationships(name)) {
    std::string id = one.id;
    part->relationships.emplace(std::move(id), std::move(one));
  }
  return part;
}

std::unique_ptr<Part> Container::open_related(const Part& part, std::string_view type) {
  const office::Relationship* first = nullptr;
  for (const auto& [id, one] : part.relationships)
    if (one.type == type && !one.external && (first == nullptr || one.id < first->id)) first = &one;
  if (first != nullptr) return open(first->target);
  const std::string usual = office::resolved(part.name, std::string(type) + ".xml");
  if (!m_package->has(usual)) return nullptr;
  m_call.warning("docx.part", {}, "no relationship of {} leads to {}, which is taken all the same", part.name, usual);
  return open(usual);
}

}  // namespace docx
