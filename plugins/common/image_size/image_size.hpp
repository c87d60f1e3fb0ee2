// What the bytes of an image say about it: which format it is, how large, at how many dots per inch. Only its beginning
// is looked at; nothing is decoded, and a size that lies is told as it stands.
#pragma once
#include <optional>
#include <string_view>

struct ImageSize {
  std::string_view suffix, media_type;  // "png", "image/png"
  // In pixels; of SVG in CSS pixels, 96 to the inch; of metafiles in units of their own. 0: not said.
  double width = 0, height = 0;
  double dpi_x = 0, dpi_y = 0;  // 0: not said
};

// PNG, JPEG, GIF, WebP, BMP, TIFF, EMF, WMF and SVG; nothing for all else.
std::optional<ImageSize> image_size(std::string_view bytes);
