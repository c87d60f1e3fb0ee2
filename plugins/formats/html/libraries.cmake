find_library(GUMBO_STATIC libgumbo.a REQUIRED)
set(libraries deckle_common_css deckle_common_slug deckle_common_tables ${GUMBO_STATIC})
