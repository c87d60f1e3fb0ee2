#include "process/wire.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "io/read_file.hpp"

namespace deckle {

bool Outgoing::lend(int descriptor) {
  if (!has_room()) return false;
  m_descriptors.push_back(descriptor);
  return true;
}

bool Outgoing::give(Descriptor descriptor) {
  if (!descriptor || !lend(descriptor.get())) return false;
  m_own.push_back(std::move(descriptor));
  return true;
}

bool Outgoing::send(const Channel& to) const {
  if (m_failed == 0) return to.send(m_bytes, m_descriptors);
  errno = m_failed;
  return false;
}

void Outgoing::add(const InputFile& file) {
  const bool is_inline = file.bytes.size() <= most_bytes_inline;
  write.text("name", file.name);
  write.text("media type", file.media_type);
  write.number("is inline", is_inline);
  if (is_inline) {
    write.text("bytes", file.bytes.view());
    return;
  }
  const bool has_file = file.bytes.file() >= 0;
  if (!(has_file ? lend(file.bytes.file()) : give(memory_file(file.bytes.view())))) fail();
  if (has_file) m_files.push_back(file.bytes);
}

bool Incoming::word(Word& word) {
  std::uint8_t number = 0;
  if (!read.number("word", number)) return false;
  word = static_cast<Word>(number);
  return true;
}

bool Incoming::take(InputFile& file, bool stays_open) {
  bool is_inline = false;
  std::string_view bytes;
  if (!read.text("name", file.name) || !read.text("media type", file.media_type) ||
      !read.number("is inline", is_inline))
    return false;
  if (is_inline && !read.text("bytes", bytes)) return false;
  if (is_inline) {
    file.bytes = FileBytes(m_bytes, bytes);
    return true;
  }
  Result<FileBytes> opened = read_open_file(take_descriptor(), file.name, stays_open);
  if (opened) file.bytes = std::move(*opened);
  return static_cast<bool>(opened);
}

void Incoming::close_other_descriptors(int highest) const {
  std::vector<int> kept;
  for (std::size_t k = m_next; k < m_descriptors.size(); ++k) kept.push_back(m_descriptors[k].get());
  std::sort(kept.begin(), kept.end());
  int from = highest + 1;
  for (const int number : kept) {
    if (number > from) close_range(static_cast<unsigned>(from), static_cast<unsigned>(number - 1), 0);
    from = std::max(from, number + 1);
  }
  close_range(static_cast<unsigned>(from), ~0u, 0);
}

Descriptor Incoming::take_descriptor() {
  return m_next < m_descriptors.size() ? std::move(m_descriptors[m_next++]) : Descriptor();
}

}  // namespace deckle
