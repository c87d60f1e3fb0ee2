// Components as a command line, or a program that embeds Deckle, names them: "markdown+smart", "toc:depth=2", and
// options as K=V.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/recipe.hpp"

namespace deckle {

class NamedComponents {
 public:
  // Both have to outlive it; what is wrong with a name or an option is added to the problems.
  NamedComponents(const Registry& registry, std::vector<Diagnostic>& problems)
      : m_registry(registry), m_problems(problems) {}

  // Without a manifest: there is none of this name. The switches of the format are put before the other options.
  Component find(Role role, const std::string& format, std::vector<std::string>& options);
  // `where`: what messages about the options say of where they stand.
  ComponentUse use(const Component& component, const std::vector<std::string>& options, const std::string& where);
  // NAME or NAME:K=V,K=V; a comma with a backslash is one of a value.
  std::optional<ComponentUse> transform(const std::string& text);

 private:
  Component find(Role role, const std::string& name);

  const Registry& m_registry;
  std::vector<Diagnostic>& m_problems;
};

// A reader that detection found, with options that were said before it was known; or the first thing wrong with them.
Result<ComponentUse> use_of_reader(const Registry& registry, const Component& reader,
                                   const std::vector<std::string>& options);

}  // namespace deckle
