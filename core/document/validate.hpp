// Is this a document? Nothing from a plugin, a file or another process is read before these checks; after them every
// read through dk_doc stays in bounds and every string is UTF-8. All problems have the code "document.invalid".
#pragma once
#include <deckle/document.h>

#include "diagnostics/result.hpp"
#include "document/tables.hpp"

namespace deckle {

// Header and section table of `size` bytes at an 8-byte aligned address.
Result<void> check_layout(const std::uint8_t* base, std::uint64_t size);

// The views of a block whose layout is sound.
dk_doc views_of(const std::uint8_t* base, std::uint64_t size);

// The content, in one linear pass: tree, categories, kind table, attributes, text, spans, sources, resources.
Result<void> check_document(const dk_doc& doc);

// Copies of the sections that this program does not know.
std::vector<CarriedSection> carried_sections(const dk_doc& doc);

}  // namespace deckle
