#include "zip/zip_writer.hpp"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <new>

namespace zip_archive {

namespace {

constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint16_t stored = 0, deflated = 8;
constexpr std::uint16_t version = 20, utf8_names = 1 << 11;
constexpr std::uint16_t midnight = 0, first_day = 1 << 5 | 1;  // of 1980

void put16(std::string& to, std::uint64_t value) {
  to += static_cast<char>(value & 0xFF);
  to += static_cast<char>(value >> 8 & 0xFF);
}
void put32(std::string& to, std::uint64_t value) { put16(to, value & 0xFFFF), put16(to, value >> 16); }

std::uint32_t checksum_of(std::string_view bytes, std::uint32_t before) {
  return static_cast<std::uint32_t>(
      ::crc32_z(before, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()));
}

}  // namespace

struct Deflated::Stream {
  z_stream z{};
  Stream() {
    constexpr int raw_window = -15, memory = 8;
    if (deflateInit2(&z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, raw_window, memory, Z_DEFAULT_STRATEGY) != Z_OK)
      throw std::bad_alloc();
  }
  ~Stream() { deflateEnd(&z); }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
};

Deflated::Deflated() = default;
Deflated::Deflated(Deflated&&) noexcept = default;
Deflated& Deflated::operator=(Deflated&&) noexcept = default;
Deflated::~Deflated() = default;

void Deflated::append(std::string_view bytes) {
  m_checksum = checksum_of(bytes, m_checksum);
  m_size += bytes.size();
  run(bytes, Z_NO_FLUSH);
}

std::string_view Deflated::finish() {
  if (!m_is_finished) run({}, Z_FINISH);
  m_is_finished = true;
  m_stream.reset();
  return m_compressed;
}

// zlib counts in 32 bits, so long input goes in pieces.
void Deflated::run(std::string_view bytes, int flush) {
  constexpr std::size_t piece = 1 << 30;
  unsigned char buffer[1 << 14];
  if (!m_stream) m_stream = std::make_unique<Stream>();
  z_stream& z = m_stream->z;
  do {
    const std::string_view now = bytes.substr(0, piece);
    bytes.remove_prefix(now.size());
    z.next_in = reinterpret_cast<unsigned char*>(const_cast<char*>(now.data()));
    z.avail_in = static_cast<uInt>(now.size());
    do {
      z.next_out = buffer;
      z.avail_out = sizeof buffer;
      deflate(&z, flush);  // fails only where its arguments are wrong
      m_compressed.append(reinterpret_cast<const char*>(buffer), sizeof buffer - z.avail_out);
    } while (z.avail_out == 0);
  } while (!bytes.empty());
}

void Writer::add(std::string_view name, std::string_view bytes) {
  Deflated all;
  all.append(bytes);
  const std::string_view compressed = all.finish();
  const bool is_smaller = compressed.size() < bytes.size();
  add({std::string(name), all.checksum(), is_smaller ? deflated : stored, 0, bytes.size(), 0},
      is_smaller ? compressed : bytes);
}

void Writer::add(std::string_view name, Deflated& bytes) {
  const std::string_view compressed = bytes.finish();
  add({std::string(name), bytes.checksum(), deflated, 0, bytes.size(), 0}, compressed);
}

void Writer::add(Entry entry, std::string_view data) {
  entry.compressed = data.size();
  entry.begin = m_written;
  m_fits =
      m_fits && entry.size <= most && m_written <= most && m_entries.size() < 0xFFFF && entry.name.size() <= 0xFFFF;
  if (!m_fits) return;
  write(header(entry, false));
  write(data);
  m_entries.push_back(std::move(entry));
}

// APPNOTE.TXT 4.3.7 and 4.3.12.
std::string Writer::header(const Entry& entry, bool is_central) const {
  std::string made = is_central ? "PK\x01\x02" : "PK\x03\x04";
  if (is_central) put16(made, version);
  const bool is_ascii = std::all_of(entry.name.begin(), entry.name.end(), [](char c) { return (c & 0x80) == 0; });
  for (const std::uint16_t value :
       {version, is_ascii ? std::uint16_t{0} : utf8_names, entry.method, midnight, first_day})
    put16(made, value);
  for (const std::uint64_t value : {std::uint64_t{entry.checksum}, entry.compressed, entry.size}) put32(made, value);
  put16(made, entry.name.size());
  put16(made, 0);  // no extra fields
  if (is_central) {
    for (int i = 0; i < 3; ++i) put16(made, 0);  // no comment, the first disk, no attributes
    put32(made, 0);
    put32(made, entry.begin);
  }
  return made + entry.name;
}

// APPNOTE.TXT 4.3.16.
bool Writer::finish() {
  const std::uint64_t begin = m_written;
  for (const Entry& entry : m_entries) write(header(entry, true));
  if (m_written > most) m_fits = false;
  std::string end = "PK\x05\x06";
  put32(end, 0);  // one disk
  put16(end, m_entries.size());
  put16(end, m_entries.size());
  put32(end, m_written - begin);
  put32(end, begin);
  put16(end, 0);
  write(end);
  return m_fits;
}

void Writer::write(std::string_view bytes) {
  m_out << bytes;
  m_written += bytes.size();
}

}  // namespace zip_archive
