// A reader alone, in this process: bytes in, a checked document out. The host knows no extensions.
#pragma once
#include <cstdio>
#include <cstdlib>
#include <deckle/plugin.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/block.hpp"
#include "document/builder.hpp"

namespace deckle {

struct Reading {
  std::optional<Block> block;      // none when the reader gave up
  std::vector<std::string> codes;  // of what was reported
};

class InProcess {
 public:
  // `read(Input&, Builder&, Call&)`. Ends the program when the document is not sound.
  template <class Read>
  Reading operator()(std::string_view bytes, Read read) {
    dk_host host{};
    host.size = sizeof host;
    host.extension = [](const dk_host*, const char*) noexcept -> const void* { return nullptr; };
    dk_call raw{};
    raw.size = sizeof raw;
    raw.host = &host;
    raw.ctx = this;
    raw.max_depth = 512;
    raw.report = [](void* ctx, const dk_diag* diag) noexcept {
      static_cast<InProcess*>(ctx)->m_codes.emplace_back(view(diag->code));
    };
    dk_source source{};
    source.size = sizeof source;
    source.length = bytes.size();
    source.mapped = reinterpret_cast<const std::uint8_t*>(bytes.data());
    m_codes.clear();
    m_builder.begin({});
    m_builder.add_source(DK_NONE, DK_SOURCE_FILE, "in", "", bytes.size());
    Call call(raw);
    Input input(source, call);
    try {
      Builder out(*m_builder.face(), true);
      read(input, out, call);
      out.finish();
    } catch (const Failure&) {
      return {std::nullopt, m_codes};
    }
    auto block = m_builder.finish();
    if (!block) {
      std::printf("not a document: %s\n", block.problem().message.c_str());
      std::abort();
    }
    return {std::move(*block), m_codes};
  }

 private:
  DocumentBuilder m_builder;
  std::vector<std::string> m_codes;
};

}  // namespace deckle
