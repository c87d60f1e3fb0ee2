// The inlines of a block as one text with the marks of lines.hpp.
#pragma once
#include "session.hpp"

std::string inline_text(const deckle::Node& block, Session& session);

// Superscript or subscript by characters that Unicode has for it; ^(x) or _(x) where it has none.
std::string raised(std::string_view text, bool superscript);
