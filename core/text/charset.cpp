#include "text/charset.hpp"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "deckle/utf8.hpp"

namespace deckle::text {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t sample_size = 64 * 1024;  // what guesses look at; no file needs more

struct Mark {
  std::string_view charset, bytes;
};

// The longer marks first: that of UTF-32LE begins with that of UTF-16LE.
constexpr Mark marks[] = {{"UTF-8", "\xEF\xBB\xBF"sv},
                          {"UTF-32LE", "\xFF\xFE\0\0"sv},
                          {"UTF-32BE", "\0\0\xFE\xFF"sv},
                          {"UTF-16LE", "\xFF\xFE"sv},
                          {"UTF-16BE", "\xFE\xFF"sv}};

uint32_t mark_length(std::string_view bytes, std::string_view charset) {
  for (const Mark& mark : marks) {
    if (mark.charset == charset && bytes.substr(0, mark.bytes.size()) == mark.bytes) {
      return static_cast<uint32_t>(mark.bytes.size());
    }
  }
  return 0;
}

// UTF-16 or UTF-32 with its byte order: Western text has its zeros in the high bytes.
std::string with_byte_order(std::string_view bytes, const std::string& name) {
  const std::size_t unit = name == "UTF-16" ? 2 : 4;
  if (mark_length(bytes, name + "BE") != 0) return name + "BE";
  if (mark_length(bytes, name + "LE") != 0) return name + "LE";
  std::size_t zeros_first = 0, zeros_last = 0;
  const std::size_t end = std::min(bytes.size(), sample_size);
  for (std::size_t at = 0; at + unit <= end; at += unit) {
    zeros_first += bytes[at] == 0 ? 1 : 0;
    zeros_last += bytes[at + unit - 1] == 0 ? 1 : 0;
  }
  return name + (zeros_first > zeros_last ? "BE" : "LE");
}

// The name of the converter that an alias stands for; empty when ICU's table does not have it. Only names in that
// table are ever opened, for others ICU would look for a file.
std::string converter_name(std::string_view alias) {
  if (alias.empty() || alias.size() >= UCNV_MAX_CONVERTER_NAME_LENGTH || alias.find('\0') != std::string_view::npos ||
      alias.find(',') != std::string_view::npos) {
    return "";
  }
  const std::string name(alias);
  UErrorCode error = U_ZERO_ERROR;
  if (ucnv_countAliases(name.c_str(), &error) == 0 || U_FAILURE(error)) return "";
  const char* found = ucnv_getAlias(name.c_str(), 0, &error);
  return U_SUCCESS(error) && found != nullptr ? found : "";
}

// UTF-8 with some mistakes: of the bytes of another charset far fewer than half are by chance valid sequences.
bool nearly_utf8(std::string_view bytes) {
  std::size_t sequences = 0, mistakes = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const utf8::Step step = utf8::decode(bytes, at);
    sequences += step.valid && step.length > 1 ? 1 : 0;
    mistakes += step.valid ? 0 : 1;
    at += step.length;
  }
  return sequences >= 2 * mistakes;
}

// The part of the bytes that tells most: where the first byte beyond ASCII stands.
std::string_view sample_of(std::string_view bytes, std::size_t first_strange) {
  const std::size_t before = std::min<std::size_t>(first_strange, 4096);
  return bytes.substr(first_strange - before, sample_size);
}

std::optional<Charset> guess(std::string_view sample) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&error), &ucsdet_close);
  ucsdet_setText(detector.get(), sample.data(), static_cast<int32_t>(sample.size()), &error);
  int32_t count = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, &error);
  if (U_FAILURE(error)) return std::nullopt;
  for (int32_t k = 0; k < count; ++k) {
    const char* name = ucsdet_getName(matches[k], &error);
    const int32_t confidence = ucsdet_getConfidence(matches[k], &error);
    if (U_FAILURE(error)) return std::nullopt;
    if (confidence <= 10 || name == "UTF-8"sv) break;  // 10 is what multi-byte charsets get for "not impossible"
    const std::string converter = converter_name(name);
    if (!converter.empty()) return Charset{converter, static_cast<uint32_t>(std::min(confidence, 99)), 0};
  }
  return std::nullopt;
}

}  // namespace

Charset declared_charset(std::string_view bytes, std::string_view name) {
  std::string converter = converter_name(name);
  if (converter == "UTF-16" || converter == "UTF-32") converter = with_byte_order(bytes, converter);
  const uint32_t mark = mark_length(bytes, converter);
  return {std::move(converter), 100, mark};
}

Charset found_charset(std::string_view bytes, std::size_t valid) {
  for (const Mark& mark : marks) {
    if (const uint32_t length = mark_length(bytes, mark.charset)) return {std::string(mark.charset), 100, length};
  }
  if (valid == bytes.size()) return {"UTF-8", 100, 0};
  if (nearly_utf8(sample_of(bytes, valid))) return {"UTF-8", 90, 0};
  std::size_t first_strange = 0;
  while (static_cast<unsigned char>(bytes[first_strange]) < 0x80) ++first_strange;
  if (std::optional<Charset> guessed = guess(sample_of(bytes, first_strange))) return *guessed;
  return {converter_name("windows-1252"), 0, 0};
}

}  // namespace deckle::text
