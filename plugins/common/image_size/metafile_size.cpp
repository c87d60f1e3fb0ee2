#include "image_size/metafile_size.hpp"

#include <cmath>

#include "image_size/bytes.hpp"

using namespace image_bytes;

namespace {

double distance(std::int32_t from, std::int32_t to) { return std::abs(static_cast<double>(to) - from); }

// [MS-EMF], 2.2.9 Header: its frame is in hundredths of a millimetre.
ImageSize emf(std::string_view bytes) {
  const auto side = [&](std::size_t at) { return static_cast<std::int32_t>(little32(bytes, at)); };
  constexpr double units_in_inch = 2540;
  return {"emf",         "image/x-emf", distance(side(24), side(32)), distance(side(28), side(36)),
          units_in_inch, units_in_inch};
}

// [MS-WMF], 2.3.2.3 META_PLACEABLE: in units of which it says how many an inch has.
ImageSize wmf(std::string_view bytes) {
  const auto side = [&](std::size_t at) { return static_cast<std::int16_t>(little16(bytes, at)); };
  const double units_in_inch = little16(bytes, 14);
  return {"wmf", "image/x-wmf", distance(side(6), side(10)), distance(side(8), side(12)), units_in_inch, units_in_inch};
}

}  // namespace

std::optional<ImageSize> metafile_size(std::string_view bytes) {
  if (begins_with(bytes, {"\1\0\0\0", 4}) && begins_with(bytes, " EMF", 40)) return emf(bytes);
  if (begins_with(bytes, "\xD7\xCD\xC6\x9A")) return wmf(bytes);
  return std::nullopt;
}
