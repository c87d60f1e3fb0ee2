// Link reference definitions, and the footnotes that labels mean.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "block.hpp"
#include "extensions.hpp"
#include "unicode.hpp"

namespace markdown {

struct Target {
  std::string url, title, attributes;  // the last in braces, or empty
};

struct Footnote {
  std::uint32_t block;  // its number
  bool used = false;
};

// What labels stand for; the first definition of a label counts.
template <class Value>
class Labels {
 public:
  // False if the label is taken.
  bool add(std::string_view label, Value value) {
    fold_label(label, m_folded);
    return m_values.try_emplace(m_folded, std::move(value)).second;
  }
  Value* find(std::string_view label) {
    if (m_values.empty()) return nullptr;
    fold_label(label, m_folded);
    const auto found = m_values.find(m_folded);
    return found == m_values.end() ? nullptr : &found->second;
  }

 private:
  std::unordered_map<std::string, Value> m_values;
  std::string m_folded;
};

// One definition at the start of a paragraph's text, as ranges of the text.
struct DefinitionParts {
  Range label, url, title, attributes;
  std::uint32_t next;  // where the next line begins
};
std::optional<DefinitionParts> find_definition(std::string_view text, std::uint32_t at, Extensions extensions);
Target target_of(std::string_view text, const DefinitionParts& parts);

}  // namespace markdown
