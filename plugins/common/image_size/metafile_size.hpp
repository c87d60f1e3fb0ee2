#pragma once
#include "image_size/image_size.hpp"

// Metafiles of Windows: EMF, and WMF with a header that says how large it is. Nothing for all else.
std::optional<ImageSize> metafile_size(std::string_view bytes);
