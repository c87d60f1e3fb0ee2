#include "check/short_of_memory.hpp"

namespace deckle::checking {
namespace {

// The function in a table's front that passes the call on, or gives `refusal`.
template <auto field, auto refusal>
struct Front;
template <class Table, class Answer, class... Arguments, Answer (*Table::*field)(void*, Arguments...) noexcept,
          auto refusal>
struct Front<field, refusal> {
  static Answer call(void* ctx, Arguments... arguments) noexcept {
    Fronted<Table>& front = *static_cast<Fronted<Table>*>(ctx);
    if (front.gate.has_room()) return (front.real.*field)(front.real.ctx, arguments...);
    front.was_refused = true;
    return static_cast<Answer>(refusal);
  }
  static void put_into(Table& face) { face.*field = call; }
};

}  // namespace

ShortBuilder::ShortBuilder(dk_builder& behind, MemoryGate& asked) : Fronted(behind, asked) {
  Front<&dk_builder::kind, 0>::put_into(face);
  Front<&dk_builder::key, 0>::put_into(face);
  Front<&dk_builder::source, DK_NONE>::put_into(face);
  Front<&dk_builder::resource, DK_NONE>::put_into(face);
  Front<&dk_builder::open, DK_NONE>::put_into(face);
  Front<&dk_builder::attr, DK_E_NOMEM>::put_into(face);
  Front<&dk_builder::flags_of_last, DK_E_NOMEM>::put_into(face);
  Front<&dk_builder::close, DK_E_NOMEM>::put_into(face);
  Front<&dk_builder::copy, DK_E_NOMEM>::put_into(face);
  Front<&dk_builder::append, DK_E_NOMEM>::put_into(face);
  Front<&dk_builder::extend, DK_E_NOMEM>::put_into(face);
  face.count = [](void* ctx) noexcept {
    const dk_builder& behind_it = static_cast<Fronted<dk_builder>*>(ctx)->real;
    return behind_it.count(behind_it.ctx);
  };
}

ShortEdits::ShortEdits(dk_edits& behind, MemoryGate& asked) : Fronted(behind, asked) {
  Front<&dk_edits::set_text, DK_E_NOMEM>::put_into(face);
  Front<&dk_edits::set_kind, DK_E_NOMEM>::put_into(face);
  Front<&dk_edits::set_attr, DK_E_NOMEM>::put_into(face);
  Front<&dk_edits::drop_attr, DK_E_NOMEM>::put_into(face);
  Front<&dk_edits::remove, DK_E_NOMEM>::put_into(face);
  Front<&dk_edits::kind, 0>::put_into(face);
  Front<&dk_edits::key, 0>::put_into(face);
  face.put = [](void* ctx, std::uint32_t node, std::uint32_t place, dk_builder** content) noexcept {
    const dk_status status = Front<&dk_edits::put, DK_E_NOMEM>::call(ctx, node, place, content);
    if (status == DK_OK) *content = static_cast<ShortEdits*>(static_cast<Fronted<dk_edits>*>(ctx))->front(**content);
    return status;
  };
}

dk_builder* ShortEdits::front(dk_builder& content) {
  if (!m_content || &m_content->real != &content) m_content.emplace(content, gate);
  return &m_content->face;
}

}  // namespace deckle::checking
