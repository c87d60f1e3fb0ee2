// The size of an SVG picture in CSS pixels.
#pragma once
#include "image_size/image_size.hpp"

std::optional<ImageSize> svg_size(std::string_view text);
