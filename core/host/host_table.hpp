// The dk_host that plugins are given: who the host is, its extensions, its log.
//
// Extensions are offered as functions, so that what stands behind one (ICU, for deckle.text/1) is loaded only when a
// plugin first asks for it.
#pragma once
#include <deckle/host.h>

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "diagnostics/diagnostic.hpp"

namespace deckle {

class HostTable {
 public:
  using Provider = std::function<const void*()>;
  using Log = std::function<void(Severity, std::string_view text)>;

  HostTable();
  HostTable(const HostTable&) = delete;
  HostTable& operator=(const HostTable&) = delete;

  // An extension by id. `provider` is called at most once, and may give null: then the host does without.
  // `is_library`: it loads one.
  void offer(std::string id, Provider provider, bool is_library = false);
  // For a process that cannot open files any more: called instead of a provider that loads a library; it must not
  // return.
  void instead_of_loading(std::function<void(std::string_view id)> instead) { m_instead = std::move(instead); }
  void log_to(Log log) { m_log = std::move(log); }

  const dk_host* table() const { return &m_table; }
  // As a plugin would ask.
  const void* extension(std::string_view id);
  void log(Severity severity, std::string_view text) const;

 private:
  struct Offer {
    Provider provider;
    const void* found = nullptr;
    bool is_library = false, asked = false;
  };
  dk_host m_table{};
  std::map<std::string, Offer, std::less<>> m_offers;
  std::function<void(std::string_view)> m_instead;
  Log m_log;
};

// What this program offers: deckle.yaml/1 and deckle.text/1.
void offer_extensions(HostTable& host);

}  // namespace deckle
