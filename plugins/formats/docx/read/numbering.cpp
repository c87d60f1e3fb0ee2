#include "numbering.hpp"

#include "styles.hpp"

namespace docx {
namespace {

Level read_level(pugi::xml_node node) {
  Level level;
  level.exists = true;
  level.start = number_of(value_of(node, "w:start"), 0);
  if (const auto restart = node.child("w:lvlRestart")) level.restart = number_of(value_of(restart), -1);
  if (const auto format = node.child("w:numFmt")) level.format = value_of(format);
  level.text = value_of(node, "w:lvlText");
  const Indent indent = indent_of(node.child("w:pPr"));
  level.text_begin = indent.left.value_or(0);
  level.hanging = indent.hanging.value_or(0);
  level.is_legal = is_on(node.child("w:isLgl"));
  return level;
}

std::string roman(int value) {
  if (value <= 0 || value > 3999) return std::to_string(value);
  constexpr std::pair<int, const char*> digits[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"},
                                                    {90, "xc"},  {50, "l"},   {40, "xl"}, {10, "x"},   {9, "ix"},
                                                    {5, "v"},    {4, "iv"},   {1, "i"}};
  std::string text;
  for (const auto& [worth, letters] : digits)
    for (; value >= worth; value -= worth) text += letters;
  return text;
}

// a ... z, aa, bb, ...
std::string letters(int value) {
  if (value <= 0) return std::to_string(value);
  const int times = std::min((value - 1) / 26 + 1, 100);
  return std::string(static_cast<std::size_t>(times), static_cast<char>('a' + (value - 1) % 26));
}

std::string in_capitals(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

}  // namespace

std::string number_text(int value, std::string_view format) {
  if (format == "lowerRoman") return roman(value);
  if (format == "upperRoman") return in_capitals(roman(value));
  if (format == "lowerLetter") return letters(value);
  if (format == "upperLetter") return in_capitals(letters(value));
  if (format == "decimalZero" && value >= 0 && value < 10) return "0" + std::to_string(value);
  if (format == "none") return {};
  return std::to_string(value);
}

void Numbering::read(const Part* part) {
  if (part == nullptr) return;
  const pugi::xml_node root = part->xml->root();
  for (const pugi::xml_node node : root.children("w:abstractNum")) read_definition(node);
  for (const pugi::xml_node node : root.children("w:num")) read_instance(node);
}

void Numbering::read_definition(pugi::xml_node node) {
  const int id = number_of(node.attribute("w:abstractNumId").value(), -1);
  if (!m_definition_by_id.emplace(id, static_cast<int>(m_definitions.size())).second) return;
  Definition& made = m_definitions.emplace_back();
  made.style_link = value_of(node, "w:styleLink");
  made.num_style_link = value_of(node, "w:numStyleLink");
  for (const pugi::xml_node level : node.children("w:lvl")) {
    const int number = number_of(level.attribute("w:ilvl").value(), -1);
    if (number < 0 || number >= levels) continue;
    made.levels_[number] = read_level(level);
    if (const auto style = level.child("w:pStyle")) made.style_levels.emplace(value_of(style), number);
  }
}

// 17.9.21: a definition may stand for the one that has the style it names.
void Numbering::read_instance(pugi::xml_node node) {
  Instance instance;
  const auto definition = m_definition_by_id.find(number_of(value_of(node, "w:abstractNumId"), -1));
  if (definition == m_definition_by_id.end()) return;
  instance.definition = definition->second;
  if (const std::string& link = m_definitions[definition->second].num_style_link; !link.empty())
    for (std::size_t i = 0; i < m_definitions.size(); ++i)
      if (m_definitions[i].style_link == link) instance.definition = static_cast<int>(i);
  read_overrides(node, instance);
  m_instances.emplace(number_of(node.attribute("w:numId").value(), -1), std::move(instance));
}

void Numbering::read_overrides(pugi::xml_node node, Instance& instance) {
  for (const pugi::xml_node override : node.children("w:lvlOverride")) {
    const int number = number_of(override.attribute("w:ilvl").value(), -1);
    if (number < 0 || number >= levels) continue;
    if (const auto level = override.child("w:lvl")) instance.overrides.emplace(number, read_level(level));
    if (const auto start = override.child("w:startOverride"))
      instance.starts.emplace(number, number_of(value_of(start), 0));
  }
}

const Level* Numbering::find(int num_id, int level) const {
  const auto instance = m_instances.find(num_id);
  if (instance == m_instances.end() || level < 0 || level >= levels) return nullptr;
  if (const auto own = instance->second.overrides.find(level); own != instance->second.overrides.end())
    return &own->second;
  const Level& found = m_definitions[instance->second.definition].levels_[level];
  return found.exists ? &found : nullptr;
}

int Numbering::level_of_style(int num_id, std::string_view style_id) const {
  const auto instance = m_instances.find(num_id);
  if (instance == m_instances.end()) return 0;
  const auto& levels_of_styles = m_definitions[instance->second.definition].style_levels;
  const auto found = levels_of_styles.find(style_id);
  return found == levels_of_styles.end() ? 0 : found->second;
}

// It does if both are of one definition, and the second is not told where to begin. Of bullets only the style tells.
bool Numbering::goes_on(int num_id, int level, int before, bool of_style) const {
  const Level* own = find(num_id, level);
  if (own == nullptr || own != find(before, level)) return false;
  if (own->format == "bullet") return of_style;
  return m_instances.find(num_id)->second.starts.count(level) == 0;
}

// Lists of one definition go on counting where the one before them ended, unless they begin anew (17.9.15, 17.9.26).
Number Numbering::count(int num_id, int level) {
  Number number;
  number.level = find(num_id, level);
  if (number.level == nullptr) return number;
  Instance& instance = m_instances.find(num_id)->second;
  Definition& counted = m_definitions[instance.definition];
  if (!instance.begun) {
    instance.begun = true;
    for (const auto& [at, start] : instance.starts) counted.counts[at] = start - 1, counted.counted[at] = true;
  }
  if (!counted.counted[level]) {
    const auto own = instance.starts.find(level);
    counted.counts[level] = (own == instance.starts.end() ? number.level->start : own->second) - 1;
    counted.counted[level] = true;
  }
  number.value = ++counted.counts[level];
  for (int below = level + 1; below < levels; ++below) {
    const Level* other = find(num_id, below);
    const int restart = other != nullptr ? other->restart : -1;
    if (restart < 0 || (restart > 0 && level < restart)) counted.counted[below] = false;
  }
  number.text = text_of(instance, num_id, level);
  return number;
}

// "%1.%2": the numbers of the levels (17.9.11); levels not counted yet show where they begin.
std::string Numbering::text_of(const Instance& instance, int num_id, int level) const {
  const Level& own = *find(num_id, level);
  if (own.format == "bullet") return {};
  const Definition& counted = m_definitions[instance.definition];
  std::string text;
  for (std::size_t i = 0; i < own.text.size(); ++i) {
    const bool is_number =
        own.text[i] == '%' && i + 1 < own.text.size() && own.text[i + 1] >= '1' && own.text[i + 1] <= '9';
    if (!is_number) {
      text += own.text[i];
      continue;
    }
    const int at = own.text[++i] - '1';
    const Level* shown = find(num_id, at);
    if (shown == nullptr) continue;
    const int value = counted.counted[at] ? counted.counts[at] : shown->start;
    text += number_text(value, own.is_legal ? "decimal" : shown->format);
  }
  return text;
}

}  // namespace docx
