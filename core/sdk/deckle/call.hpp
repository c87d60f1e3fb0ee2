// The call under way: diagnostics, limits, cancellation, further input.
#pragma once
#include <deckle/host.h>
#include <deckle/links.h>
#include <deckle/options.h>
#include <deckle/document.hpp>
#include <deckle/message.hpp>

#include <stdexcept>

namespace deckle {

// Ends a call with a status; thrown by the SDK and caught by it. The reason has been reported already.
struct Failure {
  dk_status status;
};

// Where a diagnostic points: a span, a node of the document at hand, in prepare() an option's value, or nowhere.
struct At {
  At() = default;
  At(dk_span where) : span(where), has_span(true) {}
  At(const std::optional<dk_span>& where) : span(where.value_or(dk_span{})), has_span(where.has_value()) {}
  At(MaybeSpan where) : At(std::optional<dk_span>(where)) {}
  At(const Node& where) : node(where.index()) {}
  At(const dk_value& where) : option(&where) {}
  dk_span span{};
  bool has_span = false;
  std::uint32_t node = DK_NONE;
  const dk_value* option = nullptr;
};

class Call {
 public:
  explicit Call(const dk_call& call) : m_call(&call) {}
  Call(const dk_call& call, const dk_value* const* options, std::size_t count)
      : m_call(&call), m_options(options), m_option_count(count) {}

  // Codes must be declared in the component's `codes`.
  template <class... Values>
  void note(std::string_view code, At where, std::string_view pattern, const Values&... values) {
    report(DK_NOTE, code, where, message(pattern, values...));
  }
  template <class... Values>
  void warning(std::string_view code, At where, std::string_view pattern, const Values&... values) {
    report(DK_WARNING, code, where, message(pattern, values...));
  }
  // The document has no valid output: reports and ends the call.
  template <class... Values>
  [[noreturn]] void fail(std::string_view code, At where, std::string_view pattern, const Values&... values) {
    report(DK_ERROR, code, where, message(pattern, values...));
    throw Failure{DK_E_INPUT};
  }
  // In prepare(): these options cannot be worked with. Say at which of them: `option("depth")`, or `opts.list.raw(2)`.
  template <class... Values>
  [[noreturn]] void refuse(std::string_view code, At where, std::string_view pattern, const Values&... values) {
    report(DK_ERROR, code, where, message(pattern, values...));
    throw Failure{DK_E_CONFIG};
  }
  // In prepare(): an option of the component, by its name.
  const dk_value& option(std::string_view name) const {
    for (std::size_t k = 0; k < m_option_count; ++k)
      if (view(m_options[k]->name) == name) return *m_options[k];
    throw std::logic_error("there is no such option, or the call is not that of prepare()");
  }
  void report(std::uint32_t severity, std::string_view code, At where, std::string_view text,
              std::string_view hint = {}) {
    dk_diag diag{};
    diag.size = sizeof diag;
    diag.severity = severity;
    diag.code = str(code);
    diag.message = str(text);
    diag.hint = str(hint);
    diag.where = where.has_span ? &where.span : nullptr;
    diag.node = where.node;
    diag.option = where.option;
    m_call->report(m_call->ctx, &diag);
  }

  bool cancelled() const { return m_call->cancel && *m_call->cancel != 0; }
  // Ends the call if the host wants it to; for long loops.
  void stop_if_cancelled() const {
    if (cancelled()) throw Failure{DK_E_CANCELLED};
  }
  void progress(std::uint64_t done, std::uint64_t total) const { m_call->progress(m_call->ctx, done, total); }
  // Nesting deeper than this must be read flat, with a diagnostic.
  std::uint32_t max_depth() const { return m_call->max_depth; }

  // An optional ability of the host, null if it has none: call.extension<dk_text>(DK_EXT_TEXT).
  template <class Extension>
  const Extension* extension(const char* id) const {
    return static_cast<const Extension*>(m_call->host->extension(m_call->host, id));
  }
  // Further input, by an address as it stands in source `from`; null if there is none (already reported).
  const dk_source* resolve(std::uint32_t from, std::string_view address) const {
    const dk_source* found = nullptr;
    return m_call->resolve(m_call->ctx, from, str(address), &found) == DK_OK ? found : nullptr;
  }
  // For exporters: what the address of a link, image or media becomes in the output being written.
  std::string_view address(const Node& node, std::string_view written) const {
    const auto* links = extension<dk_links>(DK_EXT_LINKS);
    dk_str mapped{};
    if (!links || links->address(m_call, node.index(), str(written), &mapped) != DK_OK) return written;
    return view(mapped);
  }
  // For exporters of formats that hold their images inside: the bytes of an image or media, with name (`uri`) and media
  // type; the same source whenever it is the same file. Null: write its address() instead.
  const dk_source* content(const Node& node, std::string_view written) const {
    const auto* links = extension<dk_links>(DK_EXT_LINKS);
    const dk_source* found = nullptr;
    if (!links || !DK_HAS(dk_links, links, content)) return nullptr;
    return links->content(m_call, node.index(), str(written), &found) == DK_OK ? found : nullptr;
  }
  const dk_call& raw() const { return *m_call; }

 private:
  const dk_call* m_call;
  const dk_value* const* m_options = nullptr;
  std::size_t m_option_count = 0;
};

// Ends the call unless the status is DK_OK; the host has reported why.
inline void check(dk_status status) {
  if (status != DK_OK) throw Failure{status};
}

}  // namespace deckle
