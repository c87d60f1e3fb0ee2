// What parts are, and what they are to one another (ECMA-376, part 1, clause 11.3 and 15.2).
#pragma once
#include <string>
#include <string_view>

namespace relationship {

#define DK_OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
inline constexpr std::string_view document = DK_OFFICE "officeDocument", styles = DK_OFFICE "styles",
                                  numbering = DK_OFFICE "numbering", settings = DK_OFFICE "settings",
                                  theme = DK_OFFICE "theme", fonts = DK_OFFICE "fontTable", footer = DK_OFFICE "footer",
                                  header = DK_OFFICE "header", footnotes = DK_OFFICE "footnotes",
                                  comments = DK_OFFICE "comments", hyperlink = DK_OFFICE "hyperlink",
                                  image = DK_OFFICE "image", extended_properties = DK_OFFICE "extended-properties",
                                  custom_properties = DK_OFFICE "custom-properties";
#undef DK_OFFICE
inline constexpr std::string_view core_properties =
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";

}  // namespace relationship

namespace content_type {

#define DK_WORD "application/vnd.openxmlformats-officedocument.wordprocessingml."
inline constexpr std::string_view document = DK_WORD "document.main+xml", styles = DK_WORD "styles+xml",
                                  settings = DK_WORD "settings+xml", numbering = DK_WORD "numbering+xml",
                                  footnotes = DK_WORD "footnotes+xml", comments = DK_WORD "comments+xml",
                                  header = DK_WORD "header+xml", footer = DK_WORD "footer+xml",
                                  fonts = DK_WORD "fontTable+xml",
                                  theme = "application/vnd.openxmlformats-officedocument.theme+xml",
                                  core_properties = "application/vnd.openxmlformats-package.core-properties+xml",
                                  custom_properties =
                                      "application/vnd.openxmlformats-officedocument.custom-properties+xml";
#undef DK_WORD

}  // namespace content_type
