// What is the same for all documents of an output that have the same reader, by name: the programs that take part, and
// all that they are told. The key of a row is the hash of these parts; the parts are kept once, so that it can be said
// what has changed.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/workshop.hpp"
#include "io/content_hash.hpp"

namespace deckle {

struct RecipePart {
  std::string name;   // "option toc of html", "plugin org.deckle.html"
  std::string value;  // a word of it, or a hash
  bool operator==(const RecipePart&) const = default;
};
using RecipeParts = std::vector<RecipePart>;

// "option toc of html changed", "transforms and plugin x changed"; empty when nothing did.
std::string difference(const RecipeParts& before, const RecipeParts& now);
std::string to_bytes(const RecipeParts& parts);
RecipeParts parts_from_bytes(std::string_view bytes);  // empty when they are none
ContentHash key_of(const RecipeParts& parts);
// Under which a store keeps the parts of a key.
std::string name_of_recipe(const ContentHash& key);

// The hash of a file's bytes, in hexadecimal; how it is learnt is for the caller to say.
using HashOfFile = std::function<std::string(const std::string& path)>;

class RecipeKeys {
 public:
  // All have to outlive it.
  RecipeKeys(const Recipe& recipe, const Registry& registry, UseOfDetected use_of_detected, HashOfFile hash_of_file,
             std::string limits_of_processes);

  // The parts of an output for documents of one reader. `reader` counts as in the recipe; when it is to be detected,
  // `detected` names it, or is empty for what no reader claims.
  const RecipeParts& parts(std::size_t output, std::size_t reader, const std::string& detected);
  const ContentHash& key(std::size_t output, std::size_t reader, const std::string& detected);

 private:
  struct Known {
    RecipeParts parts;
    ContentHash key;
  };
  const Known& known(std::size_t output, std::size_t reader, const std::string& detected);
  RecipeParts make(std::size_t output, std::size_t reader, const std::string& detected);
  void add_program(RecipeParts& parts);
  void add_detection(RecipeParts& parts);
  void add_metadata(RecipeParts& parts) const;
  void add(RecipeParts& parts, const std::string& role, const std::vector<const ComponentUse*>& uses);
  void add_use(RecipeParts& parts, const ComponentUse& use);

  const Recipe& m_recipe;
  const Registry& m_registry;
  UseOfDetected m_use_of_detected;
  HashOfFile m_hash_of_file;
  std::string m_limits;
  std::map<std::tuple<std::size_t, std::size_t, std::string>, Known> m_known;
};

}  // namespace deckle
