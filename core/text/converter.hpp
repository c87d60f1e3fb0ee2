// One of ICU's converters, with what the extension needs of it: its public name, a table for single-byte charsets, and
// a run over bytes that writes a transcript.
#pragma once
#include <unicode/ucnv.h>

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include "text/transcript.hpp"

namespace deckle::text {

class Converter {
 public:
  explicit Converter(const std::string& name);
  bool is_open() const { return m_converter != nullptr; }

  // The name that IANA prefers, or ICU's own where IANA has none.
  std::string_view public_name() const;

  // A charset in which each byte is one character: the table of them. U+FFFD: the byte has no meaning.
  using Table = std::array<char32_t, 256>;
  bool single_byte_table(Table& table) const;

  // Decodes bytes from `begin` on. False: ICU failed.
  bool run(std::string_view bytes, std::size_t begin, Transcript& out) const;

 private:
  struct Close {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
  };
  std::unique_ptr<UConverter, Close> m_converter;
};

}  // namespace deckle::text
