// Reading a zip archive that nobody vouches for: the directory is checked when it is opened, entries are inflated one
// by one and together never become larger than the limits. Nothing is written anywhere, names are only compared.
#pragma once
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

struct zip;

namespace zip_archive {

struct Limits {
  std::uint32_t entries = 65'535;
  std::uint64_t free_bytes = std::uint64_t{16} << 20;  // what may be inflated whatever the size of the archive
  std::uint64_t ratio = 200;                           // beyond it: so many times the size of the archive
};

// The archive, or an entry, cannot be read; the message says why.
struct Error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct Entry {
  std::string name;  // slashes forward
  std::uint64_t size = 0;
  bool encrypted = false;
};

class Reader {
 public:
  // `bytes` must live as long as the reader. Throws Error.
  Reader(std::string_view bytes, const Limits& limits);
  ~Reader();
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  static constexpr std::uint32_t none = 0xFFFFFFFF;
  // Entries by their order in the directory.
  const std::vector<Entry>& entries() const { return m_entries; }
  // Letters of ASCII match in either case (ECMA-376-2, 6.2.2.3); of several entries of one name the first.
  std::uint32_t find(std::string_view name) const;
  // The bytes of an entry. Throws Error; when `damage` is given, what can be read of a damaged entry is returned and
  // the damage told there.
  std::string read(std::uint32_t entry, std::string* damage = nullptr);
  // What is strange about the archive and does no harm to those who read it by name, in words.
  const std::vector<std::string>& oddities() const { return m_oddities; }

 private:
  void read_directory(const Limits& limits, std::uint64_t archive_size);
  void add_name(std::uint32_t entry);

  struct Close {
    void operator()(zip* archive) const;
  };
  std::unique_ptr<zip, Close> m_archive;
  std::vector<Entry> m_entries;
  std::unordered_map<std::string, std::uint32_t> m_by_name;  // in lower case
  std::vector<std::string> m_oddities;
  std::uint64_t m_may_inflate;
};

}  // namespace zip_archive
