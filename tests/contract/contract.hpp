// What the tests of this folder share: the plugins made for them, and a folder that is gone afterwards.
#pragma once
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "host/discovery.hpp"

namespace contract {

namespace fs = std::filesystem;

inline fs::path library(const std::string& name) { return fs::path(CONTRACT_PLUGINS) / name / (name + ".so"); }

class Scratch {
 public:
  Scratch() {
    std::string pattern = (fs::temp_directory_path() / "deckle-contract-XXXXXX").string();
    m_path = mkdtemp(pattern.data());
  }
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(m_path, ignored);
  }
  const fs::path& path() const { return m_path; }
  fs::path write(const std::string& name, const std::string& bytes) const {
    std::ofstream(m_path / name, std::ios::binary) << bytes;
    return m_path / name;
  }

 private:
  fs::path m_path;
};

inline std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Without any cache, and nothing but these libraries or folders.
inline deckle::Discovery look(const std::vector<fs::path>& paths, const fs::path& cache = {},
                              int time_limit_ms = 2000) {
  std::vector<deckle::SearchPlace> places;
  for (const fs::path& path : paths) places.push_back({path, "the test", true});
  deckle::DiscoveryOptions options;
  options.cache_folder = cache;
  options.time_limit_ms = time_limit_ms;
  return deckle::discover(places, options);
}

}  // namespace contract
