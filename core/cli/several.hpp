// Many documents converted at once: into a folder, each to a file of its own, or joined into one. Planned as the
// documents of a job are.
#pragma once
#include <string>
#include <vector>

#include "cli/session.hpp"
#include "engine/recipe.hpp"

namespace deckle {

// A folder that is there, or a name that says so by its slash. "-" is none.
bool is_folder(const std::string& path);

// Puts the documents into the recipe, whose one output is there already. `inputs`: files, or folders, which are walked;
// those in folders that no reader knows are passed over. `resource_folders`: where what is not beside a document is
// looked for. `output`: a folder, or the file (or "-") of all joined. Gives what is wrong.
std::vector<Diagnostic> place_several(Session& session, Files& files, const std::vector<std::string>& inputs,
                                      const std::vector<std::string>& resource_folders, const std::string& output,
                                      Recipe& recipe);

}  // namespace deckle
