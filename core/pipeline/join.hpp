// Several documents as one: a book from its chapters.
//
// Every document becomes a division with an identifier, made of the stem of its file's name, so that a link to the file
// has a target. Identifiers stay as they are unless an earlier document has them: then the stem is put before them, and
// all that refers to them follows. Links between the documents become links within the joined one.
//
// What the documents agree on is the metadata of the joined one; a title is never that of the whole, but a heading at
// the beginning of its division, unless the document begins with it already.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "document/builder.hpp"

namespace deckle {

// Where a document lies that is not in memory: see engine/kept_documents.hpp.
struct KeptDocument {
  std::uint64_t offset = 0, size = 0;  // bytes

  // Each begins with a page, so that it can be mapped.
  static constexpr std::uint64_t page = 4096;
  std::uint64_t room() const { return (size + page - 1) / page * page; }
};

struct JoinMember {
  std::optional<Block> block;  // given up as soon as it is copied
  KeptDocument kept;           // until there is a block
  std::string file;            // the input, as its source is called
  std::string media_type;
  std::uint64_t bytes = 0;
};

struct JoinSurroundings {
  // The `file` of the member or other input that an address standing in the file `from` leads to; nothing: no input.
  std::function<std::optional<std::string>(const std::string& from, std::string_view address)> input;
  // Takes what is to be said about a node of one of the blocks. The place is for the receiver to find; until then it is
  // the file.
  std::function<void(Diagnostic, const dk_doc& document, std::uint32_t node)> report;
};

Block empty_document();

// At least one member. `frame` is an empty document whose metadata comes first. The result is canonical; sections that
// this program does not know are left out. Fails with "document.limit".
Result<Block> join(const Block& frame, std::vector<JoinMember>& members, const BuildLimits& limits,
                   const JoinSurroundings& around);

}  // namespace deckle
