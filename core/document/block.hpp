// A finished document: an immutable value that may be shared, cached and passed between processes.
#pragma once
#include <cstdint>
#include <deckle/document.hpp>
#include <memory>
#include <string_view>

#include "diagnostics/result.hpp"
#include "document/tables.hpp"
#include "io/bytes.hpp"
#include "io/memory.hpp"

namespace deckle {

class Block {
 public:
  // Lays the tables out as one block. They must be sound, as a DocumentBuilder or TreeWriter leaves them.
  static Block assemble(const Tables& tables);
  // The same, but the tables are empty afterwards; large ones give their memory back meanwhile.
  static Block assemble(Tables&& tables);
  // Copies bytes from outside, after checking them: code "document.invalid" says what is wrong and where.
  static Result<Block> from_bytes(std::string_view bytes);
  // The same for a file that nobody changes, which is not copied. It has to begin at a multiple of eight.
  static Result<Block> from_file(FileBytes file);

  const dk_doc& doc() const { return m_held->doc; }
  Document document() const { return Document(m_held->doc); }
  std::string_view bytes() const {
    return {reinterpret_cast<const char*>(doc().base), static_cast<std::size_t>(doc().bytes)};
  }
  // The very same block, not just an equal one.
  bool is(const Block& other) const { return m_held == other.m_held; }

 private:
  struct Held {
    Memory storage;  // or
    FileBytes file;
    dk_doc doc;
  };
  explicit Block(std::shared_ptr<const Held> held) : m_held(std::move(held)) {}
  using Copy = void(void* to, const void* from, std::uint64_t size);
  static Block assemble(const Tables& tables, Copy* copy);
  std::shared_ptr<const Held> m_held;
};

// The same document rebuilt in preorder: pools in order of first use, no dead bytes, minimal tables. Two documents are
// equal if their canonical blocks have equal bytes.
Block canonical(const Block& block);

}  // namespace deckle
