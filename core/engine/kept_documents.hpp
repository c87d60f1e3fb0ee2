// Finished documents on their way into a joined one: in a file, one behind the other, so that they take no memory. It
// has no name and is gone with the run however it ends, unless the next run is to find them again: then it is a file of
// the state, which knows what of it is sound.
//
// A worker gives its document as a memory file. That is copied, by the kernel alone, for the worker could still change
// its own; from then on nobody touches the bytes, and the worker that joins maps them.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "diagnostics/result.hpp"
#include "io/descriptor.hpp"
#include "pipeline/join.hpp"

namespace deckle {

// A document of an earlier run that is as good as new.
struct KeptMember {
  KeptDocument kept;
  std::uint64_t bytes = 0;                 // of its input
  std::uint64_t warnings = 0, losses = 0;  // when it was made
};

class KeptDocuments {
 public:
  // Before the first: behind what lies in the file of this name, which is created. When that cannot be had, they are
  // kept as without it.
  void keep_in(const std::string& path);
  bool outlast_the_run() const { return m_has_name; }

  // The bytes of a whole file.
  Result<KeptDocument> add(int file);
  Result<KeptDocument> add(const Block& block);
  // For others to read.
  int file() const { return m_readable.get(); }
  // Of all, those included that are of no use any more.
  std::uint64_t size() const { return m_end; }
  // Nobody wants them any more.
  void clear();
  // Checked, and mapped as long as the block lives.
  Result<Block> open(const KeptDocument& kept) const;

 private:
  Result<void> open_file();
  KeptDocument take_place(std::uint64_t size);

  Descriptor m_file, m_readable;
  bool m_has_name = false;
  std::uint64_t m_end = 0;
};

// The same for whoever was given the file.
Result<Block> open_kept(Descriptor file, const KeptDocument& kept);

}  // namespace deckle
