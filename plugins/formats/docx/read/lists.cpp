#include "lists.hpp"

using deckle::Key;
using deckle::Kind;

namespace docx {
namespace {

struct Look {
  std::string_view style, delimiter;
  std::string_view before, behind;  // the number
};

std::string_view style_of(std::string_view format) {
  if (format == "decimal") return "decimal";
  if (format == "lowerLetter") return "lower-alpha";
  if (format == "upperLetter") return "upper-alpha";
  if (format == "lowerRoman") return "lower-roman";
  if (format == "upperRoman") return "upper-roman";
  return {};
}

// By what stands around the number (17.9.11).
Look look_of(const Level& level) {
  const std::string_view style = style_of(level.format);
  const std::string_view text = level.text;
  if (text.starts_with('(') && text.ends_with(')')) return {style, "two-parentheses", "(", ")"};
  if (text.ends_with(')')) return {style, "one-parenthesis", "", ")"};
  if (text.ends_with('.')) return {style, "period", "", "."};
  return {style, "", "", ""};
}

bool is_bullet(const Level& level) { return level.format == "bullet" || level.format == "none"; }

}  // namespace

void open_list(deckle::Builder& out, const Number& first, dk_span where) {
  const Kind kind = is_bullet(*first.level) ? Kind::bullet_list : Kind::ordered_list;
  out.begin(kind, deckle::row_of(kind)->flags, {}, where);
  if (kind == Kind::bullet_list) return;
  const Look look = look_of(*first.level);
  out.attribute(Key::start, first.value);
  if (!look.style.empty()) out.attribute(Key::style, look.style);
  if (!look.delimiter.empty()) out.attribute(Key::delimiter, look.delimiter);
}

void open_item(deckle::Builder& out, const Number& number, dk_span where) {
  out.begin(Kind::list_item, deckle::row_of(Kind::list_item)->flags, {}, where);
  if (is_bullet(*number.level)) return;
  const Look look = look_of(*number.level);
  const std::string said =
      std::string(look.before) + number_text(number.value, number.level->format) + std::string(look.behind);
  if (number.text != said) out.attribute("label", number.text);
}

}  // namespace docx
