// The content of an input: a mapped file or memory of its own, kept alive by whoever holds it.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "io/file_version.hpp"

namespace deckle {

class FileBytes {
 public:
  FileBytes() = default;
  explicit FileBytes(std::string text) {
    auto kept = std::make_shared<const std::string>(std::move(text));
    m_view = *kept;
    m_keeper = std::move(kept);
  }
  // `view` lies in memory that `keeper` owns. `file`: descriptor of a file with these bytes, as long as `keeper` is.
  FileBytes(std::shared_ptr<const void> keeper, std::string_view view, int file = -1)
      : m_keeper(std::move(keeper)), m_view(view), m_file(file) {}

  std::string_view view() const { return m_view; }
  std::size_t size() const { return m_view.size(); }
  // To be passed to another process; -1: the bytes are in memory alone.
  int file() const { return m_file; }

  // Of a file: what its descriptor showed before it was read, and when. `is_mapped`: the bytes are the file's own, and
  // change when it does.
  void come_from(const FileStamp& stamp, std::int64_t looked_at_ns, bool is_mapped) {
    m_stamp = stamp;
    m_looked_at_ns = looked_at_ns;
    m_is_mapped = is_mapped;
  }
  const std::optional<FileStamp>& stamp() const { return m_stamp; }  // nothing: it was no file
  bool is_mapped() const { return m_is_mapped; }
  // Gives the pages of a large mapped file back to the system until somebody looks at them again.
  void rest() const;
  // False: they are the file's own, and it was written to since: nobody knows what was read.
  bool were_left_alone() const {
    const auto now = m_is_mapped ? stamp_of_descriptor(m_file) : m_stamp;
    return !m_is_mapped || (now && now->size == m_stamp->size && now->modified_ns == m_stamp->modified_ns);
  }
  FileVersion version() const { return {m_stamp.value_or(FileStamp()), m_looked_at_ns, content_hash(m_view)}; }

 private:
  std::shared_ptr<const void> m_keeper;
  std::string_view m_view;
  std::optional<FileStamp> m_stamp;
  std::int64_t m_looked_at_ns = 0;
  bool m_is_mapped = false;
  int m_file = -1;
};

}  // namespace deckle
