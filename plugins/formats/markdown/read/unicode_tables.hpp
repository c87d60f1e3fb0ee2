// What the reader knows of characters beyond ASCII: see unicode.hpp.
#pragma once
#include <cstddef>
#include <cstdint>

namespace markdown {

struct CodeRange {
  std::uint32_t first, last;
};
// first, first + step, ... last fold to themselves plus `added`.
struct FoldRange {
  std::uint32_t first, last, step;
  std::int32_t added;
};
// Folds to several code points; 0 for none.
struct LongFold {
  std::uint32_t from, to[3];
};

extern const CodeRange punctuation_ranges[], space_ranges[], wide_ranges[], no_width_ranges[];
extern const FoldRange fold_ranges[];
extern const LongFold long_folds[];
extern const std::size_t punctuation_ranges_count, space_ranges_count, wide_ranges_count, no_width_ranges_count,
    fold_ranges_count, long_folds_count;

}  // namespace markdown
