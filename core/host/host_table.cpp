#include "host/host_table.hpp"

namespace deckle {
namespace {

dk_str to_str(std::string_view text) { return {text.data(), text.size()}; }

const void* find_extension(const dk_host* host, const char* id) noexcept {
  if (!id) return nullptr;
  try {
    return static_cast<HostTable*>(host->ctx)->extension(id);
  } catch (...) {
    return nullptr;
  }
}

void take_log(const dk_host* host, std::uint32_t severity, dk_str text) noexcept {
  try {
    const Severity known = severity > DK_ERROR ? Severity::warning : static_cast<Severity>(severity);
    if (text.ptr) static_cast<const HostTable*>(host->ctx)->log(known, {text.ptr, text.len});
  } catch (...) {  // a lost log line is no reason to end a document
  }
}

}  // namespace

HostTable::HostTable() {
  m_table.size = sizeof m_table;
  m_table.abi = DK_ABI_REVISION;
  m_table.ctx = this;
  m_table.name = to_str("deckle");
  m_table.version = to_str(DECKLE_VERSION);
  m_table.extension = &find_extension;
  m_table.log = &take_log;
}

void HostTable::offer(std::string id, Provider provider, bool is_library) {
  m_offers[std::move(id)] = {std::move(provider), nullptr, is_library, false};
}

const void* HostTable::extension(std::string_view id) {
  const auto found = m_offers.find(id);
  if (found == m_offers.end()) return nullptr;
  Offer& offer = found->second;
  if (!offer.asked) {
    if (offer.is_library && m_instead) m_instead(id);
    offer.asked = true;
    offer.found = offer.provider();
  }
  return offer.found;
}

void HostTable::log(Severity severity, std::string_view text) const {
  if (m_log) m_log(severity, text);
}

}  // namespace deckle
