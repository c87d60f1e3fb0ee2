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
  // `outputs` in the order that all documents share.
  void add(const std::string& input, const std::vector<std::string>& outputs);

  // What `address`, standing in the file `from`, is when it is written into `to`, a file of output number `output`.
  // Nothing when it does not lead to an input.
  std::optional<std::string> mapped(const std::string& from, std::string_view address, const std::string& to,
                                    std::size_t output) const;

 private:
  std::unordered_map<std::string, std::vector<std::string>> m_outputs;  // by normalised path
};

}  // namespace deckle
