#include "diagnostics/codes.hpp"
namespace deckle { HostCodes host_codes() { return {nullptr,nullptr}; } }
