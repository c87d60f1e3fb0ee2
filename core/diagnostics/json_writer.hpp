// JSON, written straight into a text: for what is written by the thousand. The commas are its own; the rest of the
// grammar is up to whoever calls it.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace deckle {

class JsonWriter {
 public:
  // Appends to `to`, which has to outlive it.
  explicit JsonWriter(std::string& to) : m_to(to) {}

  JsonWriter& key(std::string_view name);  // a word of ours: nothing in it needs an escape
  JsonWriter& any_key(std::string_view name);
  // Values, of a key or in a list. Bytes that are no UTF-8 become U+FFFD.
  void text(std::string_view value);
  void number(std::uint64_t value);
  void seconds(double value);  // with three places
  void flag(bool value);
  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_list() { open('['); }
  void end_list() { close(']'); }
  // Members that are left out when there is nothing in them.
  void text_unless_empty(std::string_view name, std::string_view value);
  void number_unless_zero(std::string_view name, std::uint64_t value);

 private:
  void open(char bracket);
  void close(char bracket);
  void separate();
  void quote(std::string_view text);

  std::string& m_to;
  bool m_is_first = true;  // of its list or object, or behind a key
};

}  // namespace deckle
