// Finished documents on their way into a joined one: in a file without a name, one behind the other, so that they take
// no memory and are gone with the run however it ends.
//
// A worker gives its document as a memory file. That is copied, by the kernel alone, for the worker could still change
// its own; from then on nobody touches the bytes, and the worker that joins maps them.
#pragma once
#include <cstdint>

#include "diagnostics/result.hpp"
#include "io/descriptor.hpp"
#include "pipeline/join.hpp"

namespace deckle {

class KeptDocuments {
 public:
  // The bytes of a whole file.
  Result<KeptDocument> add(int file);
  int file() const { return m_file.get(); }

 private:
  Descriptor m_file;
  std::uint64_t m_end = 0;
};

// A document that was kept in the file, checked. It stays mapped as long as the block lives.
Result<Block> open_kept(Descriptor file, const KeptDocument& kept);

}  // namespace deckle
