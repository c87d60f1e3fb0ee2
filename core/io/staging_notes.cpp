// Each note is a letter and a text, with a zero byte at its end: what was cut off is no note.
#include "io/staging_notes.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/random.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <memory>

#include "io/file_version.hpp"
#include "io/paths.hpp"
#include "io/read_file.hpp"

namespace deckle {
namespace {

constexpr char of_mark = '#', of_folder = '/', of_made = '=';
constexpr std::size_t mark_size = 16, hash_size = 2 * sizeof(ContentHash);

std::string new_mark() {
  std::uint64_t number = 0;
  if (getrandom(&number, sizeof number, 0) != sizeof number) number = static_cast<std::uint64_t>(getpid());
  return fmt::format("{:016x}", number);
}

std::string prefix_of(std::string_view mark) { return fmt::format(".deckle-{}-", mark); }

bool is_mark(std::string_view text) {
  return text.size() == mark_size && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string noted(const ContentHash& hash) {
  return hexadecimal({reinterpret_cast<const char*>(hash.data()), hash.size()});
}

void clean(const std::string& folder, const std::string& prefix) {
  const std::unique_ptr<DIR, int (*)(DIR*)> directory(opendir(folder.c_str()), &closedir);
  while (const dirent* const found = directory ? readdir(directory.get()) : nullptr)
    if (std::string_view(found->d_name).starts_with(prefix)) unlinkat(dirfd(directory.get()), found->d_name, 0);
}

}  // namespace

StagingNotes::StagingNotes(std::string path) : m_path(std::move(path)) { read(); }

StagingNotes::~StagingNotes() {
  if (m_is_dropped && (m_file || !m_made.empty())) unlink(m_path.c_str());
}

// Whatever they say, only names with a mark go.
void StagingNotes::read() {
  const Descriptor file(open(m_path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  const Result<FileBytes> bytes = file ? read_stream(file.get(), m_path) : FileBytes();
  std::string_view notes = bytes ? bytes->view() : std::string_view();
  std::string prefix;
  for (std::size_t end = notes.find('\0'); end != std::string_view::npos; end = notes.find('\0')) {
    const std::string_view note = notes.substr(0, end), text = note.substr(std::min<std::size_t>(end, 1));
    notes.remove_prefix(end + 1);
    if (note.starts_with(of_mark) && is_mark(text)) prefix = prefix_of(text);
    else if (note.starts_with(of_folder) && !prefix.empty()) clean(std::string(note), prefix);
    else if (note.starts_with(of_made) && text.size() > hash_size)
      m_made.emplace(text.substr(hash_size), text.substr(0, hash_size));
  }
}

void StagingNotes::note(std::string text) {
  if (!m_file) m_file = Descriptor(open(m_path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0666));
  text += '\0';
  if (m_file) static_cast<void>(write_all(m_file.get(), text));
}

const std::string& StagingNotes::stages(const std::string& folder) {
  if (m_prefix.empty()) {
    const std::string mark = new_mark();
    m_prefix = prefix_of(mark);
    note(of_mark + mark);
  }
  if (m_folders.insert(folder).second) note(absolute_path(folder.empty() ? "." : folder));
  return m_prefix;
}

void StagingNotes::makes(const std::string& path, const ContentHash& hash) {
  note(of_made + noted(hash) + absolute_path(path));
}

bool StagingNotes::tell_of(const std::string& path) const {
  const auto [first, last] = m_made.equal_range(absolute_path(path));
  if (first == last) return false;
  const std::optional<FileVersion> there = version_of_file(path);
  return there && std::any_of(first, last, [&](const auto& made) { return made.second == noted(there->hash); });
}

}  // namespace deckle
