// The files are templates that compile as they are: a plugin called first-steps, whose name is replaced. What stands in
// [brackets] depends on role and language.
#include "cli/new_plugin.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <utility>
#include <vector>

#include "cli/plugin_templates.hpp"
#include "io/write_file.hpp"

namespace deckle {
namespace {

namespace fs = std::filesystem;

using Words = std::vector<std::pair<std::string, std::string>>;  // what is replaced, and by what

std::string underscored(std::string name) {
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

std::string replaced(std::string_view text, const Words& words) {
  std::string made(text);
  for (const auto& [word, by] : words)
    for (std::size_t at = made.find(word); at != made.npos; at = made.find(word, at + by.size()))
      made.replace(at, word.size(), by);
  return made;
}

std::string_view template_text(std::string_view name) {
  for (const PluginTemplate& one : plugin_templates())
    if (one.name == name) return one.text;
  return {};
}

// As a shell takes it for one word.
std::string in_shell(const std::string& path) {
  const auto is_plain = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           std::string_view("/._-+").find(c) != std::string_view::npos;
  };
  if (std::all_of(path.begin(), path.end(), is_plain)) return path;
  return fmt::format("'{}'", replaced(path, {{"'", "'\\''"}}));
}

// Where this program was installed, if compilers and CMake do not look there by themselves.
std::string prefix_argument() {
  std::error_code failed;
  const fs::path prefix = fs::read_symlink("/proc/self/exe", failed).parent_path().parent_path();
  if (failed || prefix == "/usr" || prefix == "/usr/local") return {};
  return fmt::format("-D CMAKE_PREFIX_PATH={} ", in_shell(prefix.string()));
}

Words words_of(const NewPlugin& wanted) {
  const bool is_reader = wanted.role == "reader", is_transform = wanted.role == "transform";
  const std::string arguments = is_reader      ? "cases/sample.first-steps -t markdown"
                                : is_transform ? "cases/sample.md -t markdown --transform first-steps"
                                               : "cases/sample.md -t first-steps";
  const std::string function = is_reader ? "read" : is_transform ? "transform" : "write";
  return {{"[language]", wanted.language == "c" ? "C" : "CXX"},
          {"[source]", "first_steps." + wanted.language},
          {"[arguments]", arguments},
          {"[expected]", wanted.role == "exporter" ? "sample.expected.txt" : "sample.expected.md"},
          {"[role]", wanted.role},
          {"[version]", DECKLE_VERSION},
          {"[function]", function},
          {"first-steps", wanted.name},
          {"first_steps", underscored(wanted.name)},
          {"First steps", wanted.name},
          {"[prefix]", prefix_argument()}};  // last: its name stays as it is
}

Result<void> check_name(const std::string& name) {
  const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto is_fit = [&](char c) { return is_small(c) || (c >= '0' && c <= '9') || c == '-'; };
  if (!name.empty() && name.size() <= 64 && is_small(name[0]) && name.back() != '-' &&
      std::all_of(name.begin(), name.end(), is_fit))
    return {};
  return error("plugin.name", fmt::format("\"{}\" is no name for a plugin", name),
               "small letters, digits and hyphens, a letter first: my-format");
}

// Of tools that building needs.
bool is_on_path(std::initializer_list<std::string_view> programs) {
  const char* const path = std::getenv("PATH");
  std::string_view rest = path != nullptr ? path : "";
  std::error_code ignored;
  for (std::size_t end = 0; !rest.empty(); rest.remove_prefix(std::min(end + 1, rest.size()))) {
    end = std::min(rest.find(':'), rest.size());
    for (const std::string_view program : programs)
      if (fs::exists(fs::path(rest.substr(0, end)) / program, ignored)) return true;
  }
  return false;
}

}  // namespace

Result<void> write_new_plugin(Files& files, const NewPlugin& wanted) {
  if (Result<void> good = check_name(wanted.name); !good) return good.problem();
  std::error_code ignored;
  if (fs::exists(fs::symlink_status(wanted.name, ignored)))
    return error("plugin.exists", fmt::format("{} is there already; nothing was written", wanted.name),
                 "choose another name, or another folder to be in");
  const Words words = words_of(wanted);
  const auto write = [&](std::string_view name, std::string_view from) {
    return write_file(files, replaced(fmt::format("first-steps/{}", name), words),
                      replaced(template_text(from), words));
  };
  const bool is_reader = wanted.role == "reader";
  Result<void> done = write("[source]", fmt::format("{}.{}", wanted.role, wanted.language));
  if (done) done = write("CMakeLists.txt", "CMakeLists.txt.in");
  if (done) done = write("README.md", "README.md.in");
  if (done)
    done = write(is_reader ? "cases/sample.first-steps" : "cases/sample.md", is_reader ? "reader.sample" : "sample.md");
  if (done) done = write("cases/[expected]", wanted.role + ".expected");
  return done;
}

std::string first_commands(const NewPlugin& plugin) {
  return replaced(
      "  cmake -S first-steps -B first-steps/build [prefix]&& cmake --build first-steps/build\n"
      "  deckle convert first-steps/[arguments] --plugin-path first-steps/build\n",
      words_of(plugin));
}

std::optional<Diagnostic> missing_tool(const NewPlugin& plugin) {
  const bool is_c = plugin.language == "c";
  const bool has_compiler = is_c ? is_on_path({"cc", "gcc", "clang"}) : is_on_path({"c++", "g++", "clang++"});
  if (has_compiler && is_on_path({"cmake"})) return std::nullopt;
  Diagnostic made = error("plugin.no-compiler",
                          has_compiler ? "to build it takes cmake, which is not on the PATH"
                                       : "to build it takes a compiler, and none is on the PATH",
                          fmt::format("install it: apt install cmake make {}", is_c ? "gcc" : "g++"));
  made.severity = Severity::warning;
  return made;
}

}  // namespace deckle
