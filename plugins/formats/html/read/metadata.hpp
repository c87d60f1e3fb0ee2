// The head of a page, and what its title block shows.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "page_reader.hpp"
#include "title_block.hpp"

namespace html {

class Head {
 public:
  Head(const GumboNode& root, const Source& source);
  // The address that others on the page are relative to; empty for none.
  const std::string& base() const { return m_base; }
  // Writes what is said of the document as metadata. What the page shows counts more than what stands in its head.
  void write(const TitleBlock& shown, PageReader& page, deckle::Builder& out);

 private:
  struct Entry {
    std::string text;
    Range where;
  };
  void look_at(const GumboNode& node);
  void add(const std::string& name, std::string text, const GumboNode& node);
  void write_entries(const std::string& name, const std::vector<Entry>& entries, deckle::Builder& out) const;

  const Source& m_source;
  std::string m_base;
  std::map<std::string, std::vector<Entry>> m_entries;
};

}  // namespace html
