// The tree made of the events of yaml-cpp. Only yaml_tree.cpp includes this.
#pragma once
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

#include <memory_resource>
#include <string>
#include <vector>

#include "job/yaml_tree.hpp"

namespace deckle {

// What ends reading early; thrown through yaml-cpp, never beyond read_yaml.
struct YamlRefused {
  YamlProblem problem;
};

class YamlBuilder final : public YAML::EventHandler {
 public:
  YamlBuilder(std::string_view text, std::size_t text_begin, const YamlLimits& limits, std::uint16_t source,
              std::pmr::memory_resource& memory)
      : m_text(text), m_text_begin(text_begin), m_limits(limits), m_source(source), m_memory(memory) {}

  const YamlNode* root() const { return m_root; }
  std::size_t events() const { return m_events; }
  std::vector<YamlProblem> duplicate_keys() const;

  void OnDocumentStart(const YAML::Mark& mark) override;
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(YamlType::list, mark, anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(YamlType::map, mark, anchor);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    YamlNode* node;
    std::size_t first_part;  // its keys and items among m_parts
    YAML::anchor_t anchor;
  };

  std::size_t offset_of(const YAML::Mark& mark) const;
  bool expects_key() const;
  YamlNode* begin_node(YamlType type, const YAML::Mark& mark);
  void finish_node(YamlNode* node, YAML::anchor_t anchor);
  void open(YamlType type, const YAML::Mark& mark, YAML::anchor_t anchor);
  void close();
  void gather_parts(Open& opened);
  void note_duplicate_keys(const YamlNode& map);
  void unwrite_null_at(std::size_t offset);
  std::string_view keep(std::string_view letters);
  std::span<const YamlNode*> keep_row(std::size_t count);

  std::string_view m_text;
  std::size_t m_text_begin;  // bytes of a byte order mark, which yaml-cpp does not count
  const YamlLimits& m_limits;
  std::uint16_t m_source;
  std::pmr::memory_resource& m_memory;
  const YamlNode* m_root = nullptr;
  std::vector<Open> m_open;
  std::vector<const YamlNode*> m_parts;    // keys and items of all that is open; those of a map alternate
  std::vector<const YamlNode*> m_anchors;  // by yaml-cpp's number; null while open
  std::size_t m_behind = 0;                // where the last finished node ends
  YamlNode* m_last_null = nullptr;         // the node before this one, if a null that seems to be written
  std::size_t m_before_last_null = 0;
  std::uint64_t m_expanded = 0;
  std::size_t m_events = 0;
  std::vector<YamlProblem> m_duplicate_keys;
};

}  // namespace deckle
