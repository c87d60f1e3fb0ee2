#include "engine/link_map.hpp"

#include <filesystem>

#include "engine/address.hpp"

namespace deckle {

namespace fs = std::filesystem;

void LinkMap::add(const std::string& input, const std::vector<std::string>& outputs) {
  m_outputs.emplace(fs::path(input).lexically_normal().string(), outputs);
}

std::optional<std::string> LinkMap::mapped(const std::string& from, std::string_view address, const std::string& to,
                                           std::size_t output) const {
  if (m_outputs.empty() || kind_of_address(address) != AddressKind::relative) return std::nullopt;
  const std::string path = path_of_address(address);
  if (path.empty()) return std::nullopt;  // "#section" stays within its document
  const auto found = m_outputs.find((fs::path(from).parent_path() / path).lexically_normal().string());
  if (found == m_outputs.end() || output >= found->second.size() || found->second[output] == "-") return std::nullopt;
  const fs::path target = fs::path(found->second[output]).lexically_normal();
  const fs::path folder = fs::path(to).parent_path().lexically_normal();
  const std::string relative = target.lexically_relative(folder.empty() ? "." : folder).string();
  if (relative.empty()) return std::nullopt;
  return percent_encoded(relative) + std::string(address.substr(std::min(address.size(), address.find_first_of("?#"))));
}

}  // namespace deckle
