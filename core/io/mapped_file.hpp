// A mapped file, which others may cut short while it is read: then zeros are read where nothing is any more, and nobody
// dies of it. Whoever reads it looks afterwards whether the file was left alone.
#pragma once
#include <cstddef>

#include "io/descriptor.hpp"

namespace deckle {

class MappedFile {
 public:
  // `at`: what mmap() gave for `size` bytes of the file; it is given back with this.
  MappedFile(Descriptor file, void* at, std::size_t size);
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile();

  // From the page of `address` to the end, if it lies here; safe in a signal handler.
  bool fill_with_zeros(void* address) const;
  const MappedFile* next() const { return m_next; }

 private:
  Descriptor m_file;
  void* m_at;
  std::size_t m_size;
  MappedFile *m_previous = nullptr, *m_next;  // of all that there are
};

}  // namespace deckle
