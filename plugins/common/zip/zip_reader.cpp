#include "zip_reader.hpp"

#include <zip.h>

#include <algorithm>

#include "ascii/ascii.hpp"

namespace zip_archive {
namespace {

constexpr std::uint64_t local_header_size = 30;  // APPNOTE 4.3.7, without the name

// A name that would leave the folder that the archive is unpacked to.
bool leads_outside(std::string_view name) {
  if (name.starts_with('/') || (name.size() > 1 && name[1] == ':')) return true;
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find('/', begin), name.size());
    if (name.substr(begin, end - begin) == "..") return true;
    begin = end + 1;
  }
  return false;
}

std::string words_of(zip_error_t& error) {
  std::string words = zip_error_strerror(&error);
  zip_error_fini(&error);
  return words;
}

std::string reason_of(zip_file_t* file) { return zip_error_strerror(zip_file_get_error(file)); }

struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

}  // namespace

void Reader::Close::operator()(zip* archive) const { zip_discard(archive); }

Reader::~Reader() = default;

Reader::Reader(std::string_view bytes, const Limits& limits)
    : m_may_inflate(std::max(limits.free_bytes, limits.ratio * bytes.size())) {
  if (bytes.empty()) throw Error("it is empty");  // libzip takes that for an archive of nothing
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source == nullptr) throw Error(words_of(error));
  m_archive.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
  if (!m_archive) {
    zip_source_free(source);
    throw Error(words_of(error));
  }
  zip_error_fini(&error);
  read_directory(limits, bytes.size());
}

void Reader::read_directory(const Limits& limits, std::uint64_t archive_size) {
  const auto count = static_cast<std::uint64_t>(zip_get_num_entries(m_archive.get(), 0));
  if (count > limits.entries)
    throw Error("it has " + std::to_string(count) + " entries, the limit is " + std::to_string(limits.entries));
  std::uint64_t occupied = 0;
  for (std::uint64_t i = 0; i < count; ++i) {
    zip_stat_t told;
    Entry& entry = m_entries.emplace_back();
    if (zip_stat_index(m_archive.get(), i, 0, &told) != 0 || told.name == nullptr) continue;
    entry.name = told.name;
    std::replace(entry.name.begin(), entry.name.end(), '\\', '/');
    entry.size = told.size;
    entry.encrypted = (told.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && told.encryption_method != ZIP_EM_NONE;
    if (told.comp_size > archive_size) throw Error("the entry " + entry.name + " is larger than the archive");
    occupied += local_header_size + entry.name.size() + told.comp_size;
    add_name(static_cast<std::uint32_t>(i));
  }
  if (occupied > archive_size) throw Error("its entries overlap: together they are larger than the archive");
}

void Reader::add_name(std::uint32_t entry) {
  const std::string& name = m_entries[entry].name;
  if (leads_outside(name)) m_oddities.push_back("the entry \"" + name + "\" has a name that leads out of the archive");
  if (!m_by_name.emplace(ascii::in_lower_case(name), entry).second)
    m_oddities.push_back("there are several entries \"" + name + "\": the first one counts");
}

std::uint32_t Reader::find(std::string_view name) const {
  const auto found = m_by_name.find(ascii::in_lower_case(name));
  return found == m_by_name.end() ? none : found->second;
}

std::string Reader::read(std::uint32_t entry, std::string* damage) {
  const Entry& wanted = m_entries[entry];
  if (wanted.encrypted) throw Error("it is encrypted");
  const std::unique_ptr<zip_file_t, CloseFile> file(zip_fopen_index(m_archive.get(), entry, 0));
  if (!file) throw Error(zip_strerror(m_archive.get()));
  // The size that the directory tells may be a lie: it is believed as far as the limit goes.
  std::string bytes(std::min(wanted.size, m_may_inflate) + 1, '\0');
  std::size_t filled = 0;
  zip_int64_t got = 0;
  while ((got = zip_fread(file.get(), bytes.data() + filled, bytes.size() - filled)) > 0) {
    filled += static_cast<std::size_t>(got);
    if (filled > m_may_inflate) throw Error("it inflates to more than the limit allows");
    if (filled == bytes.size()) bytes.resize(std::min<std::uint64_t>(bytes.size() * 2, m_may_inflate + 1));
  }
  if (got < 0 && damage == nullptr) throw Error(reason_of(file.get()));
  if (got < 0) *damage = reason_of(file.get());
  m_may_inflate -= filled;
  bytes.resize(filled);
  return bytes;
}

}  // namespace zip_archive
