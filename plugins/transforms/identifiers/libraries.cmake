set(libraries deckle_common_slug)
