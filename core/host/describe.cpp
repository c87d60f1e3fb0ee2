#include "host/describe.hpp"

#include <cmath>
#include <limits>
#include <optional>

namespace deckle {
namespace {

// A field of a struct that its producer may not have known yet.
#define DK_GET(T, p, field, otherwise) (DK_HAS(T, p, field) ? (p)->field : (otherwise))

constexpr std::uint64_t short_text = 256, long_text = 64 * 1024;
constexpr std::uint32_t few = 64, many = 1024;
constexpr dk_str none{nullptr, 0};

// Copies texts and arrays, and keeps the first thing that was wrong with them.
class Copier {
 public:
  bool failed() const { return m_problem.has_value(); }
  Diagnostic problem() const { return *m_problem; }
  void fail(std::string message) {
    if (!m_problem)
      m_problem = error("plugin.bad-manifest", "the plugin's description is broken: " + std::move(message));
  }

  std::string text(dk_str from, std::uint64_t limit, std::string_view what) {
    if (from.len == 0) return {};
    if (!from.ptr || from.len > limit) {
      fail(fmt::format("{} has {}", what,
                       from.ptr ? fmt::format("{} bytes; {} are allowed", from.len, limit) : "no address"));
      return {};
    }
    return std::string(from.ptr, from.len);
  }

  // Calls `copy` for each element of an array that is not too long.
  template <class T, class Copy>
  void array(const T* from, std::uint32_t count, std::uint32_t limit, std::string_view what, Copy copy) {
    if (count > limit) return fail(fmt::format("{} {}; {} are allowed", count, what, limit));
    if (count > 0 && !from) return fail(fmt::format("{} {} without an address", count, what));
    for (std::uint32_t i = 0; i < count && !failed(); ++i) copy(from[i]);
  }
  // The same for arrays of pointers to structs; `first` is the last field that must be there.
  template <class T, class Copy>
  void structs(const T* const* from, std::uint32_t count, std::uint32_t limit, std::string_view what, std::size_t least,
               Copy copy) {
    array(from, count, limit, what, [&](const T* one) {
      if (!one || one->size < least) return fail(fmt::format("one of the {} is {}", what, one ? "too short" : "null"));
      copy(*one);
    });
  }

 private:
  std::optional<Diagnostic> m_problem;
};

#define DK_UP_TO(T, field) (offsetof(T, field) + sizeof(T::field))

// JSON knows no infinities.
double finite(double bound, double of_no_number) {
  if (std::isnan(bound)) return of_no_number;
  return std::clamp(bound, std::numeric_limits<double>::lowest(), std::numeric_limits<double>::max());
}

OptionSpec copy_option(Copier& copier, const dk_option& from) {
  OptionSpec to;
  to.name = copier.text(from.name, short_text, "the name of an option");
  to.type = from.type;
  to.flags = from.flags;
  to.elem_type = from.elem_type;
  to.doc = copier.text(DK_GET(dk_option, &from, doc, none), long_text, "the documentation of an option");
  to.default_yaml = copier.text(DK_GET(dk_option, &from, default_yaml, none), long_text, "the default of an option");
  to.unit = copier.text(DK_GET(dk_option, &from, unit, none), short_text, "the unit of an option");
  to.since = copier.text(DK_GET(dk_option, &from, since, none), short_text, "the version of an option");
  to.replaced_by = copier.text(DK_GET(dk_option, &from, replaced_by, none), short_text, "the successor of an option");
  to.min = finite(DK_GET(dk_option, &from, min, 1), 1);
  to.max = finite(DK_GET(dk_option, &from, max, 0), 0);
  to.min_i = DK_GET(dk_option, &from, min_i, 1);
  to.max_i = DK_GET(dk_option, &from, max_i, 0);
  if (DK_HAS(dk_option, &from, choice_count))
    copier.structs(from.choices, from.choice_count, many, "choices", DK_UP_TO(dk_choice, value),
                   [&](const dk_choice& one) {
                     to.choices.push_back(
                         {copier.text(one.value, short_text, "a choice"),
                          copier.text(DK_GET(dk_choice, &one, doc, none), long_text, "the documentation of a choice")});
                   });
  return to;
}

void copy_names(Copier& copier, const dk_info& info, ComponentManifest& to) {
  if (DK_HAS(dk_info, &info, media_type_count))
    copier.array(info.media_types, info.media_type_count, few, "media types",
                 [&](dk_str one) { to.media_types.push_back(copier.text(one, short_text, "a media type")); });
  if (DK_HAS(dk_info, &info, suffix_count))
    copier.array(info.suffixes, info.suffix_count, few, "suffixes",
                 [&](dk_str one) { to.suffixes.push_back(copier.text(one, short_text, "a suffix")); });
  if (DK_HAS(dk_info, &info, kind_count))
    copier.array(info.kinds, info.kind_count, many, "kinds", [&](std::uint16_t one) { to.kinds.push_back(one); });
}

void copy_structs(Copier& copier, const dk_info& info, ComponentManifest& to) {
  if (DK_HAS(dk_info, &info, magic_count))
    copier.structs(info.magic, info.magic_count, few, "magic strings", DK_UP_TO(dk_magic, bytes),
                   [&](const dk_magic& one) {
                     to.magic.push_back({one.offset, one.score, copier.text(one.bytes, short_text, "a magic string"),
                                         copier.text(DK_GET(dk_magic, &one, mask, none), short_text, "a mask")});
                   });
  if (DK_HAS(dk_info, &info, alias_count))
    copier.structs(info.aliases, info.alias_count, few, "aliases", DK_UP_TO(dk_alias, options_yaml),
                   [&](const dk_alias& one) {
                     to.aliases.push_back(
                         {copier.text(one.name, short_text, "an alias"),
                          copier.text(one.options_yaml, long_text, "the options of an alias"),
                          copier.text(DK_GET(dk_alias, &one, doc, none), long_text, "the documentation of an alias")});
                   });
  if (DK_HAS(dk_info, &info, option_count))
    copier.structs(info.options, info.option_count, many, "options", DK_UP_TO(dk_option, name),
                   [&](const dk_option& one) { to.options.push_back(copy_option(copier, one)); });
  if (DK_HAS(dk_info, &info, code_count))
    copier.structs(
        info.codes, info.code_count, many, "diagnostic codes", DK_UP_TO(dk_code, code), [&](const dk_code& one) {
          const std::uint32_t severity = one.default_severity;
          to.codes.push_back({copier.text(one.code, short_text, "a diagnostic code"),
                              copier.text(DK_GET(dk_code, &one, doc, none), long_text, "the documentation of a code"),
                              severity > DK_ERROR ? Severity::warning : static_cast<Severity>(severity)});
        });
}

// Without its work function a component is of no use.
template <class Table>
const Table* table_of(const dk_component& component) {
  return static_cast<const Table*>(component.table);
}

bool has_work(const dk_component& component, bool& has_probe) {
  if (!DK_HAS(dk_component, &component, table) || !component.table) return false;
  if (component.role == DK_ROLE_READER) {
    const auto* reader = table_of<dk_reader>(component);
    has_probe = DK_HAS(dk_reader, reader, probe) && reader->probe;
    return DK_HAS(dk_reader, reader, read) && reader->read;
  }
  if (component.role == DK_ROLE_TRANSFORM) {
    const auto* transform = table_of<dk_transform>(component);
    return DK_HAS(dk_transform, transform, run) && transform->run;
  }
  const auto* exporter = table_of<dk_exporter>(component);
  return DK_HAS(dk_exporter, exporter, write) && exporter->write;
}

void copy_component(Copier& copier, const dk_component& from, Manifest& to) {
  if (from.role < DK_ROLE_READER || from.role > DK_ROLE_EXPORTER) {
    to.notes.push_back(fmt::format("a component of the unknown role {} is left alone", from.role));
    return;
  }
  const dk_info* info = from.info;
  if (!info || !DK_HAS(dk_info, info, name)) return copier.fail("a component without a name");
  ComponentManifest made;
  made.role = static_cast<Role>(from.role);
  made.caps = info->caps;
  made.name = copier.text(info->name, short_text, "the name of a component");
  made.title = copier.text(DK_GET(dk_info, info, title, none), short_text, "the title of a component");
  made.doc = copier.text(DK_GET(dk_info, info, doc, none), long_text, "the documentation of a component");
  copy_names(copier, *info, made);
  copy_structs(copier, *info, made);
  if (!has_work(from, made.has_probe))
    copier.fail(fmt::format("{} «{}» has no function that does its work", name_of(made.role), made.name));
  to.components.push_back(std::move(made));
}

}  // namespace

Result<Manifest> describe(const dk_plugin& plugin) {
  Copier copier;
  Manifest made;
  made.id = copier.text(DK_GET(dk_plugin, &plugin, id, none), short_text, "the plugin's id");
  made.version = copier.text(DK_GET(dk_plugin, &plugin, version, none), short_text, "the plugin's version");
  made.license = copier.text(DK_GET(dk_plugin, &plugin, license, none), short_text, "the plugin's license");
  made.vendor = copier.text(DK_GET(dk_plugin, &plugin, vendor, none), short_text, "the plugin's vendor");
  made.url = copier.text(DK_GET(dk_plugin, &plugin, url, none), long_text, "the plugin's address");
  if (DK_HAS(dk_plugin, &plugin, component_count))
    copier.structs(plugin.components, plugin.component_count, few, "components", DK_UP_TO(dk_component, info),
                   [&](const dk_component& one) { copy_component(copier, one, made); });
  if (copier.failed()) return copier.problem();
  return made;
}

}  // namespace deckle
