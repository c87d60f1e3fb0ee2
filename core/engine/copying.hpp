// Files that a run copies unchanged.
#pragma once
#include "engine/document_record.hpp"
#include "engine/recipe.hpp"

namespace deckle {

// What it depended on and made, as of a document.
Result<DocumentRecord> copy_file(const CopyTask& task, Files& files, RunFiles& run);

}  // namespace deckle
