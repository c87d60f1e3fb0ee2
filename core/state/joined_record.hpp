// What all members of a joined document depended on, as if it were one document's.
#pragma once
#include <set>
#include <string>
#include <utility>

#include "engine/document_record.hpp"

namespace deckle {

class JoinedRecord {
 public:
  // `input` is absolute. A file that several depended on is in it once.
  void add(const std::string& input, const std::optional<FileVersion>& version, const std::vector<ReadFile>& read,
           const std::vector<Look>& looks, const std::vector<PlanAnswer>& answers);
  void add_reader(std::size_t reader, const std::string& detected) { m_readers.insert({reader, detected}); }

  // The readers of all, as a row keeps them; and back.
  using Readers = std::set<std::pair<std::size_t, std::string>>;
  static std::string text_of(const Readers& readers);
  static Readers readers_of(const std::string& text);
  const Readers& readers() const { return m_readers; }

  // With what the joined document itself depended on.
  DocumentRecord with(const DocumentRecord& joined) const;

 private:
  void add_read(const ReadFile& file);

  Readers m_readers;
  std::set<std::string> m_known;
  DocumentRecord m_record;
};

}  // namespace deckle
