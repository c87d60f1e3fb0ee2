// deckle.lock: the plugins of a job, each pinned by its version and the hash of its bytes, so that the job is made by
// these and no others wherever it runs.
//
// The file of deckle.yaml is deckle.lock, that of book.yaml book.lock, beside it. The same plugins give the same bytes.
// What a plugin links of the system is not pinned.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "job/plugin_uses.hpp"

namespace deckle {

struct PluginPin {
  std::string id, version, sha256;  // the hash in small hexadecimal digits
  Place where;
};

struct PluginLock {
  std::string file, job;  // as messages call them
  std::vector<PluginPin> pins;

  const PluginPin* find(std::string_view id) const;  // null: not pinned
};

// "reports/book.yaml" -> "reports/book.lock"
std::string lock_path(const std::string& job);
// What a person types to pin the plugins of the job that are there now.
std::string lock_command(std::string_view job);

// The file's text. `job` is how its comment calls the job; plugins, one of each id, may come in any order.
std::string lock_text(std::vector<const PluginFile*> plugins, std::string_view job);

// A lock, or everything that is wrong with its text.
struct LockResult {
  std::optional<PluginLock> lock;
  std::vector<Diagnostic> problems;
};
LockResult read_lock(const std::string& file, const std::string& job, std::string_view text);

// What keeps the lock from being held: pinned plugins that were not found, or are not as they were.
std::vector<Diagnostic> differences(const PluginLock& lock, const Registry& found);
// What is used and not pinned: a problem for each place.
std::vector<Diagnostic> unpinned(const PluginLock& lock, const std::vector<PluginUse>& uses);

}  // namespace deckle
