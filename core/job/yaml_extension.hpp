// The extension deckle.yaml/1: the host's YAML reader for plugins.
#pragma once
#include <deckle/yaml.h>

namespace deckle {

const dk_yaml_reader* yaml_extension();

}  // namespace deckle
