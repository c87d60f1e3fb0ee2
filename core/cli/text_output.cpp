#include "cli/text_output.hpp"

#include "io/write_file.hpp"

namespace deckle {
int write_text(Session& session, const std::string& to, const std::string& text) {
  const auto files = real_files();
  const Result<void> written = to == "-" ? write_staged(*files->standard_output(), text) : write_file(*files, to, text);
  if (!written) session.printer().print(written.problem());
  session.printer().finish();
  return written ? 0 : 1;
}

}  // namespace deckle
