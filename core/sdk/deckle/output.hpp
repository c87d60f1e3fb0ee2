// What an exporter writes to: a buffer in front of the host's sink.
#pragma once
#include <deckle/call.hpp>

#include <string>

namespace deckle {

class Output {
 public:
  explicit Output(dk_sink& sink) : m_sink(&sink) { m_buffer.reserve(capacity); }
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  Output& operator<<(std::string_view text) {
    if (m_buffer.size() + text.size() > capacity) {
      flush();
      if (text.size() > capacity / 2) return send(text);
    }
    m_buffer.append(text);
    return *this;
  }
  Output& operator<<(char c) {
    if (m_buffer.size() == capacity) flush();
    m_buffer.push_back(c);
    return *this;
  }
  void flush() {
    send(m_buffer);
    m_buffer.clear();
  }
  // Opens a file that belongs to this output, such as an image beside a page.
  dk_sink& part(std::string_view name, std::string_view media_type) {
    dk_sink* opened = nullptr;
    check(m_sink->open_part(m_sink->ctx, str(name), str(media_type), &opened));
    return *opened;
  }

 private:
  static constexpr std::size_t capacity = 1 << 16;
  Output& send(std::string_view text) {
    if (!text.empty()) check(m_sink->write(m_sink->ctx, text.data(), text.size()));
    return *this;
  }
  dk_sink* m_sink;
  std::string m_buffer;
};

}  // namespace deckle
