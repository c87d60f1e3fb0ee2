// Fields written one behind the other, and read again: numbers as they lie in memory, texts and lists behind their
// lengths. For this machine and this revision of the host alone: names of fields are not written.
#pragma once
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace deckle {

// Reader and writer have one face, so that one list of fields serves both: see manifest_fields.hpp.
class ByteWriter {
 public:
  explicit ByteWriter(std::string& to) : m_to(to) {}

  bool text(const char*, std::string_view value) {
    size(value.size());
    m_to += value;
    return true;
  }
  bool bytes(const char* field, std::string_view value) { return text(field, value); }
  template <class Number>
  bool number(const char*, const Number& value) {
    m_to.append(reinterpret_cast<const char*>(&value), sizeof value);
    return true;
  }
  template <class T>
  bool plain_list(const char* field, const std::vector<T>& values) {
    size(values.size());
    for (const T& value : values) {
      if constexpr (std::is_same_v<T, std::string>) text(field, value);
      else number(field, value);
    }
    return true;
  }
  template <class T, class Fields>
  bool list(const char*, std::vector<T>& values, Fields fields) {
    size(values.size());
    for (T& value : values) fields(*this, value);
    return true;
  }

 private:
  void size(std::size_t count) { number("", static_cast<std::uint32_t>(count)); }
  std::string& m_to;
};

// Takes nothing from behind the end: a number or a length that is not there makes the call false.
class ByteReader {
 public:
  explicit ByteReader(std::string_view from) : m_left(from) {}

  bool at_end() const { return m_left.empty(); }
  std::size_t left() const { return m_left.size(); }
  // Lives as long as what is read.
  bool text(const char*, std::string_view& value) {
    std::uint32_t length = 0;
    if (!number("", length) || length > m_left.size()) return false;
    value = m_left.substr(0, length);
    m_left.remove_prefix(length);
    return true;
  }
  bool text(const char* field, std::string& value) {
    std::string_view found;
    if (!text(field, found)) return false;
    value = found;
    return true;
  }
  bool bytes(const char* field, std::string& value) { return text(field, value); }
  template <class Number>
  bool number(const char*, Number& value) {
    if (m_left.size() < sizeof value) return false;
    std::memcpy(&value, m_left.data(), sizeof value);
    m_left.remove_prefix(sizeof value);
    return true;
  }
  bool number(const char* field, bool& value) {
    std::uint8_t byte = 0;
    if (!number(field, byte) || byte > 1) return false;
    value = byte == 1;
    return true;
  }
  template <class T>
  bool plain_list(const char* field, std::vector<T>& values) {
    return each(values, [&](T& value) {
      if constexpr (std::is_same_v<T, std::string>) return text(field, value);
      else return number(field, value);
    });
  }
  template <class T, class Fields>
  bool list(const char*, std::vector<T>& values, Fields fields) {
    return each(values, [&](T& value) { return fields(*this, value); });
  }

 private:
  template <class T, class Read>
  bool each(std::vector<T>& values, Read read) {
    std::uint32_t count = 0;
    if (!number("", count) || count > m_left.size()) return false;  // an entry has at least one byte
    for (; count > 0; --count)
      if (!read(values.emplace_back())) return false;
    return true;
  }
  std::string_view m_left;
};

}  // namespace deckle
