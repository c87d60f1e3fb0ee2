// The fields of what crosses between supervisor and worker, named once for writing and reading.
#pragma once
#include <map>
#include <optional>

#include "engine/references.hpp"
#include "host/manifest_fields.hpp"
#include "process/wire.hpp"

namespace deckle::fields {

template <class Access, class T, class Fields>
bool maybe(Access& access, const char* field, std::optional<T>& value, Fields fields) {
  bool is_there = value.has_value();
  if (!access.number(field, is_there)) return false;
  if (is_there && !value) value.emplace();
  return !is_there || fields(access, *value);
}

inline constexpr auto of_text = [](auto& access, std::string& text) { return access.text("text", text); };

inline constexpr auto of_place = [](auto& access, Place& place) {
  return access.text("file", place.file) && access.number("line", place.line) &&
         access.number("column", place.column) && access.number("offset", place.offset) &&
         access.text("excerpt", place.excerpt) && access.number("caret begin", place.caret_begin) &&
         access.number("caret length", place.caret_length);
};

inline constexpr auto of_related = [](auto& access, Related& related) {
  return of_place(access, related.where) && access.text("text", related.text);
};

inline constexpr auto of_fix = [](auto& access, Fix& fix) {
  return of_place(access, fix.where) && access.number("begin", fix.begin) && access.number("end", fix.end) &&
         access.text("replacement", fix.replacement);
};

inline constexpr auto of_diagnostic = [](auto& access, Diagnostic& one) {
  return enumerated(access, "severity", one.severity, 0, 2) && of_problem(access, one) && of_place(access, one.where) &&
         access.text("component", one.component) && access.list("related", one.related, of_related) &&
         access.list("fixes", one.fixes, of_fix);
};

using Dropped = std::pair<std::string, std::uint64_t>;
inline constexpr auto of_dropped = [](auto& access, Dropped& dropped) {
  return access.text("code", dropped.first) && access.number("count", dropped.second);
};

inline constexpr auto of_stage_time = [](auto& access, StageTime& time) {
  return enumerated(access, "role", time.role, 1, 3) && access.text("component", time.component) &&
         access.number("microseconds", time.microseconds);
};

inline constexpr auto of_figures = [](auto& access, DocumentFigures& figures) {
  return access.number("microseconds", figures.microseconds) && access.number("peak memory", figures.peak_memory) &&
         access.list("stages", figures.stages, of_stage_time) &&
         access.plain_list("output bytes", figures.output_bytes) && access.number("warnings", figures.warnings) &&
         access.number("losses", figures.losses);
};

inline constexpr auto of_made = [](auto& access, Made& made) {
  std::vector<Dropped> dropped(made.result.dropped.begin(), made.result.dropped.end());
  const bool good = access.number("done", made.result.done) && access.number("unclaimed", made.unclaimed) &&
                    access.text("reader", made.reader) && access.number("plugin failed", made.plugin_failed) &&
                    access.number("options failed", made.options_failed) && of_figures(access, made.result.figures) &&
                    access.list("diagnostics", made.result.diagnostics, of_diagnostic) &&
                    access.list("dropped", dropped, of_dropped);
  made.result.dropped = {dropped.begin(), dropped.end()};
  return good;
};

inline constexpr auto of_order = [](auto& access, Order& order) {
  return access.number("document", order.document) && access.number("reader", order.reader) &&
         access.text("path", order.path) && access.plain_list("outputs", order.outputs) &&
         access.number("keep document", order.keep_document);
};

inline constexpr auto of_maybe_problem = [](auto& access, std::optional<Diagnostic>& problem) {
  return maybe(access, "problem", problem, of_diagnostic);
};

inline constexpr auto of_answer = [](auto& access, AddressAnswer& answer) {
  return maybe(access, "address", answer.address, of_text) && maybe(access, "problem", answer.problem, of_diagnostic);
};

inline constexpr auto of_member = [](auto& access, JoinMember& member) {
  return access.text("file", member.file) && access.text("media type", member.media_type) &&
         access.number("bytes", member.bytes);
};

inline constexpr auto of_need = [](auto& access, Need& need) {
  return enumerated(access, "kind", need.kind, 0, 1) && access.text("name", need.name);
};

// A Reference as it is written. Its texts lie in that, or in the message.
struct HeldReference {
  std::string_view from, address, name, media_type, bytes;
  bool is_resource = false, is_held = false;
  std::uint32_t index = 0;

  HeldReference() = default;
  explicit HeldReference(const Reference& reference)
      : from(reference.from), address(reference.address), is_resource(reference.is_resource) {
    is_held = reference.held.has_value();
    if (!is_held) return;
    index = reference.held->index;
    name = reference.held->name;
    media_type = reference.held->media_type;
    bytes = reference.held->bytes;
  }
  Reference reference() const {
    Reference made{from, address, is_resource};
    if (is_held) made.held = HeldResource{index, name, media_type, bytes};
    return made;
  }
};

inline constexpr auto of_reference = [](auto& access, HeldReference& reference) {
  return access.text("from", reference.from) && access.text("address", reference.address) &&
         access.text("name", reference.name) && access.text("media type", reference.media_type) &&
         access.text("bytes", reference.bytes) && access.number("is resource", reference.is_resource) &&
         access.number("is held", reference.is_held) && access.number("index", reference.index);
};

// That an output used the answer about an address, by its number among those that were checked, before it came to ask.
struct UsedAnswer {
  std::uint32_t output = 0, address = 0;
};
inline constexpr auto of_used = [](auto& access, UsedAnswer& used) {
  return access.number("output", used.output) && access.number("address", used.address);
};
inline constexpr auto of_maybe_answer = [](auto& access, std::optional<AddressAnswer>& answer) {
  return maybe(access, "answer", answer, of_answer);
};

}  // namespace deckle::fields
