// The program that Deckle is inside of, as far as it is asked while a document is converted.
#pragma once
#include <deckle/embed.h>

#include "diagnostics/result.hpp"
#include "io/bytes.hpp"

namespace deckle::embed {

class Embedder {
 public:
  explicit Embedder(const deckle_settings& settings)
      : m_resource(settings.resource), m_ctx(settings.ctx), m_cancel(settings.cancel) {}

  bool gives_files() const { return m_resource != nullptr; }
  // A copy of what it has under this name; or a problem of the file system.
  Result<FileBytes> give(const std::string& name) const;

  bool may_cancel() const { return m_cancel != nullptr; }
  bool has_cancelled() const { return m_cancel != nullptr && *m_cancel != 0; }
  const volatile std::uint32_t* cancel_flag() const { return m_cancel; }

 private:
  decltype(deckle_settings::resource) m_resource;
  void* m_ctx;
  const volatile std::uint32_t* m_cancel;
};

}  // namespace deckle::embed
