// Decoding: charsets, byte order marks, mistakes, and the map from each character back to its bytes.
#include <catch2/catch.hpp>

#include "deckle/utf8.hpp"
#include "text/fake_call.hpp"
#include "text/functions.hpp"

using namespace deckle::text;
using namespace std::string_view_literals;
namespace utf8 = deckle::utf8;

namespace {

struct Decoded {
  dk_status status = DK_OK;
  std::string text, charset;
  uint64_t replaced = 0, first_bad = 0;
  uint32_t confidence = 0;
  std::vector<dk_piece> pieces;
};

Decoded decoded(std::string_view bytes, std::string_view charset = "") {
  FakeCall call;
  const dk_decoded* out = nullptr;
  Decoded result;
  result.status =
      decode(call.get(), reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size(), as_str(charset), &out);
  if (result.status != DK_OK) return result;
  REQUIRE(out != nullptr);
  REQUIRE(out->size == sizeof(dk_decoded));
  REQUIRE(out->piece_count >= 1);
  result.text = as_string(out->text);
  result.charset = as_string(out->charset);
  result.replaced = out->replaced;
  result.first_bad = out->first_bad;
  result.confidence = out->confidence;
  result.pieces.assign(out->pieces, out->pieces + out->piece_count);
  CHECK(utf8::is_valid(result.text));
  CHECK(result.pieces[0].text == 0);
  return result;
}

struct Range {
  std::size_t begin, end;
};

// The source bytes of the character at byte `at` of the text, by the rules of text.h.
Range source_of(const Decoded& result, std::size_t at, std::size_t length, std::size_t source_size) {
  std::size_t k = 0;
  while (k + 1 < result.pieces.size() && result.pieces[k + 1].text <= at) ++k;
  const dk_piece& piece = result.pieces[k];
  const std::size_t next = k + 1 < result.pieces.size() ? result.pieces[k + 1].source : source_size;
  if (piece.scaled != 0) return {piece.source, next};
  return {piece.source + (at - piece.text), piece.source + (at - piece.text) + length};
}

std::string utf8_of(std::u32string_view points) {
  std::string text;
  for (const char32_t c : points) utf8::append(text, c);
  return text;
}

}  // namespace

TEST_CASE("valid UTF-8 is one piece") {
  const Decoded result = decoded(
      "Gr\xC3\xB6\xC3\x9F"
      "e\0 \r\n"sv);
  CHECK(result.text ==
        "Gr\xC3\xB6\xC3\x9F"
        "e\0 \r\n"sv);
  CHECK(result.charset == "UTF-8");
  CHECK(result.confidence == 100);
  CHECK(result.replaced == 0);
  REQUIRE(result.pieces.size() == 1);
  CHECK(result.pieces[0].scaled == 0);
}

TEST_CASE("nothing decodes to nothing") {
  for (const std::string_view charset : {"", "UTF-8", "windows-1252", "UTF-16", "Shift_JIS", "ISO-2022-JP"}) {
    const Decoded result = decoded("", charset);
    CHECK(result.status == DK_OK);
    CHECK(result.text.empty());
    CHECK(result.pieces.size() == 1);
  }
  const Decoded mark = decoded("\xEF\xBB\xBF");
  CHECK(mark.text.empty());
  CHECK(mark.pieces.at(0).source == 3);
}

TEST_CASE("byte order marks choose the charset and are left out") {
  CHECK(decoded("\xEF\xBB\xBF"
                "a")
            .text == "a");
  CHECK(decoded("\xEF\xBB\xBF"
                "a")
            .pieces.at(0)
            .source == 3);
  CHECK(decoded("\xFF\xFE"
                "a\0\xE4\0"sv)
            .text == "a\xC3\xA4");
  CHECK(decoded("\xFE\xFF\0a\0\xE4"sv).text == "a\xC3\xA4");
  CHECK(decoded("\xFE\xFF\0a\0\xE4"sv).charset == "UTF-16BE");
  CHECK(decoded("\xFF\xFE\0\0a\0\0\0\0\xF6\x01\0"sv).text == "a\xF0\x9F\x98\x80");
  CHECK(decoded("\0\0\xFE\xFF\0\0\0a"sv).text == "a");
  CHECK(decoded("\xEF\xBB\xBF"
                "a",
                "utf8")
            .text == "a");
  CHECK(decoded("a\xEF\xBB\xBF").text == "a\xEF\xBB\xBF");  // a mark anywhere else is text
  CHECK(decoded("\xFE\xFF\0a"sv, "UTF-16").text == "a");
  CHECK(decoded("a\0b\0"sv, "UTF-16").text == "ab");
  CHECK(decoded("\0a\0b"sv, "UTF-16").text == "ab");
}

TEST_CASE("declared charsets and their aliases") {
  struct Sample {
    std::string_view charset, bytes, text, name;
  };
  const Sample samples[] = {
      {"windows-1252", "\x80uro \x93x\x94", "\u20ACuro \u201Cx\u201D", "windows-1252"},
      {"cp1252", "\xE4", "\u00E4", "windows-1252"},
      {"latin1", "\xE4", "\u00E4", "ISO-8859-1"},
      {"KOI8-R", "\xF0\xD2\xC9\xD7\xC5\xD4", "\u041F\u0440\u0438\u0432\u0435\u0442", "KOI8-R"},
      {"Shift_JIS", "\x93\xFA\x96\x7B\x8C\xEA", "\u65E5\u672C\u8A9E", "Shift_JIS"},
      {"GB18030", "\xC4\xE3\x81\x30\x84\x36\x90\x30\x81\x30", "\u4F60\u00A5\U00010000", "GB18030"},
      {"Big5", "\xA4\xA4\xA4\xE5", "\u4E2D\u6587", "Big5"},
      {"EUC-KR", "\xC7\xD1", "\uD55C", "EUC-KR"},
      {"ISO-2022-JP", "a\x1B$BF|K\\\x1B(Bb",
       "a\u65E5\u672C"
       "b",
       "ISO-2022-JP"},
      {"UTF-16LE", "\x3D\xD8\x00\xDE"sv, "\U0001F600", "UTF-16LE"},
      {"utf-16be", "\xD8\x3D\xDE\x00"sv, "\U0001F600", "UTF-16BE"},
  };
  for (const Sample& sample : samples) {
    CAPTURE(sample.charset);
    const Decoded result = decoded(sample.bytes, sample.charset);
    CHECK(result.status == DK_OK);
    CHECK(result.text == sample.text);
    CHECK(result.charset == sample.name);
    CHECK(result.confidence == 100);
    CHECK(result.replaced == 0);
  }
}

TEST_CASE("names that nobody knows are refused") {
  for (const std::string_view name : {"klingon"sv, " "sv, "../../etc/passwd"sv, "UTF-8\0x"sv, "a,version=1"sv, ","sv}) {
    CAPTURE(name);
    CHECK(decoded("a", name).status == DK_E_CONFIG);
  }
  CHECK(decoded("a", std::string(100000, 'x')).status == DK_E_CONFIG);
}

TEST_CASE("mistakes become U+FFFD, are counted, and the first has its place") {
  const Decoded result = decoded("ab\xF0\x9F\x98 c\xC0\xAF", "UTF-8");
  CHECK(result.text == "ab\uFFFD c\uFFFD\uFFFD");
  CHECK(result.replaced == 3);
  CHECK(result.first_bad == 2);
  const Range bad = source_of(result, 2, 3, 9);
  CHECK(bad.begin == 2);
  CHECK(bad.end == 5);

  CHECK(decoded("\x93\xFA\x93", "Shift_JIS").text == "\u65E5\uFFFD");  // the text ends inside a character
  CHECK(decoded("\x93\xFA\x93", "Shift_JIS").first_bad == 2);
  CHECK(decoded("a\0b"sv, "UTF-16LE").text == "a\uFFFD");
  CHECK(decoded("\x3D\xD8"
                "a\0"sv,
                "UTF-16LE")
            .text ==
        "\uFFFD"
        "a");
  CHECK(decoded("\x3D\xD8"
                "a\0"sv,
                "UTF-16LE")
            .replaced == 1);
  CHECK(decoded("\xFD\xFF"sv, "UTF-16LE").replaced == 0);  // U+FFFD that stands in the source is no mistake
  CHECK(decoded("abc\xA1", "ISO-8859-3").replaced == 0);
  CHECK(decoded("abc\xA5", "ISO-8859-3").first_bad == 3);
}

TEST_CASE("several characters from one sequence share its bytes") {
  const Decoded result = decoded("\x44\x86\xEC\xB5\x44\x86", "ibm-16684");
  REQUIRE(result.text == "\u304B\u304B\u309A\u304B");
  for (const std::size_t at : {3u, 6u}) {
    CHECK(source_of(result, at, 3, 6).begin == 2);
    CHECK(source_of(result, at, 3, 6).end == 4);
  }
  CHECK(source_of(result, 9, 3, 6).begin == 4);
}

TEST_CASE("places of mistakes hold beyond the size of a chunk") {
  for (std::size_t before = 2040; before < 2056; ++before) {
    const std::string bytes = std::string(before, 'x') + "\x93\xFA\xFF" + std::string(3000, 'y') + "\xFF";
    const Decoded result = decoded(bytes, "Shift_JIS");
    CAPTURE(before);
    CHECK(result.replaced == 2);
    CHECK(result.first_bad == before + 2);
    CHECK(source_of(result, before, 3, bytes.size()).begin == before);
    CHECK(source_of(result, before, 3, bytes.size()).end == before + 2);
  }
}

TEST_CASE("what is not UTF-8 is guessed") {
  const Decoded german = decoded(
      "Die Stra\xDF"
      "e ist f\xFCr Fu\xDFg\xE4nger gesperrt, weil dort ein neues Geb\xE4ude entsteht.");
  CHECK(german.text ==
        "Die Stra\u00DFe ist f\u00FCr Fu\u00DFg\u00E4nger gesperrt, weil dort ein neues Geb\u00E4ude entsteht.");
  CHECK(german.confidence < 100);
  CHECK(decoded("caf\xE9").text == "caf\u00E9");
  std::string russian;
  for (int k = 0; k < 20; ++k)
    russian +=
        "\xFA\xC4\xC5\xD3\xD8 \xCE\xC1\xD0\xC9\xD3\xC1\xCE\xCF \xD0\xCF-"
        "\xD2\xD5\xD3\xD3\xCB\xC9, \xC9 \xDC\xD4\xCF \xD4\xC5\xCB\xD3\xD4. ";
  CHECK(decoded(russian).charset == "KOI8-R");
  std::string japanese;
  for (int k = 0; k < 20; ++k)
    japanese += "\x82\xB1\x82\xEA\x82\xCD\x93\xFA\x96\x7B\x8C\xEA\x82\xCC\x95\xB6\x8F\xCD\x82\xC5\x82\xB7\x81\x42";
  CHECK(decoded(japanese).charset == "Shift_JIS");
  CHECK(decoded(std::string(100000, 'x') + japanese).charset == "Shift_JIS");  // far behind the begin
}

TEST_CASE("UTF-8 with a few mistakes stays UTF-8") {
  const Decoded result = decoded("\u00E4\u00F6\u00FC\u00DF und so weiter \xFF, ja");
  CHECK(result.charset == "UTF-8");
  CHECK(result.replaced == 1);
  CHECK(result.confidence == 90);
}

TEST_CASE("running out of scratch memory is a status") {
  for (int allocations = 0; allocations < 4; ++allocations) {
    FakeCall call;
    call.allocations_left = allocations;
    const dk_decoded* out = nullptr;
    const std::string_view bytes = "\xE4 \xF6";
    const dk_status status =
        decode(call.get(), reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size(), as_str("windows-1252"), &out);
    CHECK(status == (allocations < 4 ? DK_E_NOMEM : DK_OK));
    CHECK(out == nullptr);
  }
}

TEST_CASE("random bytes in any charset give valid text and a map in order") {
  uint32_t seed = 7;
  const auto random = [&] { return (seed = seed * 1664525u + 1013904223u) >> 8; };
  const char* charsets[] = {"",
                            "UTF-8",
                            "UTF-16",
                            "UTF-32",
                            "Shift_JIS",
                            "GB18030",
                            "Big5",
                            "EUC-JP",
                            "ISO-2022-JP",
                            "ISO-2022-KR",
                            "HZ",
                            "UTF-7",
                            "IBM037",
                            "EUC-KR",
                            "KOI8-R",
                            "SCSU",
                            "BOCU-1",
                            "CESU-8",
                            "ISO-2022-CN",
                            "Big5-HKSCS",
                            "EUC-TW",
                            "macintosh",
                            "ibm-930",
                            "IMAP-mailbox-name",
                            "LMBCS",
                            "ISCII,version=0",
                            "x-iscii-de"};
  for (const char* charset : charsets) {
    CAPTURE(charset);
    for (int round = 0; round < 60; ++round) {
      std::string bytes;
      const std::size_t length = random() % (round < 50 ? 40 : 9000);
      for (std::size_t k = 0; k < length; ++k) {
        bytes.push_back(static_cast<char>(round % 2 == 0 ? random() : random() % 4 == 0 ? random() : random() % 128));
      }
      const Decoded result = decoded(bytes, charset);
      if (result.status != DK_OK) continue;
      std::size_t out_of_order = 0;
      for (std::size_t k = 1; k < result.pieces.size(); ++k) {
        if (result.pieces[k].text <= result.pieces[k - 1].text) ++out_of_order;
        if (result.pieces[k].source < result.pieces[k - 1].source) ++out_of_order;
        if (result.pieces[k].source > bytes.size()) ++out_of_order;
      }
      CHECK(out_of_order == 0);
      CHECK((result.replaced == 0 || result.first_bad < bytes.size()));
    }
  }
}

// Text is encoded one character at a time, so that the bytes of each are known; the map must lead to exactly them.
TEST_CASE("the map of each character leads to its bytes") {
  struct Encoding {
    const char* charset;
    std::vector<std::pair<char32_t, std::string>> characters;
  };
  const std::vector<Encoding> encodings = {
      {"windows-1252", {{U'a', "a"}, {U'\n', "\n"}, {0x20AC, "\x80"}, {0xE9, "\xE9"}}},
      {"KOI8-R", {{U'z', "z"}, {0x41F, "\xF0"}, {0x2500, "\x80"}, {0, std::string(1, '\0')}}},
      {"Shift_JIS", {{U'a', "a"}, {0x65E5, "\x93\xFA"}, {0xFF71, "\xB1"}, {0x8868, "\x95\x5C"}}},
      {"GB18030", {{U'a', "a"}, {0x4F60, "\xC4\xE3"}, {0xA5, "\x81\x30\x84\x36"}, {0x10000, "\x90\x30\x81\x30"}}},
      {"EUC-JP", {{U'b', "b"}, {0x65E5, "\xC6\xFC"}, {0xFF71, "\x8E\xB1"}}},
      {"UTF-16LE", {{U'a', {"a\0", 2}}, {0x6100, {"\0\x61", 2}}, {0x1F600, {"\x3D\xD8\x00\xDE", 4}}}},
      {"UTF-16BE", {{U'a', {"\0a", 2}}, {0xE4, {"\0\xE4", 2}}, {0x1F600, {"\xD8\x3D\xDE\x00", 4}}}},
      {"UTF-32LE", {{U'a', {"a\0\0\0", 4}}, {0x1F600, {"\0\xF6\x01\0", 4}}}},
      {"UTF-8", {{U'a', "a"}, {0xE4, "\xC3\xA4"}, {0x1F600, "\xF0\x9F\x98\x80"}}},
  };
  uint32_t seed = 99;
  for (const Encoding& encoding : encodings) {
    CAPTURE(encoding.charset);
    for (const std::size_t length : {1u, 2u, 7u, 300u, 5000u}) {
      std::string bytes;
      std::u32string points;
      std::vector<Range> ranges;
      for (std::size_t k = 0; k < length; ++k) {
        seed = seed * 1664525u + 1013904223u;
        const auto& [point, sequence] = encoding.characters[(seed >> 12) % encoding.characters.size()];
        points.push_back(point);
        ranges.push_back({bytes.size(), bytes.size() + sequence.size()});
        bytes += sequence;
      }
      const Decoded result = decoded(bytes, encoding.charset);
      REQUIRE(result.text == utf8_of(points));
      std::size_t at = 0, wrong = 0, piece = 0;
      for (std::size_t k = 0; k < length; ++k) {
        const std::size_t begin = at;
        utf8::next(result.text, at);
        while (piece + 1 < result.pieces.size() && result.pieces[piece + 1].text <= begin) ++piece;
        Decoded here;  // only the pieces that matter, so that this test stays linear
        here.pieces.assign(
            result.pieces.begin() + static_cast<std::ptrdiff_t>(piece),
            result.pieces.begin() + static_cast<std::ptrdiff_t>(std::min(piece + 2, result.pieces.size())));
        const Range found = source_of(here, begin, at - begin, bytes.size());
        if (found.begin != ranges[k].begin || found.end != ranges[k].end) ++wrong;
      }
      CHECK(wrong == 0);
    }
  }
}
