// A component as a host of a later release calls it: every table that it is given is longer and has flags set that
// nobody knows yet, and so are the records of documents.
#pragma once
#include "host/loaded_plugin.hpp"

namespace deckle::checking {

// One component at a time: the functions of the border have no room for whose they are. What it is made for has to
// outlive the use of what it gives.
LoadedComponent called_by_newer_host(const LoadedComponent& component);

}  // namespace deckle::checking
