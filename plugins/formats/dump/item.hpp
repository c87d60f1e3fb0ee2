// One node of a dump as it is written: the kind and what the other keys of its map say.
#pragma once
#include "yaml_value.hpp"

#include <deckle/content_model.hpp>

namespace dump {

struct Item {
  const dk_yaml* whole = nullptr;
  const dk_yaml* kind_at = nullptr;
  std::string_view name;        // of the kind, without the plus of a custom one
  std::uint16_t number = 0;     // of the kind; 0: custom
  std::uint16_t flags = 0;      // category, leaf and single flags
  std::uint16_t inherited = 0;  // flags of all nodes below
  std::uint16_t content = deckle::any_content;
  const dk_yaml* text = nullptr;
  const dk_yaml* children = nullptr;    // a list or null
  const dk_yaml* attributes = nullptr;  // a map, or a list of pairs
  const dk_yaml* label = nullptr;
  const dk_yaml* at = nullptr;
  const dk_yaml* continued = nullptr;
};

// Throws Mistake. Everything is checked but attributes, references, and whether the kind may stand where it does.
Item parse_item(const dk_yaml& written);

// The keys that say something about a node beside its kind; for `about:` as well. False for an unknown key.
bool parse_detail(Item& item, const dk_yaml& key, const dk_yaml& value);

}  // namespace dump
