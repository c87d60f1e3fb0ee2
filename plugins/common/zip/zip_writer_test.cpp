#include "zip/zip_writer.hpp"

#include <zlib.h>

#include <catch2/catch.hpp>

namespace {

std::string inflated(std::string_view compressed, std::size_t size) {
  std::string made(size + 1, '\0');
  z_stream z{};
  REQUIRE(inflateInit2(&z, -15) == Z_OK);
  z.next_in = reinterpret_cast<unsigned char*>(const_cast<char*>(compressed.data()));
  z.avail_in = static_cast<uInt>(compressed.size());
  z.next_out = reinterpret_cast<unsigned char*>(made.data());
  z.avail_out = static_cast<uInt>(made.size());
  REQUIRE(inflate(&z, Z_FINISH) == Z_STREAM_END);
  inflateEnd(&z);
  made.resize(size);
  return made;
}

// An archive in memory.
class Archive {
 public:
  Archive() {
    m_sink.size = sizeof m_sink;
    m_sink.ctx = &m_bytes;
    m_sink.write = [](void* bytes, const void* written, std::uint64_t length) noexcept -> dk_status {
      static_cast<std::string*>(bytes)->append(static_cast<const char*>(written), length);
      return DK_OK;
    };
  }
  template <class Fill>
  std::string made(Fill fill) {
    deckle::Output out(m_sink);
    zip_archive::Writer zip(out);
    fill(zip);
    m_is_whole = zip.finish();
    out.flush();
    return std::exchange(m_bytes, {});
  }
  bool is_whole() const { return m_is_whole; }

 private:
  std::string m_bytes;
  dk_sink m_sink{};
  bool m_is_whole = false;
};

}  // namespace

TEST_CASE("bytes are compressed in pieces as they are at once") {
  std::string all;
  zip_archive::Deflated pieces, whole;
  for (int i = 0; i < 50'000; ++i) {
    const std::string piece = "piece " + std::to_string(i * 7919 % 1000) + "\n";
    pieces.append(piece);
    all += piece;
  }
  whole.append(all);
  CHECK(pieces.finish() == whole.finish());
  CHECK(pieces.size() == all.size());
  CHECK(pieces.checksum() == whole.checksum());
  CHECK(inflated(pieces.finish(), all.size()) == all);
}

TEST_CASE("nothing is compressed, too") {
  zip_archive::Deflated nothing;
  CHECK(inflated(nothing.finish(), 0).empty());
  CHECK(nothing.checksum() == 0);
}

TEST_CASE("an archive is the same bytes each time, and stores what does not become smaller") {
  Archive archive;
  const auto fill = [](zip_archive::Writer& zip) {
    zip.add("a.txt", std::string(1000, 'a'));
    zip.add("\xC3\xBC.bin", "\x01\x02\x03");
  };
  const std::string made = archive.made(fill);
  CHECK(archive.is_whole());
  CHECK(made == archive.made(fill));
  CHECK(made.substr(0, 14) == std::string("PK\x03\x04\x14\0\0\0\x08\0\0\0\x21\0", 14));  // 1980-01-01, deflated
  const auto second = made.find("PK\x03\x04", 4);
  REQUIRE(second != std::string::npos);
  CHECK(made.substr(second + 6, 4) == std::string("\0\x08\0\0", 4));  // a name of UTF-8, stored
  CHECK(made.substr(made.size() - 22, 4) == "PK\x05\x06");
}

TEST_CASE("more entries than the format counts are no archive") {
  Archive archive;
  archive.made([](zip_archive::Writer& zip) {
    for (int i = 0; i < 65'536; ++i) zip.add(std::to_string(i), std::string_view());
  });
  CHECK_FALSE(archive.is_whole());
}
