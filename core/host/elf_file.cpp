// Tells a whole shared library from other files by the ELF headers alone.
#include <elf.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "host/library.hpp"

namespace deckle {
namespace {

#if defined(__x86_64__)
constexpr Elf64_Half this_machine = EM_X86_64;
#elif defined(__aarch64__)
constexpr Elf64_Half this_machine = EM_AARCH64;
#endif

// A descriptor that closes itself.
struct Descriptor {
  int number;
  ~Descriptor() {
    if (number >= 0) close(number);
  }
};

Diagnostic not_a_library(std::string_view reason) {
  return error("plugin.not-a-library", fmt::format("it is not a shared library: {}", reason));
}

Diagnostic truncated(std::uint64_t needed, std::uint64_t size) {
  return error("plugin.truncated",
               fmt::format("it is incomplete: its headers speak of {} bytes, the file has {}", needed, size),
               "copy or build it again");
}

// Sets `needed` to where the furthest segment ends; false when the program headers cannot be read.
bool furthest_segment(int descriptor, const Elf64_Ehdr& header, std::uint64_t& needed) {
  for (unsigned i = 0; i < header.e_phnum; ++i) {
    Elf64_Phdr segment;
    const off_t at = static_cast<off_t>(header.e_phoff + std::uint64_t{i} * sizeof segment);
    if (pread(descriptor, &segment, sizeof segment, at) != ssize_t{sizeof segment}) return false;
    std::uint64_t end = 0;
    if (__builtin_add_overflow(segment.p_offset, segment.p_filesz, &end)) return false;
    needed = std::max(needed, end);
  }
  return true;
}

}  // namespace

Result<void> check_library_file(const std::filesystem::path& file) {
  const Descriptor opened{open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  struct stat found {};
  if (opened.number < 0 || fstat(opened.number, &found) != 0)
    return error("plugin.unreadable", fmt::format("it cannot be read: {}", std::strerror(errno)));
  if (!S_ISREG(found.st_mode)) return not_a_library("it is no regular file");
  const std::uint64_t size = static_cast<std::uint64_t>(found.st_size);

  Elf64_Ehdr header{};
  const ssize_t got = pread(opened.number, &header, sizeof header, 0);
  if (got < SELFMAG || std::memcmp(header.e_ident, ELFMAG, SELFMAG) != 0) return not_a_library("it has no ELF header");
  if (got < ssize_t{sizeof header}) return truncated(sizeof header, size);
  if (header.e_ident[EI_CLASS] != ELFCLASS64 || header.e_ident[EI_DATA] != ELFDATA2LSB ||
      header.e_machine != this_machine)
    return not_a_library("it is made for another kind of machine");
  if (header.e_type != ET_DYN) return not_a_library("it is another kind of ELF file");
  if (header.e_phentsize != sizeof(Elf64_Phdr) || header.e_phoff > size) return not_a_library("its headers are broken");

  std::uint64_t needed = header.e_phoff + std::uint64_t{header.e_phnum} * header.e_phentsize;
  if (needed > size) return truncated(needed, size);
  if (!furthest_segment(opened.number, header, needed)) return not_a_library("its headers are broken");
  const std::uint64_t sections = header.e_shoff + std::uint64_t{header.e_shnum} * header.e_shentsize;
  if (header.e_shoff < size + (1ull << 40))
    needed = std::max(needed, sections);  // a wild offset is not worth believing
  if (needed > size) return truncated(needed, size);
  return {};
}

}  // namespace deckle
