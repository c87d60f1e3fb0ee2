// Names of which no two are equal: the second "a" becomes "a-1", or the next number that is free. Linear in the number
// of names, however many are equal.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace deckle {

class UniqueNames {
 public:
  // Makes room for so many names at once.
  void reserve(std::size_t names) { m_last_number.reserve(names); }
  // Takes a name as it is; false if it was taken.
  bool add(std::string_view name) { return m_last_number.try_emplace(std::string(name), 0).second; }
  // Takes the name, or the first one behind it that is free.
  std::string unique(const std::string& name) {
    auto [place, is_new] = m_last_number.try_emplace(name, 0);
    if (is_new) return name;
    for (;;) {
      std::string numbered = name + "-" + std::to_string(++place->second);
      // Insertion may move the table but not its elements' values: the iterator is looked up again.
      if (m_last_number.try_emplace(numbered, 0).second) return numbered;
      place = m_last_number.find(name);
    }
  }

 private:
  std::unordered_map<std::string, std::uint64_t> m_last_number;
};

}  // namespace deckle
