#include "job/plugin_lock.hpp"

#include "diagnostics/printable.hpp"
#include "host/check_manifest.hpp"
#include "io/paths.hpp"
#include "job/yaml_quotes.hpp"

namespace deckle {
namespace {

constexpr std::string_view suffixes[] = {".yaml", ".yml"};
constexpr std::size_t shown_digits = 12;  // of a hash in messages

bool is_sha256(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// One pass over a lock's tree; every mistake is noted with its place.
class LockReader {
 public:
  LockReader(const TextPlaces& places, const std::string& job) : m_places(places), m_job(job) {}

  LockResult read(const YamlNode& root) {
    PluginLock lock{m_places.file(), m_job, {}};
    if (root.is_map()) read_pins(root, lock.pins);
    else problem(root, "this is no lock of plugins");
    if (!m_problems.empty()) return {std::nullopt, std::move(m_problems)};
    return {std::move(lock), {}};
  }

 private:
  void read_pins(const YamlNode& root, std::vector<PluginPin>& to) {
    const YamlNode* const form = entry(root, "deckle-lock");
    if (form != nullptr && form->value != "1")
      problem(*form, "this version of Deckle reads locks with 'deckle-lock: 1'");
    const YamlNode* const plugins = entry(root, "plugins");
    if (plugins == nullptr) return;
    if (!plugins->is_map() && !plugins->is_null()) problem(*plugins, "'plugins' has to be a map");
    for (std::size_t k = 0; k < plugins->keys.size(); ++k) to.push_back(pin(*plugins->keys[k], *plugins->items[k]));
  }

  void problem(const YamlNode& node, std::string message) {
    m_problems.push_back(
        error("lock.form", std::move(message), "it is not written by hand: delete it, then " + lock_command(m_job)));
    m_problems.back().where = m_places.at(node.begin, node.end);
  }

  const YamlNode* entry(const YamlNode& map, std::string_view key) {
    const YamlNode* const found = map.is_map() ? map.find(key) : nullptr;
    if (found == nullptr) problem(map, fmt::format("'{}' is missing here", key));
    return found;
  }

  PluginPin pin(const YamlNode& id, const YamlNode& said) {
    if (!is_reverse_dns(id.value)) problem(id, "this is no id of a plugin");
    const YamlNode* const version = entry(said, "version");
    const YamlNode* const sha256 = entry(said, "sha256");
    if (version != nullptr && !version->is_scalar()) problem(*version, "the version has to be a word");
    if (sha256 != nullptr && !is_sha256(sha256->value)) problem(*sha256, "a SHA-256 has 64 hexadecimal digits");
    return {std::string(id.value), std::string(version ? version->value : ""), std::string(sha256 ? sha256->value : ""),
            m_places.at(id.begin, id.end)};
  }

  const TextPlaces& m_places;
  const std::string& m_job;
  std::vector<Diagnostic> m_problems;
};

Diagnostic difference(const PluginLock& lock, const PluginPin& pin, const PluginFile& plugin) {
  const std::string there = plugin.library.string();
  std::string message =
      fmt::format("{} pins {} {}, and {} is {}", lock.file, pin.id, pin.version, there, plugin.manifest.version);
  if (pin.version == plugin.manifest.version)
    message = fmt::format("{} pins {} {} with the hash {}, and that of {} is {}", lock.file, pin.id, pin.version,
                          pin.sha256.substr(0, shown_digits), there, plugin.sha256.substr(0, shown_digits));
  Diagnostic made = error("lock.differs", std::move(message),
                          "install the pinned one again, or pin what is there: " + lock_command(lock.job));
  made.where = pin.where;
  return made;
}

bool same_place(const Place& one, const Place& other) { return one.file == other.file && one.offset == other.offset; }

Diagnostic unpinned_use(const PluginLock& lock, const PluginUse& use, const std::string& ids) {
  Diagnostic made =
      use.component.empty()
          ? error(
                "lock.unpinned",
                fmt::format("an input without a named reader asks all readers, and {} does not pin {}", lock.file, ids),
                "name the reader, or pin what is there: " + lock_command(lock.job))
          : error("lock.unpinned", fmt::format("the {} is of {}, which {} does not pin", use.component, ids, lock.file),
                  "pin it: " + lock_command(lock.job));
  made.where = use.where;
  return made;
}

}  // namespace

const PluginPin* PluginLock::find(std::string_view id) const {
  const auto found = std::find_if(pins.begin(), pins.end(), [&](const PluginPin& pin) { return pin.id == id; });
  return found != pins.end() ? &*found : nullptr;
}

std::string lock_path(const std::string& job) {
  for (const std::string_view suffix : suffixes)
    if (name_of_file(job).size() > suffix.size() && job.ends_with(suffix))
      return job.substr(0, job.size() - suffix.size()) + ".lock";
  return job + ".lock";
}

std::string lock_command(std::string_view job) {
  return job == "deckle.yaml" ? "deckle plugins lock" : "deckle plugins lock " + printable(job);
}

std::string lock_text(std::vector<const PluginFile*> plugins, std::string_view job) {
  std::sort(plugins.begin(), plugins.end(),
            [](const PluginFile* one, const PluginFile* other) { return one->manifest.id < other->manifest.id; });
  std::string text = fmt::format(
      "# The plugins of {0}, as they were when this was written: with --locked it is made by these and no others.\n"
      "# To pin those that are there now: {1}\n"
      "deckle-lock: 1\n"
      "plugins:{2}\n",
      printable(job), lock_command(job), plugins.empty() ? " {}" : "");
  for (const PluginFile* plugin : plugins)
    text += fmt::format("  {}:\n    version: {}\n    sha256: {}\n", plugin->manifest.id,
                        in_yaml_quotes(plugin->manifest.version), in_yaml_quotes(plugin->sha256));
  return text;
}

LockResult read_lock(const std::string& file, const std::string& job, std::string_view text) {
  const TextPlaces places(file, text);
  YamlLimits limits;
  limits.only_document = true;
  const YamlResult read = read_yaml(text, limits);
  if (read.tree) return LockReader(places, job).read(read.tree->root());
  LockResult result;
  for (const YamlProblem& problem : read.problems) {
    result.problems.push_back(error(problem.code, problem.message, problem.hint));
    result.problems.back().where = places.at(problem.begin, problem.end);
  }
  return result;
}

std::vector<Diagnostic> differences(const PluginLock& lock, const Registry& found) {
  std::vector<Diagnostic> problems;
  for (const PluginPin& pin : lock.pins) {
    const PluginFile* plugin = found.with_id(pin.id);
    if (plugin == nullptr) {
      problems.push_back(error("lock.missing",
                               fmt::format("{} pins {} {}, which was not found", lock.file, pin.id, pin.version),
                               "install it, or pin what is there: " + lock_command(lock.job)));
      problems.back().where = pin.where;
    } else if (plugin->sha256 != pin.sha256 || plugin->manifest.version != pin.version) {
      problems.push_back(difference(lock, pin, *plugin));
    }
  }
  return problems;
}

std::vector<Diagnostic> unpinned(const PluginLock& lock, const std::vector<PluginUse>& uses) {
  std::vector<Diagnostic> problems;
  for (std::size_t k = 0; k < uses.size();) {
    std::string ids;
    std::size_t end = k;  // of the uses of one place: those of detection are several
    for (; end < uses.size() && uses[end].component == uses[k].component && same_place(uses[end].where, uses[k].where);
         ++end)
      if (const std::string& id = uses[end].plugin->manifest.id; lock.find(id) == nullptr)
        ids.append(ids.empty() ? "" : ", ").append(id);
    if (!ids.empty()) problems.push_back(unpinned_use(lock, uses[k], ids));
    k = end;
  }
  return problems;
}

}  // namespace deckle
