// What parts of a document are to one another (ECMA-376, part 1, clause 11.3 and 15.2).
#pragma once
#include <string>
#include <string_view>

namespace relationship {

#define DK_OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
inline constexpr std::string_view document = DK_OFFICE "officeDocument", styles = DK_OFFICE "styles",
                                  numbering = DK_OFFICE "numbering", settings = DK_OFFICE "settings",
                                  theme = DK_OFFICE "theme", footer = DK_OFFICE "footer", header = DK_OFFICE "header",
                                  footnotes = DK_OFFICE "footnotes", comments = DK_OFFICE "comments",
                                  hyperlink = DK_OFFICE "hyperlink", image = DK_OFFICE "image",
                                  extended_properties = DK_OFFICE "extended-properties",
                                  custom_properties = DK_OFFICE "custom-properties";
#undef DK_OFFICE
inline constexpr std::string_view core_properties =
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";

}  // namespace relationship
