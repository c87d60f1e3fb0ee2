// The texts that a job is made of: its file, the bases it extends, what the command line sets. A node of the merged
// tree says by its `source` in which of them it stands.
#pragma once
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "diagnostics/text_places.hpp"
#include "job/yaml_arena.hpp"
#include "job/yaml_tree.hpp"

namespace deckle {

class JobSources {
 public:
  struct Source {
    Source(std::string name, std::string in_folder, std::string content)
        : text(std::move(content)), folder(std::move(in_folder)), places(std::move(name), text) {}
    Source(const Source&) = delete;
    std::string text;
    std::string folder;  // where file names in it begin: "" is the working directory, else it ends in "/"
    TextPlaces places;
  };

  // `name` is what messages call it. Gives the number that its nodes have to bear; at most 65,535 are added.
  std::uint16_t add(std::string name, std::string folder, std::string text);
  const Source& at(std::uint16_t number) const { return m_sources[number]; }
  const Source& of(const YamlNode& node) const { return m_sources[node.source]; }
  std::size_t count() const { return m_sources.size(); }

  Place place(const YamlNode& node) const;
  // Of bytes of a scalar's value; of all of the scalar where they do not stand in the text as they are.
  Place place(const YamlNode& node, std::uint64_t offset, std::uint64_t length) const;
  // The file that a scalar names, relative to the folder of the text in which it stands.
  std::string path_of(const YamlNode& name) const;
  std::string where(const YamlNode& node) const { return of(node).places.where(node.begin); }

  // Sorts by source, then by offset; what has no place goes first.
  void sort(std::vector<Diagnostic>& problems) const;

  YamlArena& arena() { return m_arena; }
  const YamlNode& keep(YamlTree tree);

 private:
  std::deque<Source> m_sources;
  std::vector<YamlTree> m_trees;
  YamlArena m_arena;
};

}  // namespace deckle
