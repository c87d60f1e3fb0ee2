// Every path that a run reads or writes, and who wants it. Paths that are wanted twice are found all at once, by
// sorting hashes: 100,000 documents are planned in about the time in which their files are found.
#pragma once
#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "io/listing.hpp"

namespace deckle {

struct PathClaim {
  enum class By : std::uint8_t { input, output, joined, copy, folder };
  By by = By::input;
  std::uint32_t document = 0;  // input, output: which document. joined, copy: which of the plan
  std::uint32_t output = 0;    // output: which of the document's
};

class Claims {
 public:
  // How names look to file systems that tell fewer apart; empty: all are told apart.
  using Fold = std::function<std::string(std::string_view)>;

  explicit Claims(Listing& listing) : m_listing(listing) {}

  // `base` is what `path` is relative to; folders are compared by where symbolic links lead. The path has to live as
  // long as this.
  void add(const std::string& base, std::string_view path, PathClaim claim);
  // Each folder above an output as something that no file may be; after all others.
  void add_folders();

  // Claims of one path, in the order in which they were added; groups in the order of their second claims.
  using Group = std::vector<PathClaim>;
  std::vector<Group> shared() const;
  // Outputs and copies whose paths differ, and are the same when they are folded.
  std::vector<Group> alike(const Fold& fold) const;

 private:
  using Numbers = std::vector<std::uint32_t>;  // of claims, as they were added
  struct Placed {
    PathClaim claim;
    std::uint32_t folder;
    std::string_view name;
    std::uint64_t hash;
  };
  using Hashed = std::pair<std::uint64_t, std::uint32_t>;  // a claim by its hash
  struct Folder {
    std::string real;
    bool is_written = false;
  };
  struct Asked {
    std::string base, folder;
    std::optional<std::uint32_t> number;  // nothing: nobody has asked yet
  };
  std::uint32_t folder_of(const std::string& base, std::string_view folder);
  std::uint32_t find_folder(const std::string& base, std::string_view folder);
  std::uint32_t number_of(const std::string& real);
  template <class Same>
  std::vector<Numbers> groups(std::vector<Hashed> hashes, Same same) const;
  std::vector<Group> claims_of(const std::vector<Numbers>& groups) const;
  static bool are_one_path(const Placed& one, const Placed& other);
  void place(PathClaim claim, std::uint32_t folder, std::string_view name);

  Listing& m_listing;
  std::vector<Placed> m_claims;
  std::vector<Folder> m_folders;
  std::deque<std::string> m_folder_names;
  std::unordered_map<std::string, std::uint32_t> m_by_real, m_by_name;
  std::array<Asked, 2> m_asked;
};

}  // namespace deckle
