#include "job/print_job.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "diagnostics/printable.hpp"
#include "io/paths.hpp"
#include "job/yaml_quotes.hpp"

namespace deckle {
namespace {

constexpr std::size_t comment_column = 56;

// Words that mean the same without quotes, wherever they stand.
bool is_plain(std::string_view text) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("_./-+ ").find(c) != std::string_view::npos;
  };
  if (text.empty() || text == "null" || text == "Null" || text == "NULL" || text == "~") return false;
  return std::all_of(text.begin(), text.end(), is_letter) && text.front() != ' ' && text.back() != ' ' &&
         text.front() != '-' && text.front() != '.';
}

// Dollars that would be taken for a variable are written twice.
std::string without_variables(std::string_view text) {
  std::string made;
  for (std::size_t at = 0; at < text.size(); ++at) {
    made += text[at];
    const bool opens = at + 1 < text.size() && (text[at + 1] == '{' || text[at + 1] == '$');
    if (text[at] == '$' && opens) made += '$';
  }
  return made;
}

class JobPrinter {
 public:
  explicit JobPrinter(const Job& job) : m_job(job) {}

  std::string print() {
    map(*m_job.root, 0, "");
    return std::move(m_text);
  }

 private:
  // `begun`: what of its first line is written already.
  void value(const YamlNode& node, std::size_t indent, std::string begun) {
    if (node.is_map() && !node.items.empty()) return map(node, indent, std::move(begun));
    if (node.is_list() && !node.items.empty()) return list(node, indent, std::move(begun));
    const std::string word = node.is_map() ? "{}" : node.is_list() ? "[]" : scalar(node);
    line(begun + word, node);
  }

  void map(const YamlNode& node, std::size_t indent, std::string begun) {
    for (std::size_t k = 0; k < node.keys.size(); ++k) {
      const YamlNode& item = *node.items[k];
      if (item.is_null()) continue;
      begun.resize(std::max(begun.size(), indent), ' ');
      begun += key(*node.keys[k]);
      const bool is_open = (item.is_map() || item.is_list()) && !item.items.empty();
      if (is_open) {
        m_text += begun + "\n";
        value(item, indent + 2, "");
      } else {
        value(item, indent, begun + " ");
      }
      begun.clear();
    }
    if (!begun.empty()) m_text += begun + "{}\n";  // a map of nulls
  }

  void list(const YamlNode& node, std::size_t indent, std::string begun) {
    for (const YamlNode* item : node.items) {
      begun.resize(std::max(begun.size(), indent), ' ');
      value(*item, indent + 2, begun + "- ");
      begun.clear();
    }
  }

  static std::string key(const YamlNode& node) {
    return (is_plain(node.value) ? std::string(node.value) : in_yaml_quotes(node.value)) + ":";
  }

  std::string scalar(const YamlNode& node) const {
    std::string text(node.value);
    if (m_job.file_names.contains(&node) && !text.empty()) text = from_job_folder(m_job.sources->path_of(node));
    text = without_variables(text);
    return node.style == YamlStyle::plain && is_plain(text) ? text : in_yaml_quotes(text);
  }

  std::string from_job_folder(const std::string& path) const {
    if (path.starts_with('/')) return path;
    const std::string folder = folder_of_file(m_job.path);
    return std::filesystem::path(path).lexically_relative(folder.empty() ? "." : folder).string();
  }

  void line(std::string text, const YamlNode& node) {
    text.resize(std::max(text.size() + 2, comment_column), ' ');
    const Place place = m_job.sources->place(node);
    const bool is_argument = place.file.starts_with("--");
    m_text += fmt::format("{}# {}", text, printable(place.file));
    m_text += is_argument ? "\n" : fmt::format(":{}\n", place.line);
  }

  const Job& m_job;
  std::string m_text;
};

}  // namespace

std::string print_job(const Job& job) { return JobPrinter(job).print(); }

}  // namespace deckle
