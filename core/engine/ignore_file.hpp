// The rules of one .gitignore, as gitignore(5) defines them: later rules win, `!` takes back, a slash at the end means
// folders, one before binds the rule to the folder of the file.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "job/glob.hpp"

namespace deckle {

class IgnoreFile {
 public:
  // Lines that are no rule are passed over, as git does.
  explicit IgnoreFile(std::string_view text);

  // `path`: relative to the folder of the file. Nothing: no rule is about it.
  std::optional<bool> ignores(std::string_view path, bool is_folder) const;
  bool empty() const { return m_rules.empty(); }

 private:
  struct Rule {
    Glob glob;
    bool takes_back, folders_only;
  };
  void add(std::string_view line);

  std::vector<Rule> m_rules;
};

}  // namespace deckle
