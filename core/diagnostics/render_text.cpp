// A diagnostic as text for people, with colours when wanted.
#include <fmt/format.h>

#include <iterator>

#include "diagnostics/printable.hpp"
#include "diagnostics/render.hpp"

namespace deckle {
namespace {

constexpr std::string_view bold = "\x1b[1m", faint = "\x1b[2m", plain = "\x1b[0m";

std::string_view colour_of(Severity severity) {
  switch (severity) {
    case Severity::note: return "\x1b[1;36m";
    case Severity::warning: return "\x1b[1;33m";
    case Severity::error: break;
  }
  return "\x1b[1;31m";
}

// The pieces of one diagnostic, painted or not.
class Writer {
 public:
  explicit Writer(bool colour) : m_colour(colour) {}

  void paint(std::string_view colour, std::string_view text) {
    if (m_colour) m_text += colour;
    m_text += text;
    if (m_colour) m_text += plain;
  }
  void add(std::string_view text) { m_text += text; }

  void place(const Place& place) {
    if (place.file.empty()) return;
    std::string where = printable(place.file);
    if (place.line != 0) fmt::format_to(std::back_inserter(where), ":{}", place.line);
    else if (place.offset != 0) fmt::format_to(std::back_inserter(where), ", byte {}", place.offset);
    if (place.line != 0 && place.column != 0) fmt::format_to(std::back_inserter(where), ":{}", place.column);
    paint(bold, where + ":");
    m_text += ' ';
  }

  void excerpt(const Place& place, std::string_view caret_colour) {
    if (place.excerpt.empty() || place.line == 0) return;
    const MarkedLine marked = mark(place.excerpt, place.caret_begin, place.caret_length);
    const std::string number = fmt::format("{:>5}", place.line);
    paint(faint, number + " | ");
    m_text += marked.text + '\n';
    paint(faint, std::string(number.size(), ' ') + " | ");
    m_text.append(marked.indent, ' ');
    paint(caret_colour, '^' + std::string(marked.width - 1, '~'));
    m_text += '\n';
  }

  std::string take() { return std::move(m_text); }

 private:
  std::string m_text;
  bool m_colour;
};

}  // namespace

std::string render_text(const Diagnostic& diagnostic, bool colour) {
  Writer out(colour);
  out.paint(colour_of(diagnostic.severity),
            fmt::format("{}[{}]", name_of(diagnostic.severity), printable(diagnostic.code)));
  out.add(" ");
  out.place(diagnostic.where);
  out.add(printable(diagnostic.message) + '\n');
  out.excerpt(diagnostic.where, colour_of(diagnostic.severity));
  for (const Related& related : diagnostic.related) {
    out.add("  ");
    out.paint(bold, "note: ");
    out.place(related.where);
    out.add(printable(related.text) + '\n');
    out.excerpt(related.where, colour_of(Severity::note));
  }
  if (!diagnostic.hint.empty()) {
    out.add("  ");
    out.paint(bold, "hint: ");
    out.add(printable(diagnostic.hint) + '\n');
  }
  return out.take();
}

}  // namespace deckle
