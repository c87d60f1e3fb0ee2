// What is said when a document asks for what it may not reach or what is not there. Warnings: whether the document can
// do without is for others to say.
#pragma once
#include <string_view>

#include "diagnostics/diagnostic.hpp"
#include "pipeline/address.hpp"

namespace deckle {

// Of a kind of address that is never followed: absolute, file or remote.
Diagnostic refusal(AddressKind kind, std::string_view address);

// The reasons of the file system in the words of a document.
Diagnostic unreachable(const Diagnostic& reason, std::string_view address);

// A link, relative, that leads to nothing.
Diagnostic missing_link(const Diagnostic& reason, std::string_view address);

}  // namespace deckle
