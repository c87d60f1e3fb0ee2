#include "image_size/image_size.hpp"

#include <algorithm>
#include <cmath>

#include "image_size/bytes.hpp"
#include "image_size/metafile_size.hpp"
#include "image_size/svg_size.hpp"

using namespace image_bytes;

namespace {

constexpr double inches_in_metre = 1 / 0.0254;

// PNG (W3C), 11.2.2 IHDR and 11.3.4.3 pHYs, which stands before the first IDAT.
ImageSize png(std::string_view bytes) {
  ImageSize size{"png", "image/png", static_cast<double>(big32(bytes, 16)), static_cast<double>(big32(bytes, 20))};
  for (std::size_t at = 8; at + 12 <= bytes.size();) {
    const std::string_view type = bytes.substr(at + 4, 4);
    if (type == "IDAT") break;
    constexpr unsigned char metre = 1;
    if (type == "pHYs" && number(bytes, at + 16, 1, true) == metre) {
      size.dpi_x = std::round(big32(bytes, at + 8) / inches_in_metre);
      size.dpi_y = std::round(big32(bytes, at + 12) / inches_in_metre);
    }
    at += std::size_t{12} + big32(bytes, at);
  }
  return size;
}

// TIFF 6.0, section 2: the first directory, its numbers of types SHORT, LONG and RATIONAL.
class TiffDirectory {
 public:
  explicit TiffDirectory(std::string_view bytes) : m_bytes(bytes), m_is_big(begins_with(bytes, "MM")) {
    m_at = value(4, 4);
    m_count = value(m_at, 2);
  }
  double field(std::uint32_t tag) const {
    for (std::uint32_t i = 0; i < m_count; ++i) {
      const std::size_t entry = m_at + 2 + std::size_t{12} * i;
      if (entry >= m_bytes.size()) return 0;
      if (value(entry, 2) != tag) continue;
      switch (value(entry + 2, 2)) {
        case 3: return value(entry + 8, 2);
        case 4: return value(entry + 8, 4);
        case 5: {
          const std::size_t at = value(entry + 8, 4);
          const double below = value(at + 4, 4);
          return below > 0 ? value(at, 4) / below : 0;
        }
        default: return 0;
      }
    }
    return 0;
  }
  void set_dpi(ImageSize& size) const {
    constexpr int centimetre = 3;
    const double scale = field(296) == centimetre ? 2.54 : 1;  // ResolutionUnit
    size.dpi_x = field(282) * scale;
    size.dpi_y = field(283) * scale;
  }

 private:
  std::uint32_t value(std::size_t at, std::size_t length) const { return number(m_bytes, at, length, m_is_big); }
  std::string_view m_bytes;
  bool m_is_big;
  std::size_t m_at = 0;
  std::uint32_t m_count = 0;
};

ImageSize tiff(std::string_view bytes) {
  const TiffDirectory directory(bytes);
  ImageSize size{"tiff", "image/tiff", directory.field(256), directory.field(257)};
  directory.set_dpi(size);
  return size;
}

bool is_frame(unsigned marker) {  // SOF0 to SOF15 without DHT, JPG and DAC
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

// JPEG (ITU-T T.81), annex B: segments up to the frame; JFIF has the density, else Exif.
ImageSize jpeg(std::string_view bytes) {
  ImageSize size{"jpg", "image/jpeg"};
  for (std::size_t at = 2; at + 4 <= bytes.size() && bytes[at] == '\xFF';) {
    const unsigned marker = static_cast<unsigned char>(bytes[at + 1]);
    if (marker == 0xFF) {
      ++at;  // fill bytes
      continue;
    }
    if (is_frame(marker)) {
      size.height = big16(bytes, at + 5), size.width = big16(bytes, at + 7);
      break;
    }
    if (marker == 0xE0 && begins_with(bytes, "JFIF", at + 4)) {
      const auto unit = number(bytes, at + 11, 1, true);
      const double scale = unit == 1 ? 1 : unit == 2 ? 2.54 : 0;
      size.dpi_x = big16(bytes, at + 12) * scale, size.dpi_y = big16(bytes, at + 14) * scale;
    }
    if (marker == 0xE1 && begins_with(bytes, "Exif", at + 4) && size.dpi_x <= 0)
      TiffDirectory(bytes.substr(std::min(at + 10, bytes.size()))).set_dpi(size);
    at += std::size_t{2} + std::max<std::uint32_t>(big16(bytes, at + 2), 2);
  }
  return size;
}

// RFC 9649, section 2.5 to 2.7.
ImageSize webp(std::string_view bytes) {
  ImageSize size{"webp", "image/webp"};
  if (begins_with(bytes, "VP8X", 12)) {
    size.width = little24(bytes, 24) + 1, size.height = little24(bytes, 27) + 1;
  } else if (begins_with(bytes, "VP8L", 12)) {
    const std::uint32_t both = little32(bytes, 21);
    size.width = (both & 0x3FFF) + 1, size.height = (both >> 14 & 0x3FFF) + 1;
  } else if (begins_with(bytes, "VP8 ", 12)) {
    size.width = little16(bytes, 26) & 0x3FFF, size.height = little16(bytes, 28) & 0x3FFF;
  }
  return size;
}

// The header of Windows: a height below zero means that the first line is the topmost.
ImageSize bmp(std::string_view bytes) {
  ImageSize size{"bmp", "image/bmp"};
  const auto height = static_cast<std::int32_t>(little32(bytes, 22));
  size.width = little32(bytes, 18), size.height = std::abs(static_cast<double>(height));
  size.dpi_x = std::round(little32(bytes, 38) / inches_in_metre);
  size.dpi_y = std::round(little32(bytes, 42) / inches_in_metre);
  return size;
}

}  // namespace

std::optional<ImageSize> image_size(std::string_view bytes) {
  if (begins_with(bytes, "\x89PNG\r\n\x1A\n")) return png(bytes);
  if (begins_with(bytes, "\xFF\xD8\xFF")) return jpeg(bytes);
  if (begins_with(bytes, "GIF87a") || begins_with(bytes, "GIF89a"))
    return ImageSize{"gif", "image/gif", static_cast<double>(little16(bytes, 6)),
                     static_cast<double>(little16(bytes, 8))};
  if (begins_with(bytes, "RIFF") && begins_with(bytes, "WEBP", 8)) return webp(bytes);
  if (begins_with(bytes, "BM") && bytes.size() >= 26) return bmp(bytes);
  if (begins_with(bytes, {"II*\0", 4}) || begins_with(bytes, {"MM\0*", 4})) return tiff(bytes);
  if (const auto metafile = metafile_size(bytes)) return metafile;
  return svg_size(bytes);
}
