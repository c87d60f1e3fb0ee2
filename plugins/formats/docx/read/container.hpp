// The .docx file as this reader sees it: parts with sources for spans, and what is wrong with them as diagnostics.
#pragma once
#include <set>

#include "part.hpp"

namespace docx {

class Container {
 public:
  // Ends the call when the input is no archive that can be read.
  Container(deckle::Input& in, deckle::Builder& out, deckle::Call& call);

  // The main part's name (ECMA-376-1, 11.3.10). Ends the call when there is none.
  std::string main_part();
  // A part with its relationships; null, and a diagnostic, when it cannot be had.
  std::unique_ptr<Part> open(std::string_view name);
  // The part that a relationship of this type leads to, or without one what everybody calls it: `type`.xml beside the
  // part. Null when there is none.
  std::unique_ptr<Part> open_related(const Part& part, std::string_view type);

  // What a relationship of the package leads to, the core properties of the file (ECMA-376-2, 8.3) for instance; null
  // when there is none of this type.
  std::unique_ptr<Part> properties(std::string_view type);
  // The resource of an image's part, made when it is first asked for; DK_NONE when it cannot be had.
  std::uint32_t resource(const std::string& part);
  // A part's name as the main part would say it: media/image1.png.
  std::string short_name(std::string_view part) const;
  // Says what the file has that nobody reads: macros, a template outside.
  void report_unread();

 private:
  std::string find_main_part();
  void report(const office::Problem& problem);
  std::uint32_t source_of(std::string_view part, std::uint64_t size);

  deckle::Input& m_in;
  deckle::Builder& m_out;
  deckle::Call& m_call;
  std::unique_ptr<office::Package> m_package;
  std::unordered_map<std::string, std::uint32_t> m_sources, m_resources;
  std::string m_folder;  // of the main part, with the slash
};

}  // namespace docx
