// Outputs on the real file system: staged beside their name, or written straight to a stream.
#pragma once
#include <memory>
#include <string>

#include "diagnostics/result.hpp"
#include "io/files.hpp"

namespace deckle {

// `.deckle-*` beside the target; a target that is a symbolic link keeps the link and gets new bytes where it leads.
Result<std::unique_ptr<StagedOutput>> stage_path(const std::string& path, const Staging& how);
// Bytes are kept until commit(), so that a failed document prints nothing.
std::unique_ptr<StagedOutput> stream_output(int descriptor, const std::string& name);

}  // namespace deckle
