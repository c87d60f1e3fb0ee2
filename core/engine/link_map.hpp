// Which files every input becomes: what turns a link between two documents into one between two outputs.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace deckle {

class LinkMap {
 public:
  // `outputs` in the order that all documents share; empty where the input has none of its own.
  void add(const std::string& input, const std::vector<std::string>& outputs);

  // What the input is called that `address`, standing in the file `from`, leads to. A folder stands for the input in it
  // that is called index, else README, whatever its suffix and case. Null: no input.
  const std::string* input(const std::string& from, std::string_view address) const;

  // What `address` is when it is written into `to`, a file of output number `output`: relative, with its query and
  // fragment. Nothing when it leads to no input that has this output.
  std::optional<std::string> mapped(const std::string& from, std::string_view address, const std::string& to,
                                    std::size_t output) const;

 private:
  struct Input {
    std::string name;
    std::vector<std::string> outputs;
  };
  struct Index {
    int rank;
    std::string input;
  };
  const Input* find(const std::string& from, std::string_view address) const;

  std::unordered_map<std::string, Input> m_inputs;   // by absolute path
  std::unordered_map<std::string, Index> m_indexes;  // by folder
};

}  // namespace deckle
