#include "check/newer_host.hpp"

#include <algorithm>
#include <cstring>
#include <deque>
#include <vector>

#include "check/wide_document.hpp"

namespace deckle::checking {
namespace {

template <class Table>
struct Newer {
  explicit Newer(const Table& known) : table(known) {
    table.size = sizeof *this;
    if constexpr (requires { table.flags; }) table.flags = 0xFFFFFFFFu;
  }
  Table table;
  std::uint64_t unknown[2] = {0xA5A5A5A5A5A5A5A5u, 0xA5A5A5A5A5A5A5A5u};
};

// Instances may keep the host and their options, so these stay.
const dk_host* newer_host(const dk_host& known) {
  static const Newer<dk_host> newer(known);
  return &newer.table;
}

const dk_value* newer_value(const dk_value& known) {
  static std::deque<Newer<dk_value>> values;
  return &values.emplace_back(known).table;
}

struct NewerCall : Newer<dk_call> {
  explicit NewerCall(const dk_call& known) : Newer(known) { table.host = newer_host(*known.host); }
};

LoadedComponent g_real;

const dk_life* real_life() { return g_real.tables->life; }
template <class Table>
const Table& real_table() {
  return *static_cast<const Table*>(g_real.tables->table);
}

dk_status create(const dk_host* host, const dk_call* call, const dk_value* const* options, dk_instance** out) noexcept {
  std::vector<const dk_value*> values;
  for (std::size_t k = 0; k < g_real.manifest->options.size(); ++k) values.push_back(newer_value(*options[k]));
  const NewerCall newer(*call);
  return real_life()->create(newer_host(*host), &newer.table, values.data(), out);
}

dk_status begin(dk_instance* instance, const dk_call* call) noexcept {
  const NewerCall newer(*call);
  return real_life()->begin(instance, &newer.table);
}

dk_status read(dk_instance* instance, const dk_call* call, const dk_source* in, dk_builder* out) noexcept {
  const NewerCall newer(*call);
  const Newer<dk_source> source(*in);
  Newer<dk_builder> builder(*out);
  return real_table<dk_reader>().read(instance, &newer.table, &source.table, &builder.table);
}

dk_status run(dk_instance* instance, const dk_call* call, const dk_doc* in, dk_edits* out) noexcept {
  const NewerCall newer(*call);
  const WideDocument document(*in);
  Newer<dk_edits> edits(*out);
  return real_table<dk_transform>().run(instance, &newer.table, &document.doc(), &edits.table);
}

dk_status write(dk_instance* instance, const dk_call* call, const dk_doc* in, dk_sink* out) noexcept {
  const NewerCall newer(*call);
  const WideDocument document(*in);
  Newer<dk_sink> sink(*out);
  return real_table<dk_exporter>().write(instance, &newer.table, &document.doc(), &sink.table);
}

const void* table_of(Role role) {
  static constexpr dk_reader reader{sizeof(dk_reader), 0, nullptr, read};
  static constexpr dk_transform transform{sizeof(dk_transform), 0, run};
  static constexpr dk_exporter exporter{sizeof(dk_exporter), 0, write};
  if (role == Role::reader) return &reader;
  return role == Role::transform ? static_cast<const void*>(&transform) : &exporter;
}

}  // namespace

LoadedComponent called_by_newer_host(const LoadedComponent& component) {
  static dk_life life;
  static dk_component tables;
  g_real = component;
  life = {};
  tables = {sizeof tables, component.tables->role, component.tables->info, &life, table_of(component.manifest->role)};
  if (DK_HAS(dk_component, component.tables, life) && component.tables->life)
    std::memcpy(&life, component.tables->life, std::min<std::size_t>(component.tables->life->size, sizeof life));
  if (life.create) life.create = create;
  if (life.begin) life.begin = begin;
  return {&tables, component.manifest, component.plugin};
}

}  // namespace deckle::checking
