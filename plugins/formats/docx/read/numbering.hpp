// The numbering of paragraphs (ECMA-376-1, 17.9): which list and level a paragraph is of, and the number it gets.
#pragma once
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "part.hpp"

namespace docx {

struct Level {
  bool exists = false;
  int start = 1;
  int restart = -1;  // 17.9.10: the level, counted from 1, whose numbers begin this one anew; -1: any before it
  std::string format = "decimal";
  std::string text;       // "%1.%2)": 17.9.11
  int hanging = 0;        // how far its number stands before its text, in twentieths of a point
  int text_begin = 0;     // where its text is indented to, in twentieths of a point; 0: not said
  bool is_legal = false;  // 17.9.4: all numbers as decimals
};

// A number that a paragraph shows.
struct Number {
  const Level* level = nullptr;
  int value = 0;
  std::string text;  // all of it, as Word shows it; empty for bullets
};

class Numbering {
 public:
  static constexpr int levels = 9;
  void read(const Part* part);
  // The level of a list; null when there is none: then the paragraph is not numbered.
  const Level* find(int num_id, int level) const;
  // Counts a paragraph.
  Number count(int num_id, int level);
  // Whether a list goes on with the one before it, so that people see one; `of_style`: its style is for lists.
  bool goes_on(int num_id, int level, int before, bool of_style) const;
  // The list that a paragraph style belongs to may say which of its levels that is (17.9.23).
  int level_of_style(int num_id, std::string_view style_id) const;

 private:
  struct Definition {
    Level levels_[levels];
    std::map<std::string, int, std::less<>> style_levels;
    std::string style_link, num_style_link;
    int counts[levels] = {};
    bool counted[levels] = {};
  };
  struct Instance {
    int definition = -1;  // index in m_definitions
    std::map<int, Level> overrides;
    std::map<int, int> starts;  // 17.9.26; taken when the list is first met
    bool begun = false;
  };

  void read_definition(pugi::xml_node node);
  void read_instance(pugi::xml_node node);
  void read_overrides(pugi::xml_node node, Instance& instance);
  std::string text_of(const Instance& instance, int num_id, int level) const;

  std::vector<Definition> m_definitions;
  std::unordered_map<int, int> m_definition_by_id;
  std::unordered_map<int, Instance> m_instances;
};

// 17.18.59: a value in a format; decimal in those that are not known.
std::string number_text(int value, std::string_view format);

}  // namespace docx
