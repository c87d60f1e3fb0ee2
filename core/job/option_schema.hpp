// JSON Schema of a component's options, made of its manifest alone.
#pragma once
#include "host/manifest.hpp"
#include "job/schema_words.hpp"

namespace deckle {

// Of the map of options. It says nothing of other JSON types, so that a null may stand for the map.
Json options_schema(const ComponentManifest& component);

}  // namespace deckle
