// Where plugins are looked for, and which files of a folder are offered.
#include <cstdlib>
#include <fstream>

#include "host/discovery.hpp"
#include "host/executable.hpp"

namespace deckle {
namespace {

// A folder of the user's by the XDG rules: relative values are to be ignored.
std::filesystem::path user_folder(const char* variable, const char* below_home) {
  const char* value = std::getenv(variable);
  if (value && value[0] == '/') return std::filesystem::path(value) / "deckle";
  const char* home = std::getenv("HOME");
  if (!home || home[0] != '/') return {};
  return std::filesystem::path(home) / below_home / "deckle";
}

}  // namespace

std::filesystem::path cache_folder() { return user_folder("XDG_CACHE_HOME", ".cache"); }

std::vector<SearchPlace> search_places(const std::vector<std::string>& plugin_paths,
                                       const std::vector<std::filesystem::path>& job_folders) {
  std::vector<SearchPlace> places;
  for (const std::string& path : plugin_paths) places.push_back({path, "--plugin-path", true});
  const char* listed = std::getenv("DECKLE_PLUGIN_PATH");
  for (std::string_view rest = listed ? listed : ""; !rest.empty();) {
    const std::size_t colon = std::min(rest.find(':'), rest.size());
    if (colon > 0) places.push_back({rest.substr(0, colon), "DECKLE_PLUGIN_PATH", true});
    rest.remove_prefix(std::min(colon + 1, rest.size()));
  }
  for (const std::filesystem::path& folder : job_folders) places.push_back({folder, "the job", true});
  const std::filesystem::path data = user_folder("XDG_DATA_HOME", ".local/share");
  if (!data.empty()) places.push_back({data / "plugins", "the user's data folder", false});
  const std::filesystem::path own = own_library_folder();
  if (!own.empty()) places.push_back({own / "plugins", "built in", false});
  return places;
}

}  // namespace deckle
