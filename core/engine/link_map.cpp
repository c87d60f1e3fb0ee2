#include "engine/link_map.hpp"

#include <filesystem>

#include "engine/address.hpp"

namespace deckle {

namespace fs = std::filesystem;

void LinkMap::add(const std::string& input, const std::vector<std::string>& outputs) {
  m_outputs.emplace(fs::path(input).lexically_normal().string(), outputs);
}

LinkMap::Outputs::const_iterator LinkMap::find(const std::string& from, std::string_view address) const {
  if (m_outputs.empty() || kind_of_address(address) != AddressKind::relative) return m_outputs.end();
  const std::string path = path_of_address(address);
  if (path.empty()) return m_outputs.end();  // "#section" stays within its document
  return m_outputs.find((fs::path(from).parent_path() / path).lexically_normal().string());
}

const std::string* LinkMap::input(const std::string& from, std::string_view address) const {
  const auto found = find(from, address);
  return found == m_outputs.end() ? nullptr : &found->first;
}

std::optional<std::string> LinkMap::mapped(const std::string& from, std::string_view address, const std::string& to,
                                           std::size_t output) const {
  const auto found = find(from, address);
  if (found == m_outputs.end() || output >= found->second.size()) return std::nullopt;
  const std::string& written = found->second[output];
  if (written.empty() || written == "-") return std::nullopt;
  return address_between(to, written, address);
}

}  // namespace deckle
