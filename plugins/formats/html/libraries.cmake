find_library(gumbo_library gumbo REQUIRED)
set(libraries deckle_common_css deckle_common_slug deckle_common_tables ${gumbo_library})
