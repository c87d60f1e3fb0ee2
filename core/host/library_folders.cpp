#include "host/library_folders.hpp"

#include <elf.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

#include "io/read_file.hpp"

namespace deckle {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_libraries = 64;

// What a library's dynamic section names, as it is written there. Nothing in the file is believed.
struct Dependencies {
  std::vector<std::string_view> needed, folders;  // folders: joined by colons
};

template <class T>
T read_at(std::string_view bytes, std::uint64_t offset) {
  T value{};
  if (offset <= bytes.size() && bytes.size() - offset >= sizeof value)
    std::memcpy(&value, bytes.data() + offset, sizeof value);
  return value;
}

std::vector<Elf64_Phdr> segments_of(std::string_view bytes, std::uint32_t type) {
  const auto header = read_at<Elf64_Ehdr>(bytes, 0);
  std::vector<Elf64_Phdr> found;
  for (unsigned i = 0; i < header.e_phnum; ++i) {
    const auto segment = read_at<Elf64_Phdr>(bytes, header.e_phoff + i * sizeof(Elf64_Phdr));
    if (segment.p_type == type) found.push_back(segment);
  }
  return found;
}

// The rest of the file from what will lie at this address.
std::string_view rest_from_address(std::string_view bytes, std::uint64_t address) {
  for (const Elf64_Phdr& segment : segments_of(bytes, PT_LOAD))
    if (address - segment.p_vaddr < segment.p_filesz) {
      const std::uint64_t offset = segment.p_offset + (address - segment.p_vaddr);
      return offset < bytes.size() ? bytes.substr(offset) : std::string_view();
    }
  return {};
}

Dependencies dependencies_of(std::string_view bytes) {
  std::vector<Elf64_Dyn> entries;
  std::uint64_t names_address = 0;
  for (const Elf64_Phdr& segment : segments_of(bytes, PT_DYNAMIC))
    for (std::uint64_t at = 0; at < std::min<std::uint64_t>(segment.p_filesz, 64 << 10); at += sizeof(Elf64_Dyn)) {
      entries.push_back(read_at<Elf64_Dyn>(bytes, segment.p_offset + at));
      if (entries.back().d_tag == DT_STRTAB) names_address = entries.back().d_un.d_ptr;
      if (entries.back().d_tag == DT_NULL) break;
    }
  const std::string_view names = rest_from_address(bytes, names_address);
  Dependencies found;
  for (const Elf64_Dyn& entry : entries) {
    const bool is_needed = entry.d_tag == DT_NEEDED, is_path = entry.d_tag == DT_RUNPATH || entry.d_tag == DT_RPATH;
    if ((!is_needed && !is_path) || entry.d_un.d_val >= names.size()) continue;
    const std::string_view name = names.substr(entry.d_un.d_val, 4096);
    (is_needed ? found.needed : found.folders).push_back(name.substr(0, name.find('\0')));
  }
  return found;
}

class Search {
 public:
  void add_folder(const fs::path& folder) {
    if (!folder.empty() && std::find(folders.begin(), folders.end(), folder) == folders.end())
      folders.push_back(folder);
  }

  void add_folders(std::string_view joined, const fs::path& origin) {
    while (!joined.empty()) {
      std::string folder(joined.substr(0, joined.find(':')));
      joined.remove_prefix(std::min(joined.size(), folder.size() + 1));
      for (const std::string_view variable : {"$ORIGIN", "${ORIGIN}"})
        if (folder.rfind(variable, 0) == 0) folder.replace(0, variable.size(), origin.string());
      add_folder(folder);
    }
  }

  void look_into(const fs::path& library) {
    const Result<FileBytes> bytes = read_path(library);
    if (!bytes) return;
    const Dependencies named = dependencies_of(bytes->view());
    for (const std::string_view joined : named.folders) add_folders(joined, library.parent_path());
    for (const std::string_view name : named.needed) add_library(name);
  }

  void add_library(std::string_view name) {
    for (const fs::path& folder : folders) {
      std::error_code failed;
      const fs::path file = folder / name;
      if (!fs::is_regular_file(file, failed)) continue;
      if (libraries.size() < most_libraries && std::find(libraries.begin(), libraries.end(), file) == libraries.end())
        libraries.push_back(file);
      return;
    }
  }

  std::vector<fs::path> folders, libraries;
};

}  // namespace

std::vector<fs::path> library_folders(const fs::path& library) {
  Search search;
  search.add_folder(library.parent_path());
  if (const char* named = std::getenv("LD_LIBRARY_PATH")) search.add_folders(named, {});
  search.libraries.push_back(library);
  for (std::size_t next = 0; next < search.libraries.size(); ++next)
    search.look_into(fs::path(search.libraries[next]));  // a copy: the list grows
  return search.folders;
}

}  // namespace deckle
