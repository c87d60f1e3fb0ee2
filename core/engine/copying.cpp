#include "engine/copying.hpp"

#include "engine/recorded_run.hpp"
#include "io/paths.hpp"
#include "io/write_file.hpp"
#include "pipeline/input_file.hpp"

namespace deckle {

Result<DocumentRecord> copy_file(const CopyTask& task, Files& files, RunFiles& run_files) {
  RecordedRun run(files, run_files);
  Result<FileBytes> bytes = run.read_input(task.from);
  if (!bytes) return bytes.problem();
  Result<std::unique_ptr<StagedOutput>> output = files.stage(task.to, run_files.staging());
  if (!output) return output.problem();
  if (Result<void> written = (*output)->write(bytes->view()); !written) return written.problem();
  if (!bytes->were_left_alone()) return changed_while_read(task.from);
  if (Result<void> appeared = write_staged(**output, {}); !appeared) return appeared.problem();
  run.made({MadeFile::Kind::main, 0, absolute_path(task.to), (*output)->version()});
  return run.take();
}

}  // namespace deckle
