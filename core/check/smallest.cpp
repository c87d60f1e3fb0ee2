#include "check/smallest.hpp"

#include <chrono>
#include <optional>

#include "document/edits.hpp"

namespace deckle::checking {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::seconds longest{10};

class Reduction {
 public:
  Reduction(GivenInput input, const std::function<bool(const GivenInput& input)>& still_does)
      : m_input(std::move(input)), m_still_does(still_does) {}

  GivenInput bytes() && {
    for (std::size_t piece = m_input.bytes.size() / 2; piece > 0; piece /= 2)
      for (std::size_t at = 0; at < m_input.bytes.size() && !is_over();) {
        std::string less = m_input.bytes;
        less.erase(at, piece);
        if (!take(std::move(less))) at += piece;
      }
    return std::move(m_input);
  }

  GivenInput document() && {
    while (fewer_nodes() && !is_over()) {
    }
    for (std::uint32_t node = 0; node < count(); ++node)
      for (std::size_t k = 0; k < keys_of(node).size() && !is_over();)
        if (!take(without_key(node, keys_of(node)[k]))) ++k;
    return std::move(m_input);
  }

 private:
  bool is_over() const { return Clock::now() > m_deadline; }

  bool take(std::string less) {
    if (less.empty() && m_input.is_document) return false;
    GivenInput smaller{std::move(less), m_input.is_document};
    if (!m_still_does(smaller)) return false;
    m_input = std::move(smaller);
    return true;
  }

  // Node by node in reading order, so that large parts go first: with all below it, or else alone. False: all stay.
  bool fewer_nodes() {
    bool is_less = false;
    for (std::uint32_t node = 0; node < count() && !is_over();) {
      if (take(without(node, false)) || take(without(node, true))) is_less = true;
      else ++node;
    }
    return is_less;
  }

  std::uint32_t count() const {
    const Result<Block> block = Block::from_bytes(m_input.bytes);
    return block ? block->document().size() : 0;
  }

  std::vector<std::uint32_t> keys_of(std::uint32_t node) const {
    std::vector<std::uint32_t> keys;
    const Result<Block> block = Block::from_bytes(m_input.bytes);
    for (const Attribute attribute : block->document().node(node).attributes())
      keys.push_back(static_cast<std::uint32_t>(attribute.key()));
    return keys;
  }

  std::string without(std::uint32_t node, bool keep_children) const {
    return edited([&](const dk_edits& edits) { edits.remove(edits.ctx, node, keep_children); });
  }

  std::string without_key(std::uint32_t node, std::uint32_t key) const {
    return edited([&](const dk_edits& edits) { edits.drop_attr(edits.ctx, node, key); });
  }

  // Empty: there is no such document.
  template <class Edit>
  std::string edited(Edit edit) const {
    const Result<Block> block = Block::from_bytes(m_input.bytes);
    EditList edits;
    edits.begin(*block, {});
    edit(*edits.face());
    const Result<Block> less = edits.apply();
    return less ? std::string(less->bytes()) : std::string();
  }

  GivenInput m_input;
  const std::function<bool(const GivenInput& input)>& m_still_does;
  Clock::time_point m_deadline = Clock::now() + longest;
};

}  // namespace

GivenInput smallest(GivenInput input, const std::function<bool(const GivenInput& input)>& still_does) {
  if (!still_does(input)) return input;
  const bool is_document = input.is_document;
  Reduction reduction(std::move(input), still_does);
  return is_document ? std::move(reduction).document() : std::move(reduction).bytes();
}

}  // namespace deckle::checking
