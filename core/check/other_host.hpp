// A component as hosts of other releases call it.
#pragma once
#include "host/loaded_plugin.hpp"

namespace deckle::checking {

enum class Release {
  later,    // every table is longer and has flags set that nobody knows yet, and so are the records of documents
  first,    // every table ends where it ended in the first release, and memory that may not be read begins there
  without,  // the first, in a build that offers no extension
};

// One component at a time: the functions of the border have no room for whose they are. What it is made for has to
// outlive the use of what it gives.
LoadedComponent called_by_host_of(Release release, const LoadedComponent& component);

}  // namespace deckle::checking
