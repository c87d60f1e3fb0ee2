// Changing a document: edits on the nodes of the input. The rules E1 to E11 stand in abi/deckle/edits.h.
//
//   edits.set(heading, Key::level, 2);
//   edits.put(heading, Position::before).leaf(Kind::thematic_break);
//   edits.wrap(paragraph, Kind::block_quote);
//   auto content = edits.put(heading, Position::after);
//   auto paragraph = content->paragraph();
#pragma once
#include <deckle/edits.h>
#include <deckle/builder.hpp>

namespace deckle {

enum class Position : std::uint32_t { before = DK_BEFORE, after, first, last, replace, wrap };

// Content on its way to a place; handed over when it goes out of scope, which must be before the next edit.
class Content {
 public:
  explicit Content(dk_builder& host) : m_builder(std::make_unique<Builder>(host, false)) {}
  Content(Content&&) = default;
  ~Content() noexcept(false) {
    if (m_builder && std::uncaught_exceptions() == m_exceptions) m_builder->finish();
  }
  // Of a named Content only: a scope opened on a temporary would outlive it.
  Builder& operator*() & { return *m_builder; }
  Builder* operator->() & { return m_builder.get(); }
  // Content of one node without children, or copied from a document.
  void leaf(Kind kind, std::string_view text = {}) { m_builder->leaf(kind, text); }
  void copy(const Node& node) { m_builder->copy(node); }

 private:
  std::unique_ptr<Builder> m_builder;
  int m_exceptions = std::uncaught_exceptions();
};

class Edits {
 public:
  explicit Edits(dk_edits& host) : m_host(&host) {}

  void set_text(const Node& node, std::string_view text) {
    check(m_host->set_text(m_host->ctx, node.index(), str(text)));
  }
  void set_kind(const Node& node, Kind kind) {
    check(m_host->set_kind(m_host->ctx, node.index(), static_cast<std::uint16_t>(kind)));
  }
  void set(const Node& node, Key key, std::string_view value) {
    set(node, static_cast<std::uint32_t>(key), DK_A_STRING, value.data(), value.size());
  }
  void set(const Node& node, Key key, const char* value) { set(node, key, std::string_view(value)); }
  void set(const Node& node, Key key, std::int64_t value) {
    set(node, static_cast<std::uint32_t>(key), DK_A_INT, &value, sizeof value);
  }
  void set(const Node& node, Key key, int value) { set(node, key, static_cast<std::int64_t>(value)); }
  void set(const Node& node, Key key, bool value) {
    const std::uint32_t raw = value;
    set(node, static_cast<std::uint32_t>(key), DK_A_BOOL, &raw, sizeof raw);
  }
  void set(const Node& node, Key key, double value) {
    set(node, static_cast<std::uint32_t>(key), DK_A_DOUBLE, &value, sizeof value);
  }
  // A key-value pair of the author.
  void set(const Node& node, std::string_view name, std::string_view value) {
    set(node, custom_key(name), DK_A_STRING, value.data(), value.size());
  }
  void drop(const Node& node, Key key) {
    check(m_host->drop_attr(m_host->ctx, node.index(), static_cast<std::uint32_t>(key)));
  }
  void set_level(const Node& heading, int level) { set(heading, Key::level, level); }

  void remove(const Node& node) { check(m_host->remove(m_host->ctx, node.index(), 0)); }
  // Removes the node and leaves its children in its place.
  void unwrap(const Node& node) { check(m_host->remove(m_host->ctx, node.index(), 1)); }
  // Puts the node into a new one of that kind.
  void wrap(const Node& node, Kind kind) { put(node, Position::wrap).leaf(kind); }
  [[nodiscard]] Content put(const Node& node, Position place) {
    dk_builder* content = nullptr;
    check(m_host->put(m_host->ctx, node.index(), static_cast<std::uint32_t>(place), &content));
    return Content(*content);
  }

 private:
  void set(const Node& node, std::uint32_t key, std::uint32_t type, const void* value, std::size_t length) {
    check(m_host->set_attr(m_host->ctx, node.index(), key, type, value, length));
  }
  std::uint32_t custom_key(std::string_view name) {
    const std::uint32_t number = m_host->key(m_host->ctx, str(name));
    if (number == 0) throw Failure{DK_E_LIMIT};
    return number;
  }
  dk_edits* m_host;
};

}  // namespace deckle
