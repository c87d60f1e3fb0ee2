// The metadata of a document as properties of the file: Word shows them, and fields can.
#pragma once
#include <deckle/document.hpp>

#include <string>
#include <vector>

struct Properties {
  std::string title, subject, description, keywords, category, language, date;
  std::vector<std::string> authors;

  explicit Properties(const deckle::Document& document);
  std::string core_xml() const;  // ECMA-376, part 2, clause 8.3
};
