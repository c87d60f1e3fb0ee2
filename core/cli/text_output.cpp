#include "cli/text_output.hpp"

#include "io/files.hpp"

namespace deckle {
namespace {

Result<void> write(Files& files, const std::string& to, const std::string& text) {
  std::unique_ptr<StagedOutput> output;
  if (to == "-") {
    output = files.standard_output();
  } else {
    Result<std::unique_ptr<StagedOutput>> staged = files.stage(to);
    if (!staged) return staged.problem();
    output = std::move(*staged);
  }
  if (Result<void> done = output->write(text); !done) return done;
  if (Result<void> done = output->finish(); !done) return done;
  return output->commit();
}

}  // namespace

int write_text(Session& session, const std::string& to, const std::string& text) {
  const Result<void> written = write(*real_files(), to, text);
  if (!written) session.printer().print(written.problem());
  session.printer().finish();
  return written ? 0 : 1;
}

}  // namespace deckle
