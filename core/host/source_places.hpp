// From byte spans to what people read: file, line, column, the line itself.
//
// A source's lines are found when its first place is asked for, in one pass that also counts characters at every 32
// KiB: a place then costs the same in a file of one enormous line as in any other.
#pragma once
#include <deckle/document.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/diagnostic.hpp"

namespace deckle {

class LineIndex {
 public:
  explicit LineIndex(std::string_view bytes);
  // `file` is left empty. Offsets beyond the end count as the end.
  Place place(std::uint64_t begin, std::uint64_t end) const;

 private:
  std::uint64_t characters_before(std::uint64_t offset) const;

  std::string_view m_bytes;
  std::vector<std::uint64_t> m_lines;        // where each line begins
  std::vector<std::uint64_t> m_checkpoints;  // characters before each multiple of the step
};

// The sources of one document. Bytes must outlive it.
class SourcePlaces {
 public:
  void add(std::uint32_t id, std::string name, std::string_view bytes);
  // A span of a source that was added; or of one that `document` (may be null) lists, a part of a container for
  // example: then without a line. No file when nobody knows the source.
  Place place(const dk_span& span, const dk_doc* document) const;
  void clear() { m_sources.clear(); }

 private:
  struct Source {
    std::string name;
    std::string_view bytes;
    mutable std::vector<LineIndex> index;  // none or one
  };
  std::map<std::uint32_t, Source> m_sources;
};

}  // namespace deckle
