#include "job/yaml_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <deckle/utf8.hpp>
#include <new>

#include "job/yaml_ranges.hpp"

namespace deckle {
namespace {

// What yaml-cpp makes of the escapes \N and \_ are the bytes of Latin-1. All else is as valid as the text is.
std::string as_utf8(std::string_view value) {
  std::string made;
  while (true) {
    const std::size_t valid = utf8::valid_prefix(value);
    made += value.substr(0, valid);
    if (valid == value.size()) return made;
    utf8::append(made, static_cast<unsigned char>(value[valid]));
    value.remove_prefix(valid + 1);
  }
}

}  // namespace

std::size_t YamlBuilder::offset_of(const YAML::Mark& mark) const {
  const std::size_t offset = mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos);
  return std::min(offset + m_text_begin, m_text.size());
}

bool YamlBuilder::expects_key() const {
  return !m_open.empty() && m_open.back().node->is_map() && (m_parts.size() - m_open.back().first_part) % 2 == 0;
}

std::string_view YamlBuilder::keep(std::string_view letters) {
  if (letters.empty()) return {};
  char* const kept = static_cast<char*>(m_memory.allocate(letters.size(), 1));
  std::memcpy(kept, letters.data(), letters.size());
  return {kept, letters.size()};
}

std::span<const YamlNode*> YamlBuilder::keep_row(std::size_t count) {
  void* const row = m_memory.allocate(count * sizeof(const YamlNode*), alignof(const YamlNode*));
  return {static_cast<const YamlNode**>(row), count};
}

void YamlBuilder::OnDocumentStart(const YAML::Mark& mark) {
  ++m_events;
  if (!m_root) return;
  const std::size_t at = offset_of(mark);
  throw YamlRefused{{"yaml.several-documents", "a second document begins here",
                     "this file holds one document; remove what follows", at, at + 3, 0, 0}};
}

// yaml-cpp gives a value that is missing the mark of the next token. If that turns out to be a node of its own, the
// null before it was not written after all.
void YamlBuilder::unwrite_null_at(std::size_t offset) {
  if (m_last_null && m_last_null->begin == offset) {
    m_behind = m_before_last_null;
    m_last_null->begin = m_last_null->end = static_cast<std::uint32_t>(m_behind);
    m_last_null->value = {};
  }
  m_last_null = nullptr;
}

// A node whose content begins at the mark or behind the properties that do.
YamlNode* YamlBuilder::begin_node(YamlType type, const YAML::Mark& mark) {
  if (m_limits.cancel != nullptr && *m_limits.cancel != 0)
    throw YamlRefused{{"host.cancelled", "the work was interrupted", {}, 0, 0, 0, 0}};
  ++m_events;
  const std::size_t marked = offset_of(mark);
  unwrite_null_at(marked);
  const YamlProperties properties = yaml_properties(m_text, std::max(marked, m_behind));
  auto* node = new (m_memory.allocate(sizeof(YamlNode), alignof(YamlNode))) YamlNode;
  node->type = type;
  node->source = m_source;
  node->tag = keep(properties.tag);
  node->begin = static_cast<std::uint32_t>(properties.content);
  node->end = static_cast<std::uint32_t>(properties.end);  // until more is known
  return node;
}

void YamlBuilder::finish_node(YamlNode* node, YAML::anchor_t anchor) {
  m_behind = std::max<std::size_t>(m_behind, node->end);
  if (anchor != YAML::NullAnchor) {
    if (m_anchors.size() <= anchor) m_anchors.resize(anchor + 1);
    m_anchors[anchor] = node;
  }
  if (m_open.empty()) {
    m_root = node;
  } else {
    m_parts.push_back(node);
  }
}

void YamlBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  const bool key = expects_key();
  YamlNode* node = begin_node(YamlType::null, mark);
  const std::size_t marked = offset_of(mark), before = m_behind;
  const std::size_t length = marked < before ? 0 : yaml_null_length(m_text, node->begin);
  if (length == 0) {
    const std::size_t at = std::max<std::size_t>(before, marked < before       ? 0
                                                         : node->end == marked ? before
                                                                               : node->end);
    node->begin = node->end = static_cast<std::uint32_t>(at);
  } else {
    node->end = static_cast<std::uint32_t>(node->begin + length);
    node->value = keep(m_text.substr(node->begin, length));
  }
  if (key && length == 0) {
    throw YamlRefused{{"yaml.key", "a key is missing", "write 'key: value'", marked, marked + 1, 0, 0}};
  }
  if (key) node->type = YamlType::scalar;  // the word itself
  finish_node(node, anchor);
  if (length != 0 && !key) m_last_null = node, m_before_last_null = before;
}

void YamlBuilder::OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                           const std::string& value) {
  YamlNode* node = begin_node(YamlType::scalar, mark);
  node->value = keep(utf8::is_valid(value) ? value : as_utf8(value));
  const YamlExtent extent = yaml_scalar_extent(m_text, node->begin, value);
  if (value.empty() && extent.style == YamlStyle::plain) {
    node->begin = node->end;  // only a tag is written
  } else {
    node->style = extent.style;
    node->end = static_cast<std::uint32_t>(extent.end);
  }
  finish_node(node, anchor);
}

void YamlBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
  const std::size_t begin = offset_of(mark);
  const std::size_t end = std::min(m_text.find_first_of(" \t\r\n,[]{}", begin), m_text.size());
  const YamlNode* const target = anchor < m_anchors.size() ? m_anchors[anchor] : nullptr;
  if (!target) {
    throw YamlRefused{{"yaml.alias-cycle", "this alias stands inside of what it stands for", {}, begin, end, 0, 0}};
  }
  m_expanded += target->weight;
  if (m_expanded > m_limits.max_expanded) {
    throw YamlRefused{{"yaml.expansion",
                       fmt::format("the aliases up to here stand for more than {} values", m_limits.max_expanded),
                       "write fewer or smaller aliases", begin, end, target->begin, target->end}};
  }
  if (m_open.size() + target->height > m_limits.max_depth) {
    throw YamlRefused{
        {"yaml.depth",
         fmt::format("with this alias lists and maps are nested deeper than {} levels", m_limits.max_depth),
         {},
         begin,
         end,
         0,
         0}};
  }
  if (expects_key() && !target->is_scalar()) {
    throw YamlRefused{
        {"yaml.key", "a key has to be a word, not a list or map", {}, begin, end, target->begin, target->end}};
  }
  YamlNode* node = begin_node(target->type, mark);
  *node = *target;
  node->begin = static_cast<std::uint32_t>(begin);
  node->end = static_cast<std::uint32_t>(end);
  finish_node(node, YAML::NullAnchor);
}

void YamlBuilder::open(YamlType type, const YAML::Mark& mark, YAML::anchor_t anchor) {
  const std::size_t at = offset_of(mark);
  if (expects_key()) {
    throw YamlRefused{{"yaml.key", "a key has to be a word, not a list or map",
                       "is the closing bracket missing? a key that begins with '[' or '{' needs quotes", at, at + 1, 0,
                       0}};
  }
  if (m_open.size() >= m_limits.max_depth) {
    throw YamlRefused{{"yaml.depth",
                       fmt::format("lists and maps are nested deeper than {} levels", m_limits.max_depth),
                       {},
                       at,
                       at + 1,
                       0,
                       0}};
  }
  YamlNode* node = begin_node(type, mark);
  m_behind = std::max<std::size_t>(m_behind, node->begin);
  m_open.push_back({node, m_parts.size(), anchor});
}

void YamlBuilder::gather_parts(Open& opened) {
  YamlNode& node = *opened.node;
  const std::size_t count = m_parts.size() - opened.first_part;
  const YamlNode* const* const parts = m_parts.data() + opened.first_part;
  for (std::size_t k = 0; k < count; ++k) {
    node.weight =
        static_cast<std::uint32_t>(std::min<std::uint64_t>(UINT32_MAX, std::uint64_t{node.weight} + parts[k]->weight));
    node.height = std::max(node.height, parts[k]->height);
  }
  ++node.height;
  const std::size_t step = node.is_map() ? 2 : 1;
  const std::span<const YamlNode*> items = keep_row(count / step), keys = keep_row(node.is_map() ? count / 2 : 0);
  for (std::size_t k = 0; k < items.size(); ++k) items[k] = parts[k * step + step - 1];
  for (std::size_t k = 0; k < keys.size(); ++k) keys[k] = parts[k * 2];
  node.items = items, node.keys = keys;
  m_parts.resize(opened.first_part);
}

void YamlBuilder::close() {
  ++m_events;
  m_last_null = nullptr;
  Open opened = m_open.back();
  gather_parts(opened);
  YamlNode& node = *opened.node;
  const bool bracket = node.begin < m_text.size() && (m_text[node.begin] == '[' || m_text[node.begin] == '{');
  std::size_t end = std::max<std::size_t>(m_behind, node.begin);
  if (bracket) end = yaml_flow_end(m_text, std::max<std::size_t>(end, node.begin + 1));
  node.end = static_cast<std::uint32_t>(std::min(end, m_text.size()));
  m_open.pop_back();
  if (node.is_map()) note_duplicate_keys(node);
  finish_node(&node, opened.anchor);
}

void YamlBuilder::note_duplicate_keys(const YamlNode& map) {
  constexpr std::size_t most = 100;
  std::vector<const YamlNode*> sorted(map.keys.begin(), map.keys.end());
  std::sort(sorted.begin(), sorted.end(), [](const YamlNode* a, const YamlNode* b) {
    return a->value != b->value ? a->value < b->value : a->begin < b->begin;
  });
  for (std::size_t k = 1; k < sorted.size() && m_duplicate_keys.size() < most; ++k) {
    const YamlNode &first = *sorted[k - 1], &second = *sorted[k];
    if (first.value != second.value) continue;
    m_duplicate_keys.push_back({"yaml.duplicate-key",
                                fmt::format("the key '{}' stands twice in one map", second.value.substr(0, 80)),
                                "remove one of the two", second.begin, second.end, first.begin, first.end});
  }
}

std::vector<YamlProblem> YamlBuilder::duplicate_keys() const {
  std::vector<YamlProblem> ordered = m_duplicate_keys;
  std::sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) { return a.begin < b.begin; });
  return ordered;
}

}  // namespace deckle
