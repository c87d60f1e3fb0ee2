// A file descriptor that is closed when its owner goes, and writing that does not stop half-way.
#pragma once
#include <string_view>
#include <utility>

namespace deckle {

class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : m_number(number) {}
  Descriptor(Descriptor&& other) noexcept : m_number(std::exchange(other.m_number, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    if (this != &other) {
      close();
      m_number = std::exchange(other.m_number, -1);
    }
    return *this;
  }
  ~Descriptor() { close(); }

  explicit operator bool() const { return m_number >= 0; }
  int get() const { return m_number; }
  // 0, or the error number.
  int close();

 private:
  int m_number = -1;
};

// 0, or the error number.
int write_all(int descriptor, std::string_view bytes);

}  // namespace deckle
