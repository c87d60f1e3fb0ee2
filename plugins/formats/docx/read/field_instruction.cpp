#include "field_instruction.hpp"

#include <vector>

namespace docx {
namespace {

constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// 17.16.4: words, or strings in quotation marks in which a backslash takes the next character as it is. A switch keeps
// its backslash.
std::vector<std::string> words_of(std::string_view instruction) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < instruction.size();) {
    if (is_space(instruction[at])) {
      ++at;
      continue;
    }
    std::string& word = words.emplace_back();
    if (instruction[at] != '"') {
      while (at < instruction.size() && !is_space(instruction[at])) word += instruction[at++];
      continue;
    }
    for (++at; at < instruction.size() && instruction[at] != '"'; ++at) {
      const bool is_escape = instruction[at] == '\\' && at + 1 < instruction.size() &&
                             (instruction[at + 1] == '"' || instruction[at + 1] == '\\');
      word += instruction[is_escape ? ++at : at];
    }
    ++at;
  }
  return words;
}

// 17.16.5.25: HYPERLINK address \l place \o tooltip \t target \m \n
void read_hyperlink(const std::vector<std::string>& words, Instruction& made) {
  for (std::size_t i = 1; i < words.size(); ++i) {
    std::string* taken = words[i] == "\\l" ? &made.bookmark : words[i] == "\\o" ? &made.tooltip : nullptr;
    if (taken != nullptr && i + 1 < words.size()) *taken = words[++i];
    else if (words[i] == "\\t") ++i;
    else if (!words[i].starts_with('\\') && made.address.empty()) made.address = words[i];
  }
}

// 17.16.5.51 and others: REF bookmark \h leads to the bookmark, without \h nowhere.
void read_reference(const std::vector<std::string>& words, Instruction& made) {
  for (std::size_t i = 2; i < words.size(); ++i)
    if (words[i] == "\\h") made.bookmark = words[1];
}

}  // namespace

Instruction read_instruction(std::string_view instruction) {
  Instruction made;
  const std::vector<std::string> words = words_of(instruction);
  if (words.empty()) return made;
  for (const char c : words.front()) made.name += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  if (made.name == "HYPERLINK") read_hyperlink(words, made);
  if (made.name == "REF" || made.name == "PAGEREF" || made.name == "NOTEREF") read_reference(words, made);
  return made;
}

}  // namespace docx
