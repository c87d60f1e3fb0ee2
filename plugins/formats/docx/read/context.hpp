// What everything that reads a document has at hand.
#pragma once
#include "anchors.hpp"
#include "container.hpp"
#include "numbering.hpp"
#include "settings.hpp"
#include "styles.hpp"

namespace docx {

struct Image {
  std::string target, title, alternative;
  double width = 0, height = 0;  // inches; 0: not said
  bool is_external = false;
};

struct Formula {
  std::string markup;  // as it is in the part
  bool is_display = false;
};

// The end of a paragraph that was inserted or deleted.
struct MarkChange {
  bool is_insertion = false;
  std::string author, date;
};

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
  Anchors anchors{settings.bookmarks};
  Part* footnotes = nullptr;  // null: the document has none
  Part* endnotes = nullptr;
  Part* comments = nullptr;
  std::vector<Image> images{};  // leaves know them by their number
  std::vector<Formula> formulas{};
  std::vector<MarkChange> mark_changes{};

  // Headers and footers live as long as the rest.
  Part* keep(std::unique_ptr<Part> part) { return part ? m_kept.emplace_back(std::move(part)).get() : nullptr; }

  // A note by its id; no node when there is none.
  pugi::xml_node note(const Part& notes, int id);

 private:
  std::vector<std::unique_ptr<Part>> m_kept{};
  std::unordered_map<std::string, std::unordered_map<int, pugi::xml_node>> m_notes{};  // by part
};

}  // namespace docx
