#include "definitions.hpp"

#include "characters.hpp"
#include "content.hpp"
#include "entities.hpp"
#include "link_parts.hpp"

namespace markdown {
namespace {

// The begin of the next line, if nothing but white space is left of this one.
std::optional<std::uint32_t> next_line(std::string_view text, std::uint32_t at) {
  at = skip_blanks(text, at);
  if (at < text.size() && !is_line_end(text[at])) return {};
  return skip_blanks(text, at + line_ending(text, at));
}

}  // namespace

std::optional<DefinitionParts> find_definition(std::string_view text, std::uint32_t at) {
  if (at >= text.size() || text[at] != '[') return {};
  const auto label = find_label(text, at);
  if (!label || label->end + 1 >= text.size() || text[label->end + 1] != ':') return {};
  const auto url = find_destination(text, skip_link_space(text, label->end + 2));
  if (!url) return {};
  const std::uint32_t title_begin = skip_link_space(text, url->next);
  const auto title = title_begin > url->next ? find_title(text, title_begin) : std::nullopt;
  if (title)
    if (const auto next = next_line(text, title->next)) return DefinitionParts{*label, url->text, title->text, *next};
  const auto next = next_line(text, url->next);
  if (!next) return {};
  return DefinitionParts{*label, url->text, {}, *next};
}

Target target_of(std::string_view text, const DefinitionParts& parts) {
  Target target;
  append_unescaped(target.url, parts.url.in(text));
  std::string title;
  append_lines(title, parts.title.in(text));
  append_unescaped(target.title, title);
  return target;
}

}  // namespace markdown
