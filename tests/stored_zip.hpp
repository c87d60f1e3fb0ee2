// A zip archive in memory, byte by byte, so that a test can say what is wrong with it.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stored_zip {

inline std::string number(std::uint64_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i));
  return out;
}

inline std::uint32_t crc_of(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int i = 0; i < 8; ++i) crc = (crc >> 1) ^ (0xEDB88320u & (0u - (crc & 1u)));
  }
  return ~crc;
}

struct Stored {
  std::string name, content;
  std::uint64_t flags = 0, claimed_crc = 0;
};

// An archive of entries that are stored as they are (APPNOTE 4.3.6); `overlapping`: every entry is the first one.
inline std::string archive_of(const std::vector<Stored>& entries, bool overlapping = false) {
  std::string out, directory;
  for (const Stored& entry : entries) {
    const std::size_t offset = overlapping ? 0 : out.size();
    const std::uint64_t crc = entry.claimed_crc != 0 ? entry.claimed_crc : crc_of(entry.content);
    const std::string shared = number(20, 2) + number(entry.flags, 2) + number(0, 2) + number(0, 4) + number(crc, 4) +
                               number(entry.content.size(), 4) + number(entry.content.size(), 4) +
                               number(entry.name.size(), 2) + number(0, 2);
    if (!overlapping || out.empty()) out += "PK\3\4" + shared + entry.name + entry.content;
    directory += "PK\1\2" + number(20, 2) + shared + number(0, 2) + number(0, 2) + number(0, 2) + number(0, 4) +
                 number(offset, 4) + entry.name;
  }
  const std::size_t begin = out.size();
  return out + directory + "PK\5\6" + number(0, 4) + number(entries.size(), 2) + number(entries.size(), 2) +
         number(directory.size(), 4) + number(begin, 4) + number(0, 2);
}

}  // namespace stored_zip
