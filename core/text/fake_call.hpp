// For tests: a call that gives scratch memory, counts it, and can run out of it.
#pragma once
#include <deckle/text.h>

#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace deckle::text {

class FakeCall {
 public:
  FakeCall() {
    m_call.size = sizeof(dk_call);
    m_call.ctx = this;
    m_call.scratch = [](void* ctx, uint64_t bytes, uint32_t) noexcept -> void* {
      auto* self = static_cast<FakeCall*>(ctx);
      if (self->allocations_left == 0) return nullptr;
      --self->allocations_left;
      void* memory = std::malloc(bytes == 0 ? 1 : bytes);
      self->m_blocks.emplace_back(memory, &std::free);
      return memory;
    };
  }
  FakeCall(const FakeCall&) = delete;
  FakeCall& operator=(const FakeCall&) = delete;

  const dk_call* get() const { return &m_call; }
  int allocations_left = 1 << 30;

 private:
  dk_call m_call = {};
  std::vector<std::unique_ptr<void, decltype(&std::free)>> m_blocks;
};

inline dk_str as_str(std::string_view text) { return {text.data(), text.size()}; }
inline std::string as_string(dk_str text) { return std::string(text.ptr == nullptr ? "" : text.ptr, text.len); }

}  // namespace deckle::text
