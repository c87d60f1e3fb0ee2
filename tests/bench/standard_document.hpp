// The standard document of the benchmark: headings, paragraphs, emphasis and links, as prose has them, with a span on
// every node. Written once for whatever builds it: `out` has open, text, attribute and close.
#pragma once
#include <deckle/kinds.hpp>

#include <cstdint>
#include <string_view>

namespace deckle::bench {

constexpr std::uint32_t standard_nodes = 1'000'000;
constexpr std::uint32_t standard_source_bytes = 64u << 20;

template <class Out>
class StandardDocument {
 public:
  explicit StandardDocument(Out& out) : m_out(out) {}

  // Below an open body.
  void write() {
    for (std::uint32_t paragraph = 0; m_nodes < standard_nodes; ++paragraph) {
      if (paragraph % 8 == 0) heading(1 + paragraph / 8 % 3);
      open(Kind::paragraph);
      for (int sentence = 0; sentence < 3; ++sentence) {
        text("A sheet of paper begins as a ");
        open(Kind::emphasis);
        text("vat of water");
        close();
        text(" with a little pulp in it, ");
        open(Kind::link);
        m_out.attribute(Key::url, std::string_view("materials/mould-and-deckle.md"));
        text("the deckle");
        close();
        text(" keeps it from running off.");
        leaf(Kind::soft_break);
      }
      close();
    }
  }

 private:
  void heading(std::int64_t level) {
    open(Kind::heading);
    m_out.attribute(Key::level, level);
    text("Mould and deckle");
    close();
  }
  void open(Kind kind) {
    ++m_nodes;
    m_out.open(kind, m_at, m_at + 60);
    m_at += 2;
  }
  void close() { m_out.close(); }
  void text(std::string_view text) {
    ++m_nodes;
    m_out.text(text, m_at, m_at + static_cast<std::uint32_t>(text.size()));
    m_at += static_cast<std::uint32_t>(text.size());
  }
  void leaf(Kind kind) {
    open(kind);
    close();
  }
  Out& m_out;
  std::uint32_t m_nodes = 0, m_at = 0;
};

}  // namespace deckle::bench
