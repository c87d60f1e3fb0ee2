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
  // `view` lies in memory that `keeper` owns.
  FileBytes(std::shared_ptr<const void> keeper, std::string_view view) : m_keeper(std::move(keeper)), m_view(view) {}

  std::string_view view() const { return m_view; }
  std::size_t size() const { return m_view.size(); }

  // The file as its descriptor showed it before it was read; nothing for what was no file. `is_mapped`: the bytes are
  // the file's own, and change when it does.
  void come_from(const FileStamp& stamp, bool is_mapped) {
    m_stamp = stamp;
    m_is_mapped = is_mapped;
  }
  const std::optional<FileStamp>& stamp() const { return m_stamp; }
  bool is_mapped() const { return m_is_mapped; }

 private:
  std::shared_ptr<const void> m_keeper;
  std::string_view m_view;
  std::optional<FileStamp> m_stamp;
  bool m_is_mapped = false;
};

}  // namespace deckle
