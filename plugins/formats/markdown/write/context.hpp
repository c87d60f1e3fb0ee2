// What the writers of one document share: what was asked for, and what is collected on the way. Cells of tables have
// writers of their own, and their notes and links are defined with all others.
#pragma once
#include <deckle/text.h>
#include <deckle/plugin.hpp>
#include <deckle/unique_names.hpp>
#include "slug/slug.hpp"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "../exporter.hpp"
#include "escape.hpp"

namespace markdown {

class Context {
 public:
  Context(const MarkdownExporter::Options& options, deckle::Call& call);

  const MarkdownExporter::Options& options;
  const Extensions extensions;
  Escaper escaper;
  deckle::Call& call;

  bool has(Extension extension) const { return extensions.has(extension); }

  // Before anything is written: what brackets may refer to.
  void look_at_headings(const deckle::Document& document);

  // Tells once for each kind what becomes of its nodes.
  void loss(const deckle::Node& node, std::string_view what);

  // Whether raw HTML somewhere in the document closes a div.
  bool closes_div(const deckle::Document& document);

  bool is_made_from_words(const deckle::Node& heading);

  // Columns on a screen. The host is asked about what is not ASCII only.
  std::size_t width(std::string_view text);

  bool in_metadata = false;  // where no note and no link can be defined

  // Notes and definitions of links that have no place yet, in the order in which they were met.
  struct Definition {
    std::string label, target;
  };
  std::vector<deckle::Node> notes;
  std::size_t notes_written = 0;
  std::vector<Definition> definitions;
  std::size_t definitions_written = 0;
  bool has_definitions() const { return notes_written < notes.size() || definitions_written < definitions.size(); }

  // The label under which a link is defined: its text where that is free and can be one, else a number.
  std::string label(std::string_view text, std::string target);

 private:
  bool take(std::string_view label, const std::string& target);

  std::vector<std::uint16_t> m_lost;                       // kinds that a loss was told of
  std::unordered_map<std::string, std::string> m_targets;  // by folded label
  std::unordered_map<std::string, std::string> m_labels;   // by target
  std::string m_folded;
  std::size_t m_numbers = 0;
  Characters m_characters;
  deckle::UniqueNames m_names;  // identifiers of the headings before
  std::optional<bool> m_closes_div;
  const dk_text* m_text = nullptr;
};

// {#id .class key="value"}, with what a node has of them, the given class first; empty if it has none. What no braces
// can hold is told as a loss.
std::string attributes(const deckle::Node& node, Context& context, std::string_view extra_class = {},
                       bool says_id = true);
// Whether a node has an identifier, classes or key-value pairs.
bool has_attributes(const deckle::Node& node);
// Whether no empty line stands in a description or before it.
bool is_tight_description(const deckle::Node& description);
// Whether a list can begin right behind a line of text.
bool may_interrupt_text(const deckle::Node& list);

}  // namespace markdown
