// Code, addresses, titles and info strings: what stands beside text.
#include <algorithm>
#include <vector>

#include "../read/bare_links.hpp"
#include "../read/characters.hpp"
#include "../read/entities.hpp"
#include "escape.hpp"

namespace markdown {
namespace {

bool has_entity(std::string_view text) {
  for (auto at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1))
    if (begins_entity(text, at)) return true;
  return false;
}

// Whether a tag of HTML may begin there, which may end the paragraph around it.
bool may_begin_tag(std::string_view text, std::size_t at) {
  if (text[at] != '<' || at + 1 == text.size()) return false;
  return is_letter(text[at + 1]) || std::string_view("/!?").find(text[at + 1]) != std::string_view::npos;
}

// Escapes backslashes and ampersands that would be read as escapes, and the given characters.
std::string with_escapes(std::string_view text, std::string_view special, bool in_paragraph = true) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool at_end = i + 1 == text.size() || is_line_control(text[i + 1]);
    const bool backslash = c == '\\' && (at_end || is_punctuation(text[i + 1]));
    if (is_line_control(c)) {
      out += numeric(static_cast<unsigned char>(c));
      continue;
    }
    const bool begins = (c == '&' && begins_entity(text, i)) || (in_paragraph && may_begin_tag(text, i));
    if (backslash || begins || special.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

bool has_balanced_parentheses(std::string_view text) {
  int depth = 0;
  for (const char c : text) {
    if (c == '(' && ++depth > 30) return false;
    if (c == ')' && --depth < 0) return false;
  }
  return depth == 0;
}

}  // namespace

std::size_t longest_run(std::string_view text, char c) {
  std::size_t longest = 0, run = 0;
  for (const char one : text) {
    run = one == c ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

// The shortest run of backticks that is not inside.
std::string code(std::string_view text) {
  std::vector<bool> lengths;  // of the runs inside
  for (std::size_t i = text.find('`'), end; i != std::string_view::npos; i = text.find('`', end)) {
    end = std::min(text.find_first_not_of('`', i), text.size());
    if (lengths.size() < end - i) lengths.resize(end - i);
    lengths[end - i - 1] = true;
  }
  const auto length = static_cast<std::size_t>(std::find(lengths.begin(), lengths.end(), false) - lengths.begin()) + 1;
  const bool only_spaces = text.find_first_not_of(' ') == std::string_view::npos;
  const bool pad = !text.empty() && (text.front() == '`' || text.back() == '`' ||
                                     (!only_spaces && text.front() == ' ' && text.back() == ' '));
  std::string out(length, '`');
  if (pad) out += ' ';
  for (const char c : text) out += is_line_end(c) ? ' ' : c;
  if (pad) out += ' ';
  return out.append(length, '`');
}

std::string destination(std::string_view url) {
  const bool bare = !url.empty() && url.front() != '<' && url.find_first_of(" \n\r\t") == std::string_view::npos &&
                    has_balanced_parentheses(url) && std::none_of(url.begin(), url.end(), is_control);
  if (bare) return with_escapes(url, "");
  return "<" + with_escapes(url, "<>") + ">";
}

std::string quoted(std::string_view text) { return "\"" + with_escapes(text, "\"") + "\""; }
std::string info(std::string_view info) { return with_escapes(info, "", false); }

bool is_autolink(std::string_view text, std::string_view url) {
  if (text.empty() || has_entity(text)) return false;
  const std::string written = "<" + std::string(text) + ">";
  const auto size = static_cast<std::uint32_t>(written.size());
  if (text == url) return find_angle_uri(written, 0) == size;
  return url.starts_with("mailto:") && url.substr(7) == text && find_angle_mail(written, 0) == size;
}

bool is_bare_link(std::string_view text, std::size_t size, std::string_view url) {
  const std::string_view address = text.substr(0, size);
  if (address.empty() || has_entity(address)) return false;
  // Nothing in it needs an escape, and nothing at its end may belong to what follows.
  const auto is_plain = [](char c) {
    return is_alphanumeric(c) || std::string_view("./-_?=&%#+:@,").find(c) != std::string_view::npos;
  };
  if (!std::ranges::all_of(address, is_plain) || (!is_alphanumeric(address.back()) && address.back() != '/'))
    return false;
  const auto at = static_cast<std::uint32_t>(std::min(address.find_first_of(":.@"), size));
  const auto is_all = [size](Range found) { return found.begin == 0 && found.end == size; };
  if (url == address) return is_all(find_bare_uri(text, 0, at));
  if (url.starts_with("http://") && url.substr(7) == address) return is_all(find_bare_www(text, 0, at));
  const bool is_mail = url.starts_with("mailto:") && url.substr(7) == address && !address.starts_with("www.");
  return is_mail && address.find('_') > size &&
         is_all(find_bare_mail(text, 0, static_cast<std::uint32_t>(address.find('@'))));
}

}  // namespace markdown
