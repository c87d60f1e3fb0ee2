// Who makes use of which plugin: the names in a job or on the command line, each with its place.
#pragma once
#include <string>
#include <vector>

#include "job/job.hpp"

namespace deckle {

struct PluginUse {
  const PluginFile* plugin = nullptr;
  std::string component;  // "transform toc"; empty: an input that names no reader, about which every reader is asked
  Place where;            // nowhere on the command line
};

PluginUse use_of(const Component& component, const Place& where);
// All plugins with a reader: which of them a file is for depends on all of them.
void add_detection(std::vector<PluginUse>& to, const Registry& registry, const Place& where);

// In the order of the job. The registry is the one with which it was read, and has to outlive them.
std::vector<PluginUse> plugin_uses(const Job& job, const Registry& registry);

}  // namespace deckle
