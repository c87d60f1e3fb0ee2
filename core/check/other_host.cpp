#include "check/other_host.hpp"

#include <algorithm>
#include <cstring>
#include <deque>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "check/table_of_release.hpp"
#include "check/wide_document.hpp"

namespace deckle::checking {
namespace {

Release g_release;
LoadedComponent g_real;
const dk_host* g_host;  // that is asked for what the other one has

// Of those that were added to since the first release there are shorter ones.
const void* extension(const dk_host*, const char* id) noexcept {
  if (g_release == Release::without || id == nullptr) return nullptr;
  const void* const known = g_host->extension(g_host, id);
  if (known == nullptr || std::string_view(id) != DK_EXT_LINKS) return known;
  static std::map<Release, TableOf<dk_links>> links;
  return &links.try_emplace(g_release, g_release, *static_cast<const dk_links*>(known)).first->second.table();
}

// Instances may keep the host and their options, so these stay.
const dk_host* other_host(const dk_host& known) {
  static std::map<Release, TableOf<dk_host>> hosts;
  g_host = &known;
  dk_host& other = hosts.try_emplace(g_release, g_release, known).first->second.table();
  other.extension = extension;
  return &other;
}

const dk_value* other_value(const dk_value& known) {
  static std::deque<TableOf<dk_value>> values;
  return &values.emplace_back(g_release, known).table();
}

struct OtherCall : TableOf<dk_call> {
  explicit OtherCall(const dk_call& known) : TableOf(g_release, known) { table().host = other_host(*known.host); }
};

class OtherDocument {
 public:
  explicit OtherDocument(const dk_doc& known) {
    if (g_release == Release::later) m_wide.emplace(known);
    else m_cut.emplace(g_release, known);
  }
  const dk_doc& doc() const { return m_wide ? m_wide->doc() : m_cut->table(); }

 private:
  std::optional<WideDocument> m_wide;
  std::optional<TableOf<dk_doc>> m_cut;
};

const dk_life* real_life() { return g_real.tables->life; }
template <class Table>
const Table& real_table() {
  return *static_cast<const Table*>(g_real.tables->table);
}

dk_status create(const dk_host* host, const dk_call* call, const dk_value* const* options, dk_instance** out) noexcept {
  std::vector<const dk_value*> values;
  for (std::size_t k = 0; k < g_real.manifest->options.size(); ++k) values.push_back(other_value(*options[k]));
  const OtherCall other(*call);
  return real_life()->create(other_host(*host), &other.table(), values.data(), out);
}

dk_status begin(dk_instance* instance, const dk_call* call) noexcept {
  const OtherCall other(*call);
  return real_life()->begin(instance, &other.table());
}

dk_status read(dk_instance* instance, const dk_call* call, const dk_source* in, dk_builder* out) noexcept {
  const OtherCall other(*call);
  const TableOf<dk_source> source(g_release, *in);
  const TableOf<dk_builder> builder(g_release, *out);
  return real_table<dk_reader>().read(instance, &other.table(), &source.table(), &builder.table());
}

dk_status run(dk_instance* instance, const dk_call* call, const dk_doc* in, dk_edits* out) noexcept {
  const OtherCall other(*call);
  const OtherDocument document(*in);
  const TableOf<dk_edits> edits(g_release, *out);
  return real_table<dk_transform>().run(instance, &other.table(), &document.doc(), &edits.table());
}

dk_status write(dk_instance* instance, const dk_call* call, const dk_doc* in, dk_sink* out) noexcept {
  const OtherCall other(*call);
  const OtherDocument document(*in);
  const TableOf<dk_sink> sink(g_release, *out);
  return real_table<dk_exporter>().write(instance, &other.table(), &document.doc(), &sink.table());
}

const void* table_of(Role role) {
  static constexpr dk_reader reader{sizeof(dk_reader), 0, nullptr, read};
  static constexpr dk_transform transform{sizeof(dk_transform), 0, run};
  static constexpr dk_exporter exporter{sizeof(dk_exporter), 0, write};
  if (role == Role::reader) return &reader;
  return role == Role::transform ? static_cast<const void*>(&transform) : &exporter;
}

}  // namespace

LoadedComponent called_by_host_of(Release release, const LoadedComponent& component) {
  static dk_life life;
  static dk_component tables;
  g_release = release;
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
