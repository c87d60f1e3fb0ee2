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

  // What the input is called that `address`, standing in the file `from`, leads to. Null: no input.
  const std::string* input(const std::string& from, std::string_view address) const;

  // What `address`, standing in the file `from`, is when it is written into `to`, a file of output number `output`.
  // Nothing when it does not lead to an input that has this output.
  std::optional<std::string> mapped(const std::string& from, std::string_view address, const std::string& to,
                                    std::size_t output) const;

 private:
  using Outputs = std::unordered_map<std::string, std::vector<std::string>>;
  Outputs::const_iterator find(const std::string& from, std::string_view address) const;
  Outputs m_outputs;  // by normalised path
};

}  // namespace deckle
