#include "cli/probe_command.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "host/component.hpp"
#include "host/detect.hpp"

namespace deckle {
namespace {

// The first bytes of a regular file.
Result<std::string> head_of(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat found {};
  if (file < 0 || fstat(file, &found) != 0) {
    Diagnostic problem = error("io.unreadable", fmt::format("cannot read {}: {}", path, std::strerror(errno)));
    if (file >= 0) close(file);
    return problem;
  }
  std::string head(head_bytes, '\0');
  const ssize_t got = S_ISREG(found.st_mode) ? pread(file, head.data(), head.size(), 0) : -1;
  close(file);
  if (got < 0) return error("io.unreadable", fmt::format("{} is no file with contents", path));
  head.resize(static_cast<std::size_t>(got));
  return head;
}

}  // namespace

int probe_file(const Discovery& found, PluginLoader& loader, const std::string& path, std::FILE* out, std::FILE* problems) {
  const Result<std::string> head = head_of(path);
  if (!head) {
    fmt::print(problems, "error[{}]: {}\n", head.problem().code, head.problem().message);
    return 1;
  }
  const Registry registry = found.registry();
  const Probe probe = [&](const Component& reader, std::string_view first_bytes, std::string_view name) -> std::uint32_t {
    const Result<LoadedComponent> loaded = loader.load(reader);
    if (loaded) return probe_score(*loaded, first_bytes, name);
    fmt::print(problems, "warning[{}]: {}\n", loaded.problem().code, loaded.problem().message);
    return 0;
  };
  const std::vector<Claim> claims = detect(registry, *head, path.substr(path.rfind('/') + 1), probe);
  if (claims.empty()) {
    fmt::print(out, "{}: no reader claims it\n", path);
    return 1;
  }
  fmt::print(out, "{}: {}\n", path, claims.front().reader.manifest->name);
  for (const Claim& claim : claims) {
    fmt::print(out, "  {:3}  {}  ({})\n", claim.score, claim.reader.manifest->name, claim.reader.plugin->manifest.id);
    for (const std::string& reason : claim.reasons) fmt::print(out, "       {}\n", reason);
  }
  return 0;
}

}  // namespace deckle
