// What the walks of a plan saw: which names there are in the folders that they read. Of most links that lead nowhere it
// knows so, and the file system need not be asked.
//
// A run takes the folders as its walks found them: what appears later is found by the next run.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "io/hash_of_text.hpp"
#include "io/listing.hpp"

namespace deckle {

class ListedNames {
 public:
  // `folder`: an absolute path. All folders come before the first question. Unless it `tells_capitals`
  // (io/listing.hpp), a name may lead to another one.
  void add(const std::string& folder, const std::vector<Entry>& entries, bool tells_capitals);
  void add(const ListedNames& others);
  // An absolute path under which nothing was. False: there may be something, or it lies where no walk went.
  bool is_missing(const std::string& path) const;
  // Comes of itself with the first question.
  void put_in_order() const;

 private:
  std::unordered_map<std::string, bool, HashOfText, std::equal_to<>> m_folders;  // whether they tell capitals
  mutable std::vector<std::uint64_t> m_names;  // hashes: with that of another one a name counts as there
  mutable bool m_is_in_order = true;
};

}  // namespace deckle
