#include "cli/manual_page.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace deckle {
namespace {

// Text in which roff sees no command: backslashes, hyphens that are minus signs, a dot or quote at a line's beginning.
std::string escaped(std::string_view text) {
  std::string made;
  for (const char c : text) {
    if (c == '\\') made += "\\e";
    else if (c == '-') made += "\\-";
    else if (c == '\'') made += "\\(aq";
    else if (c == '^') made += "\\(ha";
    else if (c == '~') made += "\\(ti";
    else made += c;
  }
  return made;
}

// `words` between backquotes in bold.
std::string text_in_roff(std::string_view text) {
  std::string made = "\\&";
  for (bool code = false; !text.empty(); code = !code) {
    const std::size_t end = std::min(text.find('`'), text.size());
    made += fmt::format("{}{}{}", code ? "\\fB" : "", escaped(text.substr(0, end)), code ? "\\fR" : "");
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return made + "\n";
}

std::string item_in_roff(const ManualItem& item) {
  std::string made = fmt::format(".TP\n\\fB{}\\fR", escaped(item.term));
  if (!item.holds.empty()) made += " \\- " + text_in_roff(item.holds);
  else made += "\n";
  made += text_in_roff(item.text);
  if (!item.otherwise.empty()) made += text_in_roff(fmt::format("Without it: `{}`.", item.otherwise));
  return made;
}

std::string lines_in_roff(std::string_view text) {
  std::string made = ".nf\n";
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    made += fmt::format("{}{}\n", end == 0 ? "" : "\\&", escaped(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return made + ".fi\n";
}

std::string in_capitals(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

std::string cell(std::string_view text) {
  std::string made;
  for (const char c : text) {
    if (c == '|') made += '\\';
    made += c == '\n' ? ' ' : c;
  }
  return made;
}

std::string code(const std::string& text) { return text.empty() ? text : fmt::format("`{}`", text); }

std::string table(const std::vector<ManualItem>& items) {
  const bool wide = std::any_of(items.begin(), items.end(), [](const ManualItem& one) { return !one.holds.empty(); });
  std::string made =
      wide ? "| key | holds | without it | meaning |\n|---|---|---|---|\n" : "| | meaning |\n|---|---|\n";
  for (const ManualItem& item : items) {
    made += fmt::format("| {} ", code(cell(item.term)));
    if (wide) made += fmt::format("| {} | {} ", cell(item.holds), code(cell(item.otherwise)));
    made += fmt::format("| {} |\n", cell(item.text));
  }
  return made;
}

}  // namespace

std::string as_roff(const ManualPage& page) {
  std::string made = fmt::format(".TH {} {} \"\" \"Deckle {}\"\n.SH NAME\n{} \\- {}\n", in_capitals(page.name),
                                 page.chapter, DECKLE_VERSION, escaped(page.name), escaped(page.summary));
  for (const ManualSection& section : page.sections) {
    made += fmt::format(".SH {}\n", in_capitals(section.heading));
    for (std::size_t k = 0; k < section.paragraphs.size(); ++k)
      made += (k == 0 ? "" : ".PP\n") + text_in_roff(section.paragraphs[k]);
    for (const ManualItem& item : section.items) made += item_in_roff(item);
    if (section.example.empty()) continue;
    made += section.paragraphs.empty() && section.items.empty() ? "" : ".PP\n";
    made += lines_in_roff(section.example);
  }
  return made;
}

std::string as_markdown(const ManualPage& page) {
  std::string made;
  for (const ManualSection& section : page.sections) {
    made += fmt::format("{}## {}\n", made.empty() ? "" : "\n", section.heading);
    for (const std::string& paragraph : section.paragraphs) made += fmt::format("\n{}\n", paragraph);
    if (!section.items.empty()) made += fmt::format("\n{}", table(section.items));
    if (!section.example.empty()) made += fmt::format("\n```\n{}```\n", section.example);
  }
  return made;
}

}  // namespace deckle
