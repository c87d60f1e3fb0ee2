// The real file system behind the interface.
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "io/files.hpp"
#include "io/outputs.hpp"
#include "io/paths.hpp"
#include "io/problem.hpp"
#include "io/read_file.hpp"

namespace deckle {
namespace {

class RealFiles : public Files {
 public:
  Result<FileBytes> read(const std::string& path) override { return read_path(path); }
  Result<FileBytes> read_beneath(const std::string& folder, const std::string& relative) override {
    return read_path_beneath(folder, relative);
  }
  Result<void> look_beneath(const std::string& folder, const std::string& relative) override {
    return look_at_path_beneath(folder, relative);
  }
  Result<FileBytes> read_standard_input() override { return read_stream(STDIN_FILENO, "standard input"); }
  Result<std::unique_ptr<StagedOutput>> stage(const std::string& path, const Staging& how) override {
    return stage_path(path, how);
  }
  std::unique_ptr<StagedOutput> standard_output() override { return stream_output(STDOUT_FILENO, "standard output"); }
  bool standard_output_is_terminal() const override { return isatty(STDOUT_FILENO) == 1; }
  Result<void> remove(const std::string& path) override {
    if (unlink(path.c_str()) != 0) return io_problem("remove", path, errno);
    for (std::string folder = folder_of_file(path); folder.size() > 1; folder = folder_of_file(folder)) {
      folder.pop_back();
      if (rmdir(folder.c_str()) != 0) break;
    }
    return {};
  }
  bool same_file(const std::string& one, const std::string& other) const override {
    struct stat a {
    }, b{};
    return stat(one.c_str(), &a) == 0 && stat(other.c_str(), &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
  }
};

}  // namespace

std::unique_ptr<Files> real_files() { return std::make_unique<RealFiles>(); }

}  // namespace deckle
