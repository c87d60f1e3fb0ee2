set(libraries deckle_common_tables)
