// Writing a ZIP archive (PKWARE's APPNOTE.TXT 6.3) of which every byte follows from what is put in: entries stand in
// the order of their adding, all with the first moment that the format knows as their time.
//
// It stands on zlib alone: libzip turns times into the local zone's, for which it would have to open files.
#pragma once
#include <deckle/output.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace zip_archive {

// The bytes of one entry, compressed as they come (RFC 1951).
class Deflated {
 public:
  Deflated();
  Deflated(Deflated&&) noexcept;
  Deflated& operator=(Deflated&&) noexcept;
  ~Deflated();

  void append(std::string_view bytes);
  // No more bytes come. What was compressed stays until the end of this.
  std::string_view finish();

  std::uint32_t checksum() const { return m_checksum; }  // CRC-32 of the bytes as they were
  std::uint64_t size() const { return m_size; }          // and their number

 private:
  struct Stream;
  void run(std::string_view bytes, int flush);

  std::unique_ptr<Stream> m_stream;  // null before the first byte and when finished
  std::string m_compressed;
  bool m_is_finished = false;
  std::uint32_t m_checksum = 0;
  std::uint64_t m_size = 0;
};

class Writer {
 public:
  explicit Writer(deckle::Output& out) : m_out(out) {}

  // `name`: of UTF-8, relative, with slashes. Bytes that are not smaller when compressed are stored.
  void add(std::string_view name, std::string_view bytes);
  void add(std::string_view name, Deflated& bytes);
  // The directory. False, and no archive, if there is more than the format holds without Zip64: 65,535 entries, 4 GiB.
  [[nodiscard]] bool finish();

 private:
  struct Entry {
    std::string name;
    std::uint32_t checksum;
    std::uint16_t method;
    std::uint64_t compressed, size, begin;
  };
  void add(Entry entry, std::string_view data);
  std::string header(const Entry& entry, bool is_central) const;
  void write(std::string_view bytes);

  deckle::Output& m_out;
  std::vector<Entry> m_entries;
  std::uint64_t m_written = 0;
  bool m_fits = true;
};

}  // namespace zip_archive
