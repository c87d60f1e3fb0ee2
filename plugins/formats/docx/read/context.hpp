// What everything that reads a document has at hand.
#pragma once
#include "anchors.hpp"
#include "container.hpp"
#include "numbering.hpp"
#include "settings.hpp"
#include "styles.hpp"

namespace docx {

class Context {
 public:
  Context(deckle::Builder& builder, deckle::Call& under_way, const Settings& wanted, Container& of)
      : out(builder), call(under_way), settings(wanted), container(of) {}

  deckle::Builder& out;
  deckle::Call& call;
  const Settings& settings;
  Container& container;
  Styles styles;
  Numbering numbering;
  Anchors anchors;
  Part* footnotes = nullptr;  // null: the document has none
  Part* endnotes = nullptr;

  // A note by its id; no node when there is none.
  pugi::xml_node note(const Part& notes, int id);

 private:
  std::unordered_map<std::string, std::unordered_map<int, pugi::xml_node>> m_notes{};  // by part
};

}  // namespace docx
