// A text made by a command, written where the command line says.
#pragma once
#include <string>

#include "cli/session.hpp"
#include "io/files.hpp"

namespace deckle {

// `to`: a file, whose folders are created, or "-" for standard output.
Result<std::unique_ptr<StagedOutput>> open_output(Files& files, const std::string& to);

// `to`: a file, whose folders are created, or "-" for standard output. Gives the exit code; a failure has been told.
int write_text(Session& session, const std::string& to, const std::string& text);

}  // namespace deckle
