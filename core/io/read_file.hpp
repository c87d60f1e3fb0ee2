// Reading a file of the real file system whole.
#pragma once
#include <string>

#include "diagnostics/result.hpp"
#include "io/bytes.hpp"
#include "io/descriptor.hpp"

namespace deckle {

Result<FileBytes> read_path(const std::string& path);
// A file that is open already; `name` is for messages. Unless it `stays_open`, it cannot be passed on, nor be asked
// later whether it was left alone, and a process may read as many as it likes.
Result<FileBytes> read_open_file(Descriptor file, const std::string& name, bool stays_open = true);
Result<void> look_at_path_beneath(const std::string& folder, const std::string& relative);
Result<FileBytes> read_path_beneath(const std::string& folder, const std::string& relative);
// To the end of a pipe, terminal or file that is open already.
Result<FileBytes> read_stream(int descriptor, const std::string& name);

}  // namespace deckle
