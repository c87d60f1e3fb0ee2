// The sizes of metafiles of Windows: EMF, and WMF with a header that says its own.
#pragma once
#include "image_size/image_size.hpp"

// Nothing for all else.
std::optional<ImageSize> metafile_size(std::string_view bytes);
