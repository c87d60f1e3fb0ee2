// A growing array of plain records that neither clears memory nor gives it back: a document is built in the memory of
// the one before it.
#pragma once
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <new>
#include <type_traits>

#include "io/memory.hpp"

namespace deckle {

template <class T>
class Pool {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  Pool() = default;
  Pool(Pool&& other) noexcept : m_data(other.m_data), m_size(other.m_size), m_capacity(other.m_capacity) {
    other.m_data = nullptr;
    other.m_size = other.m_capacity = 0;
  }
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;
  ~Pool() { std::free(m_data); }

  std::size_t size() const { return m_size; }
  bool empty() const { return m_size == 0; }
  T* data() { return m_data; }
  const T* data() const { return m_data; }
  T& operator[](std::size_t i) { return m_data[i]; }
  const T& operator[](std::size_t i) const { return m_data[i]; }
  T& back() { return m_data[m_size - 1]; }
  void clear() { m_size = 0; }
  void reserve(std::size_t count) {
    if (count > m_capacity) move_to(count);
  }
  void resize_down(std::size_t size) { m_size = size; }

  // Room for `count` more records, to be filled by the caller.
  T* extend(std::size_t count) {
    if (m_size + count > m_capacity) grow(m_size + count);
    T* at = m_data + m_size;
    m_size += count;
    return at;
  }
  void push(const T& value) { *extend(1) = value; }
  void append(const T* values, std::size_t count) {
    if (count != 0) std::memcpy(static_cast<void*>(extend(count)), values, count * sizeof(T));
  }

 private:
  void grow(std::size_t least) {
    std::size_t wanted = m_capacity < 256 ? 256 : m_capacity + m_capacity / 2;
    move_to(wanted < least ? least : wanted);
  }
  void move_to(std::size_t wanted) {
    void* moved = std::realloc(static_cast<void*>(m_data), wanted * sizeof(T));
    if (!moved) throw std::bad_alloc();
    m_data = static_cast<T*>(moved);
    m_capacity = wanted;
    prefer_huge_pages(m_data, wanted * sizeof(T));
  }
  T* m_data = nullptr;
  std::size_t m_size = 0, m_capacity = 0;
};

}  // namespace deckle
