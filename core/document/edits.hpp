// The list of edits behind abi/deckle/edits.h, and the pass that applies it. Rules E1 to E11 stand in that header.
#pragma once
#include <deckle/edits.h>

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/block.hpp"
#include "document/builder.hpp"

namespace deckle {

// One edit as it was asked for.
struct Edit {
  enum class What : std::uint8_t { set_text, set_kind, set_attr, drop_attr, remove, unwrap, put };
  std::uint32_t node;
  What what;
  std::uint32_t place = 0;                   // put: DK_BEFORE, ...
  std::uint16_t kind = 0;                    // set_kind
  dk_attr attr{};                            // set_attr, drop_attr; strings lie in EditList::strings
  std::uint32_t text_off = 0, text_len = 0;  // set_text, in EditList::strings
  std::uint32_t first = 0, last = 0;         // put: the nodes [first, last) of the content
};

class EditList {
 public:
  EditList();
  EditList(const EditList&) = delete;
  EditList& operator=(const EditList&) = delete;

  // Starts a list for a document, which must outlive it; keeps the memory of the last one.
  void begin(const Block& block, const BuildLimits& limits);
  dk_edits* face() { return &m_face; }

  // The new document, validated; the very same block if there are no edits.
  Result<Block> apply();
  dk_status status() const { return m_status; }
  // The first problem met, of the list or of content under way; empty if there is none.
  const std::string& problem() const { return m_problem.empty() ? m_content.problem() : m_problem; }

 private:
  friend class EditPass;
  struct Calls;
  dk_status fail(dk_status status, std::string text);
  bool is_node(std::uint32_t node);
  bool may_move(std::uint32_t node);
  bool is_key(std::uint32_t key) const;
  dk_status add(Edit edit);
  dk_status put(std::uint32_t node, std::uint32_t place, dk_builder** content);
  dk_status end_content();
  std::uint32_t add_string(const void* bytes, std::uint64_t length);

  const Block* m_block = nullptr;
  std::vector<Edit> m_edits;
  std::string m_strings;
  Tables m_names;                                                      // custom kinds and keys of set_kind and set_attr
  std::map<std::pair<bool, std::string_view>, std::uint32_t> m_known;  // those of the document: {is a kind, name}
  DocumentBuilder m_content;                                           // all contents, one after the other
  bool m_content_open = false;
  dk_edits m_face{};
  dk_status m_status = DK_OK;
  std::string m_problem;
};

}  // namespace deckle
