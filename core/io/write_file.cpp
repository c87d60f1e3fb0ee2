#include "io/write_file.hpp"

namespace deckle {

Result<void> write_staged(StagedOutput& output, std::string_view text) {
  if (Result<void> written = output.write(text); !written) return written;
  if (Result<void> finished = output.finish(); !finished) return finished;
  return output.commit();
}

Result<void> write_file(Files& files, const std::string& path, std::string_view text, const Staging& how) {
  Result<std::unique_ptr<StagedOutput>> output = files.stage(path, how);
  return output ? write_staged(**output, text) : output.problem();
}

}  // namespace deckle
