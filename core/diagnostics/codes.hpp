// Every diagnostic code that the host itself reports, with its documentation. Plugins declare theirs in their
// manifests.
#pragma once
#include <string_view>

#include "diagnostics/diagnostic.hpp"

namespace deckle {

struct HostCode {
  std::string_view code;
  Severity severity;
  std::string_view doc;
};

struct HostCodes {
  const HostCode* first;
  const HostCode* last;
  const HostCode* begin() const { return first; }
  const HostCode* end() const { return last; }
};
HostCodes host_codes();

}  // namespace deckle
