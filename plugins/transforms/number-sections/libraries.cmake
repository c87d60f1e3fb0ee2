set(libraries deckle_common_sections)
