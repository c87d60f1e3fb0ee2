#include "engine/part_names.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace deckle {
namespace {

namespace fs = std::filesystem;

// A name that a plugin gives to a part: relative, and nothing in it leads away.
bool is_safe_part(std::string_view name) {
  if (name.empty() || name.size() > 1024 || name.front() == '/' || name.back() == '/') return false;
  if (name.find('\0') != std::string_view::npos || name.find("//") != std::string_view::npos) return false;
  for (const fs::path& step : fs::path(name))
    if (step == ".." || step == ".") return false;
  return true;
}

}  // namespace

Result<std::string> PartNames::add(const std::string& main, std::string_view name) {
  if (!is_safe_part(name))
    return error("output.part-name",
                 fmt::format("\"{}\" cannot be the name of a part: it must be relative, without \"..\"", name));
  if (main == "-")
    return error("output.part-to-stream",
                 fmt::format("the output has a further file, {}, and standard output has no place for it", name),
                 "name an output file with -o");
  std::string path = (fs::path(main).parent_path() / name).string();
  if (!m_paths.insert(path).second || path == main)
    return error("output.part-twice", fmt::format("{} is written twice by one document", path));
  return path;
}

}  // namespace deckle
