#include "host/call_context.hpp"

#include <deckle/options.h>
#include <deckle/utf8.hpp>

#include <algorithm>

#include "diagnostics/text_places.hpp"

namespace deckle {
namespace {

constexpr std::uint64_t longest_text = 16 * 1024;
constexpr std::uint32_t most_related = 32;

// What a plugin wrote for people: valid UTF-8 of a length that can be read.
std::string readable(dk_str from) {
  if (!from.ptr || from.len == 0) return {};
  const std::string_view bytes(from.ptr, std::min(from.len, longest_text));
  std::string text;
  for (std::size_t at = 0; at < bytes.size();) utf8::append(text, utf8::next(bytes, at));
  if (from.len > longest_text) text += "…";
  return text;
}

CallContext* context(void* ctx) { return static_cast<CallContext*>(ctx); }

}  // namespace

// long: a table, one assignment a field.
CallContext::CallContext(const DocumentContext& around, const ComponentManifest& component, const dk_doc* document)
    : m_around(around),
      m_component(component),
      m_document(document),
      m_scratch(around.scratch ? around.scratch : &m_own_scratch),
      m_errors_before(around.report->errors()) {
  m_scratch->set_limit(around.limits.max_scratch);
  m_call.size = sizeof m_call;
  m_call.ctx = this;
  m_call.host = around.host;
  m_call.cancel = around.cancel ? around.cancel : &m_never_cancelled;
  m_call.max_nodes = around.limits.max_nodes;
  m_call.max_bytes_out = around.limits.max_bytes_out;
  m_call.max_depth = around.limits.max_depth;
  m_call.max_ratio = around.limits.max_ratio;
  m_call.report = [](void* ctx, const dk_diag* diag) noexcept {
    try {
      if (diag) context(ctx)->take(*diag);
    } catch (...) {  // no memory for the diagnostic: the next allocation of the host will say so
    }
  };
  m_call.progress = [](void* ctx, std::uint64_t done, std::uint64_t total) noexcept {
    try {
      if (context(ctx)->m_around.progress) context(ctx)->m_around.progress(done, total);
    } catch (...) {
    }
  };
  m_call.scratch = [](void* ctx, std::uint64_t bytes, std::uint32_t align) noexcept -> void* {
    try {
      return context(ctx)->m_scratch->take(bytes, align);
    } catch (...) {
      return nullptr;
    }
  };
  m_call.resolve = [](void* ctx, std::uint32_t from, dk_str uri, const dk_source** out) noexcept {
    try {
      return context(ctx)->resolve(from, uri, out);
    } catch (...) {
      return dk_status{DK_E_NOMEM};
    }
  };
}

CallContext::~CallContext() { m_scratch->clear(); }

dk_status CallContext::resolve(std::uint32_t from, dk_str uri, const dk_source** out) {
  if (!out) return DK_E_INTERNAL;
  *out = nullptr;
  if (!m_around.resolver || !uri.ptr) return DK_E_INPUT;
  Result<const dk_source*> found = m_around.resolver->resolve(from, {uri.ptr, uri.len});
  if (!found) {
    // Without a code it was reported before.
    if (!found.problem().code.empty()) m_around.report->add(std::move(found.problem()));
    return DK_E_INPUT;
  }
  *out = *found;
  return *found ? DK_OK : DK_E_INPUT;
}

bool CallContext::declares(std::string_view code) const {
  return std::any_of(m_component.codes.begin(), m_component.codes.end(),
                     [&](const CodeSpec& one) { return one.code == code; });
}

void CallContext::fault(std::string message) {
  Diagnostic made = error("host.plugin-fault",
                          fmt::format("a fault of the {} {}: {}", name_of(m_component.role), m_component.name, message),
                          "please tell the plugin's author");
  made.severity = Severity::warning;
  made.component = m_component.name;
  m_around.report->add(std::move(made));
}

Place CallContext::place_of(const dk_span& span) const {
  return m_around.places ? m_around.places->place(span, m_document) : Place{};
}

Place CallContext::place_of(const dk_diag& diag) const {
  if (DK_HAS(dk_diag, &diag, where) && diag.where) return place_of(*diag.where);
  if (DK_HAS(dk_diag, &diag, option) && diag.option) return place_named(readable(diag.option->where));
  if (!m_document || !DK_HAS(dk_diag, &diag, node) || diag.node == DK_NONE) return {};
  const dk_span* span = span_of_node(*m_document, diag.node);
  return span ? place_of(*span) : Place{};
}

void CallContext::take(const dk_diag& diag) {
  if (!DK_HAS(dk_diag, &diag, message)) return fault("it reported a diagnostic without a message");
  Diagnostic made;
  made.severity = diag.severity > DK_ERROR ? Severity::warning : static_cast<Severity>(diag.severity);
  made.code = readable({diag.code.ptr, std::min<std::uint64_t>(diag.code.len, 256)});
  if (!declares(made.code) && m_undeclared.size() < most_related &&
      std::find(m_undeclared.begin(), m_undeclared.end(), made.code) == m_undeclared.end()) {
    m_undeclared.push_back(made.code);
    fault(fmt::format("it reported the code «{}», which it does not declare", made.code));
  }
  if (!m_around.report->admit(made.code, made.severity)) return;
  made.message = readable(diag.message);
  if (DK_HAS(dk_diag, &diag, hint)) made.hint = readable(diag.hint);
  made.component = m_component.name;
  made.where = place_of(diag);
  take_related(diag, made);
  m_around.report->keep(std::move(made));
}

void CallContext::take_related(const dk_diag& diag, Diagnostic& made) const {
  if (DK_HAS(dk_diag, &diag, related) && diag.related)
    for (std::uint32_t i = 0; i < std::min(diag.related_count, most_related); ++i) {
      const dk_related* one = diag.related[i];
      if (one && DK_HAS(dk_related, one, text)) made.related.push_back({place_of(one->where), readable(one->text)});
    }
  if (DK_HAS(dk_diag, &diag, fixes) && diag.fixes)
    for (std::uint32_t i = 0; i < std::min(diag.fix_count, most_related); ++i) {
      const dk_fix* one = diag.fixes[i];
      if (one && DK_HAS(dk_fix, one, replacement) && one->where.begin <= one->where.end)
        made.fixes.push_back({place_of(one->where), one->where.begin, one->where.end, readable(one->replacement)});
    }
}

const dk_span* span_of_node(const dk_doc& document, std::uint32_t node) {
  while (node < document.nodes.count) {
    const auto* found =
        reinterpret_cast<const dk_node*>(document.nodes.at + std::uint64_t{node} * document.nodes.stride);
    if (found->span < document.spans.count)
      return reinterpret_cast<const dk_span*>(document.spans.at + std::uint64_t{found->span} * document.spans.stride);
    if (found->parent >= node) break;
    node = found->parent;
  }
  return nullptr;
}

}  // namespace deckle
