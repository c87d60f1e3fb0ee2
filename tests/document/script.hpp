// Random edit scripts that mostly leave a valid document, and playing them to the list of edits as a transform does.
#pragma once
#include <deckle/edits.h>

#include "check/generator.hpp"
#include "naive_edits.hpp"

namespace deckle::naive {

class ScriptWriter {
 public:
  // `input`: as read from a block, with that block's sources.
  ScriptWriter(const Tree& input, const std::vector<SourcePtr>& sources, Random random);
  Script script();

 private:
  Step step();
  Step wild_step();
  std::uint32_t some_node();
  Step set_text(std::uint32_t node);
  Step set_kind(std::uint32_t node);
  Step set_attr(std::uint32_t node);
  Step drop_attr(std::uint32_t node);
  Step put(std::uint32_t node);
  Step wrap(std::uint32_t node);
  Step whole_document();
  TreePtr beside(const Tree& node);
  TreePtr inside(const Tree& node);
  void finish_content(Step& step);

  std::vector<const Tree*> m_nodes;
  Random m_random;
  Generator m_generator;
  std::uint32_t m_hot = 0;  // edits gather around one node
};

// False if the list refused a call.
bool play(const Script& script, const Document& document, const std::vector<SourcePtr>& sources, dk_edits& edits,
          Random random);

}  // namespace deckle::naive
