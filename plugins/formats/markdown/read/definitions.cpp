#include "definitions.hpp"

#include "attributes.hpp"
#include "characters.hpp"
#include "content.hpp"
#include "entities.hpp"
#include "link_parts.hpp"

namespace markdown {
namespace {

// Behind a definition: attributes, if it may have some, and nothing but white space up to the next line, which is
// found.
bool find_end(std::string_view text, std::uint32_t at, bool may_have_attributes, DefinitionParts& parts) {
  at = skip_blanks(text, at);
  const std::uint32_t length = may_have_attributes ? attributes_length(text, at) : 0;
  parts.attributes = {at, at + length};
  at = skip_blanks(text, at + length);
  if (at < text.size() && !is_line_end(text[at])) return false;
  parts.next = skip_blanks(text, at + line_ending(text, at));
  return true;
}

}  // namespace

std::optional<DefinitionParts> find_definition(std::string_view text, std::uint32_t at, Extensions extensions) {
  const bool may_have_attributes = extensions.has(Extension::link_attributes);
  if (at >= text.size() || text[at] != '[') return {};
  const auto label = find_label(text, at, extensions.has(Extension::pandoc_rules));
  if (!label || label->end + 1 >= text.size() || text[label->end + 1] != ':') return {};
  const auto url = find_destination(text, skip_link_space(text, label->end + 2));
  if (!url) return {};
  DefinitionParts parts{*label, url->text, {}, {}, 0};
  const std::uint32_t title_begin = skip_link_space(text, url->next);
  const auto title = title_begin > url->next ? find_title(text, title_begin) : std::nullopt;
  if (title && find_end(text, title->next, may_have_attributes, parts)) {
    parts.title = title->text;
    return parts;
  }
  if (!find_end(text, url->next, may_have_attributes, parts)) return {};
  return parts;
}

Target target_of(std::string_view text, const DefinitionParts& parts) {
  Target target;
  target.attributes = parts.attributes.in(text);
  append_unescaped(target.url, parts.url.in(text));
  std::string title;
  append_lines(title, parts.title.in(text));
  append_unescaped(target.title, title);
  return target;
}

}  // namespace markdown
