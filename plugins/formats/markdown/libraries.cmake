# libcmark-gfm parses; its extensions add tables, task lists, strikethrough and bare links.
find_library(CMARK_GFM cmark-gfm REQUIRED)
find_library(CMARK_GFM_EXTENSIONS cmark-gfm-extensions REQUIRED)
set(libraries ${CMARK_GFM} ${CMARK_GFM_EXTENSIONS})
