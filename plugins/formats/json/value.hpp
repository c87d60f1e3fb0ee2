// Checked access to the tape: every question says what it expects, and a wrong answer is a mistake with a position.
#pragma once
#include "tape.hpp"

#include <optional>

namespace json {

class List;

class Value {
 public:
  Value(const Tape& tape, std::uint32_t index) : m_tape(&tape), m_index(index) {}

  std::uint32_t index() const { return m_index; }
  std::uint32_t next() const { return token().next; }
  Type type() const { return token().type; }
  bool is(Type type) const { return this->type() == type; }
  std::uint32_t begin() const { return m_tape->begin_of(token()); }
  std::uint32_t end() const { return m_tape->end_of(token()); }

  // `expected` completes the sentence "expected ...".
  std::string_view string(std::string_view expected) const {
    return want(Type::string, expected), m_tape->string(token());
  }
  bool boolean(std::string_view expected) const { return want(Type::boolean, expected), token().boolean; }
  std::int64_t integer(std::string_view expected) const {
    if (is(Type::number) && token().number == static_cast<double>(static_cast<std::int32_t>(token().number)))
      return static_cast<std::int64_t>(token().number);
    return want(Type::integer, expected), token().integer;
  }
  double number(std::string_view expected) const {
    if (is(Type::integer)) return static_cast<double>(token().integer);
    return want(Type::number, expected), token().number;
  }
  List list(std::string_view expected) const;
  // A list of exactly that many elements.
  List list(std::string_view expected, std::uint32_t count) const;

  [[noreturn]] void unexpected(std::string_view expected) const {
    throw Mistake{begin(), end(), std::string("expected ").append(expected)};
  }

 private:
  const Token& token() const { return m_tape->tokens[m_index]; }
  void want(Type type, std::string_view expected) const {
    if (!is(type)) unexpected(expected);
  }
  const Tape* m_tape;
  std::uint32_t m_index;
  friend class List;
  friend class Members;
};

// The elements of a list, in order. at() is for short lists whose length was asked for.
class List {
 public:
  class Iterator {
   public:
    explicit Iterator(Value value) : m_value(value) {}
    Value operator*() const { return m_value; }
    Iterator& operator++() { return m_value = Value(*m_value.m_tape, m_value.next()), *this; }
    bool operator!=(const Iterator& other) const { return m_value.index() != other.m_value.index(); }

   private:
    friend class List;
    Value m_value;
    const Tape* tape() const { return m_value.m_tape; }
  };
  explicit List(Value value) : m_value(value) {}
  std::uint32_t size() const { return m_value.token().inner.count; }
  bool empty() const { return size() == 0; }
  std::uint32_t first() const { return m_value.index() + 1; }
  std::uint32_t end_index() const { return m_value.next(); }
  Iterator begin() const { return Iterator(Value(*m_value.m_tape, first())); }
  Iterator end() const { return Iterator(Value(*m_value.m_tape, end_index())); }
  Value operator[](std::uint32_t i) const {
    std::uint32_t at = first();
    while (i-- > 0) at = Value(*m_value.m_tape, at).next();
    return Value(*m_value.m_tape, at);
  }

 private:
  Value m_value;
};

inline List Value::list(std::string_view expected) const { return want(Type::list, expected), List(*this); }
inline List Value::list(std::string_view expected, std::uint32_t count) const {
  want(Type::list, expected);
  if (token().inner.count != count) unexpected(expected);
  return List(*this);
}

struct Member {
  Value key, value;
};

// The members of an object, in order.
class Members {
 public:
  Members(const Value& object, std::string_view expected) : m_object(object) { object.want(Type::object, expected); }
  template <class Visit>
  void each(Visit visit) const {
    const Tape& tape = *m_object.m_tape;
    for (std::uint32_t at = m_object.index() + 1; at < m_object.next();) {
      const Value key(tape, at), value(tape, key.next());
      visit(key, value);
      at = value.next();
    }
  }
  // The member of that name; a second one of that name is a mistake.
  std::optional<Value> find(std::string_view name) const {
    std::optional<Value> found;
    each([&](const Value& key, const Value& value) {
      if (key.string("a key") != name) return;
      if (found) key.unexpected("this key only once in an object");
      found = value;
    });
    return found;
  }
  Value get(std::string_view name) const {
    const auto found = find(name);
    if (!found) m_object.unexpected(std::string("an object with the key \"").append(name).append("\""));
    return *found;
  }

 private:
  Value m_object;
};

// A constructor of pandoc's AST: {"t": name, "c": content}. Those without content have no "c".
struct Tagged {
  Tagged(const Value& object, std::string_view expected) : whole(object) {
    std::optional<Value> tag;
    Members(object, expected).each([&](const Value& key, const Value& value) {
      const std::string_view part = key.string("a key");
      if (part == "t" && !tag) tag = value;
      else if (part == "c" && !content) content = value;
      else key.unexpected("an object with the keys \"t\" and \"c\"");
    });
    if (!tag) object.unexpected(expected);
    name = tag->string(expected);
  }
  Value inner() const {
    if (!content) whole.unexpected("content under the key \"c\"");
    return *content;
  }
  Value whole;
  std::string_view name;
  std::optional<Value> content;
};

}  // namespace json
