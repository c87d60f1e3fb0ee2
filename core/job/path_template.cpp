#include "job/path_template.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "diagnostics/nearest.hpp"
#include "io/paths.hpp"

namespace deckle {
namespace {

// By Field, which begins with the one that is none.
constexpr PathPlaceholder known_placeholders[] = {
    {"dir", "the folder of the input below its root; empty for the root itself"},
    {"stem", "its name without the last suffix"},
    {"name", "its name"},
    {"ext", "its last suffix, without the dot"},
    {"path", "`{dir}/{name}`"},
    {"reader", "the format that it was read as"},
};

// From 1 on; 0: none.
std::size_t number_of(std::string_view name) {
  const auto all = PathTemplate::placeholders();
  for (std::size_t k = 0; k < all.size(); ++k)
    if (all[k].name == name) return k + 1;
  return 0;
}

Diagnostic bad_template(std::string message, std::size_t at, std::size_t length, std::string hint = {}) {
  Diagnostic problem = error("job.path-template", std::move(message), std::move(hint));
  problem.where.offset = at;
  problem.where.caret_length = static_cast<std::uint32_t>(length);
  return problem;
}

bool has_component(std::string_view path, std::string_view component) {
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    if (path.substr(at, end - at) == component) return true;
    at = end + 1;
  }
  return false;
}

}  // namespace

std::string_view stem_of(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? name : name.substr(0, dot);
}

std::string_view suffix_of(std::string_view name) {
  const std::size_t stem = stem_of(name).size();
  return stem == name.size() ? std::string_view() : name.substr(stem + 1);
}

static Diagnostic unknown_placeholder(std::string_view name, const PathTemplate::Values& values, std::size_t at) {
  Nearest nearest(name);
  for (const PathPlaceholder& candidate : known_placeholders) nearest.offer(candidate.name);
  for (const auto& [candidate, value] : values) nearest.offer(candidate);
  std::string hint = did_you_mean(nearest.best());
  if (hint.empty()) hint = "there are {dir}, {stem}, {name}, {ext}, {path}, {reader}, {profile}, and the job's vars";
  return bad_template(fmt::format("unknown placeholder '{{{}}}'", name.substr(0, 40)), at, name.size() + 2, hint);
}

static std::optional<Diagnostic> refuse_shape(std::string_view text) {
  if (has_component(text, ".."))
    return bad_template("an output's path stays in the job's folder: no '..'", text.find(".."), 2);
  if (text.back() == '/') return bad_template("an output's path ends with a file name", text.size() - 1, 1);
  return std::nullopt;
}

std::span<const PathPlaceholder> PathTemplate::placeholders() { return known_placeholders; }

bool PathTemplate::is_placeholder(std::string_view name) { return number_of(name) != 0; }

Result<PathTemplate> PathTemplate::parse(std::string_view text, const Values& values) {
  PathTemplate made;
  made.m_text = text;
  if (text.empty()) return bad_template("the path is empty", 0, 0);
  if (text[0] == '/') return bad_template("an output's path is relative to the job's folder", 0, 1);
  if (text.find('\0') != std::string_view::npos) return bad_template("a path holds no NUL", text.find('\0'), 1);
  std::string literal;
  const auto flush = [&] {
    if (!literal.empty()) made.m_parts.push_back({Field::literal, std::move(literal)});
    literal.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c != '{' && c != '}') {
      literal += c, ++at;
      continue;
    }
    if (at + 1 < text.size() && text[at + 1] == c) {
      literal += c, at += 2;
      continue;
    }
    if (c == '}') return bad_template("this '}' has no '{'", at, 1, "a '}' of a name is written '}}'");
    const std::size_t end = text.find('}', at);
    if (end == std::string_view::npos)
      return bad_template("this '{' has no '}'", at, 1, "a '{' of a name is written '{{'");
    const std::string_view name = text.substr(at + 1, end - at - 1);
    const std::size_t known = number_of(name);
    at = end + 1;
    if (const auto value = values.find(name); known == 0 && value != values.end()) {
      literal += value->second;
      continue;
    }
    if (known == 0) return unknown_placeholder(name, values, at - name.size() - 2);
    flush();
    made.m_parts.push_back({static_cast<Field>(known), {}});
  }
  flush();
  if (auto problem = refuse_shape(text)) return std::move(*problem);
  return made;
}

bool PathTemplate::uses_reader() const {
  return std::any_of(m_parts.begin(), m_parts.end(), [](const Part& part) { return part.field == Field::reader; });
}

bool PathTemplate::uses_name() const {
  return std::any_of(m_parts.begin(), m_parts.end(),
                     [](const Part& part) { return part.field == Field::name || part.field == Field::path; });
}

bool PathTemplate::is_constant() const {
  return std::all_of(m_parts.begin(), m_parts.end(), [](const Part& part) { return part.field == Field::literal; });
}

std::string PathTemplate::constant_path() const {
  const Result<std::string> path = expand({});
  return path ? *path : std::string();
}

std::string PathTemplate::leading_folders() const {
  if (m_parts.empty() || m_parts[0].field != Field::literal) return {};
  const std::size_t slash = m_parts[0].literal.rfind('/');
  if (slash == std::string::npos) return {};
  const std::string folders = normal_path(m_parts[0].literal.substr(0, slash));
  return folders.empty() ? folders : folders + "/";
}

std::string PathTemplate::ending() const {
  return m_parts.empty() || m_parts.back().field != Field::literal ? std::string() : m_parts.back().literal;
}

Result<std::string> PathTemplate::expand(const PathFields& fields) const {
  std::string path;
  for (const Part& part : m_parts) {
    switch (part.field) {
      case Field::literal: path += part.literal; break;
      case Field::dir: path += fields.dir; break;
      case Field::stem: path += fields.stem.empty() ? stem_of(fields.name) : std::string_view(fields.stem); break;
      case Field::name: path += fields.name; break;
      case Field::ext: path += suffix_of(fields.name); break;
      case Field::path: path.append(fields.dir).append(fields.dir.empty() ? "" : "/").append(fields.name); break;
      case Field::reader: path += fields.reader; break;
    }
  }
  // An empty {dir} leaves a slash at the beginning, which means nothing; a template that begins with one was refused.
  path.erase(0, path.find_first_not_of('/'));
  const bool leaves = has_component(path, "..");
  const bool is_folder = path.empty() || path.back() == '/';
  path = normal_path(path);
  if (path.empty() || leaves || is_folder) {
    return error("job.output-path", fmt::format("the path '{}' gives no file name in the job's folder", m_text));
  }
  return path;
}

}  // namespace deckle
