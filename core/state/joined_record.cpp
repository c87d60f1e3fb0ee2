#include "state/joined_record.hpp"

#include <fmt/format.h>

#include <cstdlib>

namespace deckle {

void JoinedRecord::add(const std::string& input, const std::optional<FileVersion>& version,
                       const std::vector<ReadFile>& read, const std::vector<Look>& looks,
                       const std::vector<PlanAnswer>& answers) {
  // Bytes of which nothing is known, because they changed while they were read, are never the same again.
  add_read({input, version.value_or(FileVersion())});
  for (const ReadFile& file : read) add_read(file);
  for (const Look& look : looks)
    if (m_known.insert("look\n" + look.folder + '\n' + look.relative).second) m_record.looks.push_back(look);
  for (const PlanAnswer& answer : answers)
    if (answer.output == all_outputs) m_record.answers.push_back(answer);
}

void JoinedRecord::add_read(const ReadFile& file) {
  if (m_known.insert("read\n" + file.path).second) m_record.read.push_back(file);
}

std::string JoinedRecord::text_of(const Readers& readers) {
  std::string text;
  for (const auto& [reader, detected] : readers) text += fmt::format("{} {}\n", reader, detected);
  return text;
}

JoinedRecord::Readers JoinedRecord::readers_of(const std::string& text) {
  Readers readers;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string line = text.substr(at, end - at);
    const std::size_t space = std::min(line.find(' '), line.size());
    readers.insert({std::strtoull(line.c_str(), nullptr, 10), line.substr(std::min(space + 1, line.size()))});
    at = end + 1;
  }
  return readers;
}

DocumentRecord JoinedRecord::with(const DocumentRecord& joined) const {
  JoinedRecord all = *this;
  for (const ReadFile& file : joined.read) all.add_read(file);
  for (const Look& look : joined.looks) all.m_record.looks.push_back(look);
  all.m_record.answers.insert(all.m_record.answers.end(), joined.answers.begin(), joined.answers.end());
  all.m_record.claims = joined.claims;
  all.m_record.made = joined.made;
  return all.m_record;
}

}  // namespace deckle
