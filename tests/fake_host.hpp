// For unit tests of plugins: a host that offers one deckle.text/1, and a call by it.
#pragma once
#include <deckle/text.h>
#include <deckle/call.hpp>

class FakeHost {
 public:
  // `text` must outlive this.
  explicit FakeHost(const dk_text& text) {
    m_host.size = sizeof m_host;
    m_host.ctx = const_cast<dk_text*>(&text);  // handed out as const only
    m_host.extension = [](const dk_host* host, const char*) noexcept -> const void* { return host->ctx; };
    m_call.size = sizeof m_call;
    m_call.host = &m_host;
  }
  FakeHost(const FakeHost&) = delete;
  FakeHost& operator=(const FakeHost&) = delete;

  deckle::Call call() const { return deckle::Call(m_call); }

 private:
  dk_host m_host = {};
  dk_call m_call = {};
};
