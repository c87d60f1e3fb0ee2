#include "cli/text_output.hpp"

#include "io/write_file.hpp"

namespace deckle {

Result<std::unique_ptr<StagedOutput>> open_output(Files& files, const std::string& to) {
  if (to == "-") return files.standard_output();
  return files.stage(to);
}

int write_text(Session& session, const std::string& to, const std::string& text) {
  const auto files = real_files();
  const Result<std::unique_ptr<StagedOutput>> output = open_output(*files, to);
  const Result<void> written = output ? write_staged(**output, text) : output.problem();
  if (!written) session.printer().print(written.problem());
  session.printer().finish();
  return written ? 0 : 1;
}

}  // namespace deckle
