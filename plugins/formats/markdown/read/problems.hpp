// What the reader has to say about a text, by code; and where its bytes stand in the input.
#pragma once
#include <deckle/plugin.hpp>

#include "content.hpp"

namespace markdown {

// How bytes of the text become spans. Text that stands in the input, but for white space, has exact ones.
struct Origin {
  const deckle::Input* input;
  std::size_t offset;  // of the text in the input's text
  Range limit;         // of the input's text, for text that is not there as it is
  bool exact;
  const Content* content = nullptr;  // leads from the text to what is at `offset`; null: they are the same

  dk_span span(Range range) const {
    if (!exact) return input->span(limit.begin, limit.end);
    if (content) range = content->source(range);
    return input->span(offset + range.begin, offset + range.end);
  }
};

class Problems {
 public:
  Problems(const Origin& origin, deckle::Call& call) : m_origin(origin), m_call(call) {}

  template <class... Values>
  void warn(std::string_view code, Range where, std::string_view hint, std::string_view pattern,
            const Values&... values) {
    m_call.report(DK_WARNING, code, m_origin.span(where), deckle::message(pattern, values...), hint);
  }
  template <class... Values>
  void note(std::string_view code, Range where, std::string_view hint, std::string_view pattern,
            const Values&... values) {
    m_call.report(DK_NOTE, code, m_origin.span(where), deckle::message(pattern, values...), hint);
  }
  std::uint32_t max_depth() const { return m_call.max_depth(); }
  deckle::Call& call() { return m_call; }
  void stop_if_cancelled() const { m_call.stop_if_cancelled(); }
  dk_span span(Range range) const { return m_origin.span(range); }

  // Told once a text.
  void warn_depth(Range where) {
    if (m_told_depth) return;
    m_told_depth = true;
    warn("markdown.depth", where, {}, "nested deeper than {} levels: read flat from here", max_depth());
  }

 private:
  Origin m_origin;
  deckle::Call& m_call;
  bool m_told_depth = false;
};

}  // namespace markdown
