// inputs: a pattern, a map { root, files, exclude, reader, options, on-unknown }, or a list of both.
// assets: a map { root, files, exclude, to }, or a list of them.
#include <fmt/format.h>

#include "io/paths.hpp"
#include "job/job_reader.hpp"

namespace deckle {
namespace {

bool climbs(std::string_view path) {
  for (std::size_t at = 0; (at = path.find("..", at)) != std::string_view::npos; at += 2) {
    const bool begins = at == 0 || path[at - 1] == '/', ends = at + 2 == path.size() || path[at + 2] == '/';
    if (begins && ends) return true;
  }
  return false;
}

}  // namespace

void JobReader::read_inputs(const YamlNode& node, std::vector<JobInput>& to) {
  if (!node.is_list()) return read_input(node, to);
  if (node.items.empty()) problem(node, "job.missing-key", "'inputs' is empty", R"(for example ["docs/**/*.md"])");
  for (const YamlNode* item : node.items) read_input(*item, to);
}

void JobReader::read_input(const YamlNode& node, std::vector<JobInput>& to) {
  JobInput input;
  input.where = place_of(node);
  if (node.is_scalar()) {
    read_pattern(node, "a pattern", false, input.files);
    to.push_back(std::move(input));
    return;
  }
  if (!check_map(node, language::input)) return;
  read_files(node, input);
  if (const YamlNode* list = value_of(node, "list")) read_list(*list, input.listed);
  const YamlNode* const options = value_of(node, "options");
  if (const YamlNode* reader = value_of(node, "reader")) input.reader = read_stage(Role::reader, *reader, options);
  else if (options)
    problem(*options, "job.options-without-reader", "options need to know their reader",
            "add 'reader: NAME', or write them under 'readers: { NAME: {...} }'");
  const std::string_view unknown = choice_of(node, language::input.key("on-unknown"));
  input.on_unknown = unknown == "skip" ? OnUnknown::skip : unknown == "copy" ? OnUnknown::copy : OnUnknown::fail;
  to.push_back(std::move(input));
}

void JobReader::read_files(const YamlNode& map, JobInput& to) {
  const YamlNode* const root = value_of(map, "root");
  if (root != nullptr) {
    if (auto folder = text_of(*root, "'root'")) to.root = normal_path(*folder);
  }
  if (const YamlNode* files = value_of(map, "files")) read_patterns(*files, "'files'", root != nullptr, to.files);
  to.respect_gitignore = flag_of(map, "respect-gitignore");
  to.follow_symlinks = flag_of(map, "follow-symlinks");
  to.allow_empty = flag_of(map, "allow-empty");
  if (const YamlNode* exclude = value_of(map, "exclude"))
    read_patterns(*exclude, "'exclude'", root != nullptr, to.exclude);
}

// One name a line, or names that end with NUL; "-" is standard input. The list lies where the job does.
void JobReader::read_list(const YamlNode& node, std::vector<std::string>& to) {
  const std::optional<std::string> file = text_of(node, "'list'");
  if (!file) return;
  const std::string path = file->starts_with('/') ? *file : folder_of_file(m_job.path) + *file;
  const Result<FileBytes> bytes = *file == "-" ? m_files.read_standard_input() : m_files.read(path);
  if (!bytes) {
    Diagnostic unreadable = bytes.problem();
    unreadable.where = place_of(node);
    m_problems.push_back(std::move(unreadable));
    return;
  }
  const std::string_view names = bytes->view();
  const char separator = names.find('\0') == std::string_view::npos ? '\n' : '\0';
  for (std::size_t at = 0; at < names.size();) {
    const std::size_t end = std::min(names.find(separator, at), names.size());
    std::string_view name = names.substr(at, end - at);
    if (separator == '\n' && name.ends_with('\r')) name.remove_suffix(1);
    if (!name.empty()) to.emplace_back(name);
    at = end + 1;
  }
}

void JobReader::read_assets(const YamlNode& node, std::vector<JobAssets>& to) {
  if (node.is_list()) {
    for (const YamlNode* item : node.items) read_assets(*item, to);
    return;
  }
  if (!check_map(node, language::assets)) return;
  JobAssets assets;
  assets.files.where = place_of(node);
  read_files(node, assets.files);
  if (const YamlNode* folder = value_of(node, "to")) {
    assets.to = normal_path(text_of(*folder, "'to'").value_or(""));
    if (climbs(assets.to) || assets.to.starts_with('/'))
      problem(*folder, "job.path", "'to' is a folder below the one where outputs begin: no '..', no '/' in front");
  }
  to.push_back(std::move(assets));
}

void JobReader::read_patterns(const YamlNode& node, std::string_view what, bool has_root,
                              std::vector<InputPattern>& to) {
  if (!node.is_list()) return read_pattern(node, what, has_root, to);
  for (const YamlNode* item : node.items) read_pattern(*item, "a pattern", has_root, to);
}

void JobReader::read_pattern(const YamlNode& node, std::string_view what, bool has_root,
                             std::vector<InputPattern>& to) {
  const std::optional<std::string> word = text_of(node, what);
  if (!word) return;
  const std::size_t skipped = word->starts_with("./") ? 2 : 0;
  Result<Glob> glob = Glob::compile(std::string_view(*word).substr(skipped));
  if (!glob) {
    glob.problem().where.offset += skipped;
    return problem_in(node, std::move(glob.problem()));
  }
  InputPattern pattern{std::move(*glob), {}, place_of(node)};
  pattern.root = pattern.glob.leading_folders();
  const bool leads_out = has_root && (climbs(*word) || word->starts_with('/'));
  if (leads_out || climbs(std::string_view(*word).substr(skipped + pattern.root.size()))) {
    return problem(node, "job.pattern", "a pattern stays below its root: no '..', no '/' in front", "change the root");
  }
  to.push_back(std::move(pattern));
}

}  // namespace deckle
