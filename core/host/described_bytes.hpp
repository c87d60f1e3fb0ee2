// What was learnt of a library as bytes: for the pipe from the child that learnt it, and for the cache. Every start
// reads them, so there is nothing in them to parse.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "host/describe_child.hpp"

namespace deckle {

std::string to_bytes(const Result<Described>& described);
// Nothing, when they do not have the form that to_bytes() gives, or the manifest in them breaks a rule of
// check_manifest().
std::optional<Result<Described>> described_from_bytes(std::string_view bytes);

}  // namespace deckle
