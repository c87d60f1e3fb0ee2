#include "check/library_file.hpp"

#include <elf.h>

#include <cstring>
#include <optional>

namespace deckle::checking {
namespace {

// Tables of a file whose offsets may lie.
class Elf {
 public:
  explicit Elf(std::string_view bytes) : m_bytes(bytes) {}

  template <class Record>
  std::optional<Record> at(std::uint64_t offset) const {
    if (offset > m_bytes.size() || m_bytes.size() - offset < sizeof(Record)) return std::nullopt;
    Record made;
    std::memcpy(&made, m_bytes.data() + offset, sizeof made);
    return made;
  }
  std::string text(const Elf64_Shdr& strings, std::uint64_t offset) const {
    if (offset >= strings.sh_size || strings.sh_offset > m_bytes.size()) return {};
    const std::string_view rest = m_bytes.substr(strings.sh_offset).substr(0, strings.sh_size).substr(offset);
    return std::string(rest.substr(0, rest.find('\0')));
  }
  std::optional<Elf64_Shdr> section(const Elf64_Ehdr& header, std::uint64_t index) const {
    return index < header.e_shnum ? at<Elf64_Shdr>(header.e_shoff + index * sizeof(Elf64_Shdr)) : std::nullopt;
  }

 private:
  std::string_view m_bytes;
};

void read_symbols(const Elf& elf, const Elf64_Shdr& table, const Elf64_Shdr& names, LibraryFile& to) {
  for (std::uint64_t k = 1; k < table.sh_size / sizeof(Elf64_Sym); ++k) {
    const auto symbol = elf.at<Elf64_Sym>(table.sh_offset + k * sizeof(Elf64_Sym));
    if (!symbol) return;
    const int visibility = ELF64_ST_VISIBILITY(symbol->st_other), binding = ELF64_ST_BIND(symbol->st_info);
    const bool is_own = symbol->st_shndx != SHN_UNDEF && binding != STB_LOCAL;
    if (!is_own || (visibility != STV_DEFAULT && visibility != STV_PROTECTED)) continue;
    to.exported.push_back(
        {elf.text(names, symbol->st_name), ELF64_ST_TYPE(symbol->st_info) == STT_OBJECT, binding == STB_GNU_UNIQUE});
  }
}

void read_versions(const Elf& elf, const Elf64_Shdr& table, const Elf64_Shdr& names, LibraryFile& to) {
  std::uint64_t at = table.sh_offset;
  for (std::uint32_t files = 0; files < table.sh_info; ++files) {
    const auto file = elf.at<Elf64_Verneed>(at);
    if (!file) return;
    std::uint64_t entry = at + file->vn_aux;
    for (std::uint16_t k = 0; k < file->vn_cnt; ++k) {
      const auto version = elf.at<Elf64_Vernaux>(entry);
      if (!version) return;
      to.versions.insert(elf.text(names, version->vna_name));
      entry += version->vna_next;
    }
    at += file->vn_next;
  }
}

void read_dynamic(const Elf& elf, const Elf64_Shdr& table, LibraryFile& to) {
  for (std::uint64_t k = 0; k < table.sh_size / sizeof(Elf64_Dyn); ++k) {
    const auto entry = elf.at<Elf64_Dyn>(table.sh_offset + k * sizeof(Elf64_Dyn));
    if (!entry) return;
    const bool says_so = entry->d_tag == DT_FLAGS && (entry->d_un.d_val & DF_TEXTREL) != 0;
    to.has_text_relocations = to.has_text_relocations || entry->d_tag == DT_TEXTREL || says_so;
  }
}

}  // namespace

Result<LibraryFile> library_file(std::string_view bytes) {
  const Elf elf(bytes);
  const auto header = elf.at<Elf64_Ehdr>(0);
  if (!header) return error("plugin.not-a-library", "it has no ELF header");
  LibraryFile made;
  for (std::uint64_t k = 0; k < header->e_phnum; ++k) {
    const auto segment = elf.at<Elf64_Phdr>(header->e_phoff + k * sizeof(Elf64_Phdr));
    if (segment && segment->p_type == PT_GNU_STACK) made.has_executable_stack = (segment->p_flags & PF_X) != 0;
  }
  for (std::uint64_t k = 0; k < header->e_shnum; ++k) {
    const auto table = elf.section(*header, k);
    const auto names = table ? elf.section(*header, table->sh_link) : std::nullopt;
    if (!table || !names) continue;
    if (table->sh_type == SHT_DYNSYM) read_symbols(elf, *table, *names, made);
    if (table->sh_type == SHT_GNU_verneed) read_versions(elf, *table, *names, made);
    if (table->sh_type == SHT_DYNAMIC) read_dynamic(elf, *table, made);
  }
  return made;
}

}  // namespace deckle::checking
