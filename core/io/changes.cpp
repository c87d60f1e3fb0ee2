#include "io/changes.hpp"

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace deckle {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::uint32_t events = IN_CREATE | IN_CLOSE_WRITE | IN_MODIFY | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE |
                                 IN_ATTRIB | IN_ONLYDIR | IN_EXCL_UNLINK;

bool is_passed_over(std::string_view name) { return name == ".git" || name.starts_with(".deckle"); }

}  // namespace

Changes::Changes() : m_queue(inotify_init1(IN_CLOEXEC | IN_NONBLOCK)) {}

bool Changes::watch(const std::string& folder, bool is_tree) {
  const int number = inotify_add_watch(m_queue.get(), folder.c_str(), events);
  if (number < 0) return false;
  const auto [known, is_new] = m_folders.try_emplace(number, Folder{folder, is_tree});
  known->second.is_tree = known->second.is_tree || is_tree;
  return is_new;
}

bool Changes::add_folder(const std::string& folder) { return watch(folder, false); }

bool Changes::add_tree(const std::string& folder) {
  if (is_ignored(folder)) return false;
  bool has_new = watch(folder, true);
  std::error_code failed;
  for (fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, failed), end;
       !failed && at != end; at.increment(failed)) {
    std::error_code unknown;
    if (at->is_symlink(unknown) || !at->is_directory(unknown)) continue;
    const std::string path = at->path().string();
    if (is_passed_over(at->path().filename().string()) || is_ignored(path)) at.disable_recursion_pending();
    else has_new = watch(path, true) || has_new;
  }
  return has_new;
}

bool Changes::is_ignored(const std::string& path) const {
  for (const std::string& ignored : m_ignored)
    if (path.starts_with(ignored) && (path.size() == ignored.size() || path[ignored.size()] == '/')) return true;
  return false;
}

// Whether any of the events counts.
bool Changes::read_events() {
  alignas(inotify_event) char buffer[1u << 16];
  bool counts = false;
  for (ssize_t got = 0; (got = read(m_queue.get(), buffer, sizeof buffer)) > 0;)
    for (const char* at = buffer; at < buffer + got;) {
      inotify_event event{};
      std::memcpy(&event, at, sizeof event);
      const std::string name(event.len == 0 ? "" : at + sizeof event);
      at += sizeof event + event.len;
      if ((event.mask & IN_Q_OVERFLOW) != 0) counts = true;
      const auto folder = m_folders.find(event.wd);
      if (folder == m_folders.end()) continue;
      const std::string path = folder->second.path + '/' + name;
      if (is_passed_over(name) || is_ignored(path)) continue;
      counts = true;
      const bool is_new_folder = (event.mask & IN_ISDIR) != 0 && (event.mask & (IN_CREATE | IN_MOVED_TO)) != 0;
      if (is_new_folder && folder->second.is_tree) add_tree(path);
      if ((event.mask & IN_IGNORED) != 0) m_folders.erase(event.wd);
    }
  return counts;
}

Changes::Event Changes::wait(std::chrono::milliseconds quiet, std::chrono::milliseconds most) {
  bool has_changed = false;
  for (Clock::time_point until = Clock::time_point::max(); Clock::now() < until;) {
    pollfd waiting{m_queue.get(), POLLIN, 0};
    const int ready = poll(&waiting, 1, has_changed ? static_cast<int>(quiet.count()) : -1);
    if (ready < 0) return Event::interrupted;
    if (ready == 0) break;
    if (!read_events()) continue;
    if (!has_changed) until = Clock::now() + most;
    has_changed = true;
  }
  return Event::changed;
}

void Changes::drain() { read_events(); }

}  // namespace deckle
