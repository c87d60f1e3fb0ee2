#include "yaml_text.hpp"

#include <deckle/utf8.hpp>

#include <algorithm>

namespace dump {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A word that YAML or a person might take for something else than a string.
bool is_special_word(std::string_view text) {
  std::string lower;
  for (const char c : text) lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  for (const std::string_view word : {"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
    if (lower == word) return true;
  return false;
}

// Letters first, then letters, digits and - _ . / or single spaces between them.
bool is_plain(std::string_view text) {
  if (text.empty() || text.size() > 80) return false;
  const std::string_view rest = text.front() == '+' ? text.substr(1) : text;
  if (rest.empty() || !is_letter(rest.front()) || rest.back() == ' ') return false;
  for (std::size_t i = 1; i < rest.size(); ++i) {
    const char c = rest[i];
    const bool is_single_space = c == ' ' && rest[i - 1] != ' ';
    if (!is_letter(c) && !is_digit(c) && c != '-' && c != '.' && c != '/' && !is_single_space) return false;
  }
  return !is_special_word(text);
}

// Characters that YAML does not print as they are, or that nobody would see.
bool needs_escape(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0xAD || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c & 0xFFFE) == 0xFFFE ||
         (c >= 0xFDD0 && c <= 0xFDEF);
}

void append_hex(std::string& out, char32_t value, int digits) {
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) out += "0123456789ABCDEF"[value >> shift & 15];
}

void append_escape(std::string& out, char32_t c) {
  if (c == '\n') out += "\\n";
  else if (c == '\t') out += "\\t";
  else if (c == '\r') out += "\\r";
  else if (c < 0x100) out += "\\x", append_hex(out, c, 2);
  else if (c < 0x10000) out += "\\u", append_hex(out, c, 4);
  else out += "\\U", append_hex(out, c, 8);
}

}  // namespace

void append_string(std::string& out, std::string_view text) {
  if (is_plain(text)) {
    out += text;
    return;
  }
  out += '"';
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = deckle::utf8::next(text, at);
    if (c == '"' || c == '\\') out += '\\', out += static_cast<char>(c);
    else if (needs_escape(c)) append_escape(out, c);
    else out += text.substr(begin, at - begin);
  }
  out += '"';
}

bool fits_block(std::string_view text) {
  if (text.find('\n') == text.npos || text.front() == ' ' || text.front() == '\n' || text.front() == '\t') return false;
  if (text.size() > 1 && text.substr(text.size() - 2) == "\n\n") return false;
  bool line_has_letters = false, line_has_spaces = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = deckle::utf8::next(text, at);
    if (c == '\n') {
      if (line_has_spaces && !line_has_letters) return false;
      line_has_letters = line_has_spaces = false;
    } else if (c == ' ' || c == '\t') {
      line_has_spaces = true;
    } else if (needs_escape(c)) {
      return false;
    } else {
      line_has_letters = true;
    }
  }
  return line_has_letters || !line_has_spaces;
}

void append_block(std::string& out, std::string_view text, std::size_t indent) {
  out += text.back() == '\n' ? "|" : "|-";
  if (text.back() == '\n') text.remove_suffix(1);
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    out += '\n';
    if (end > at) out.append(indent, ' ').append(text.substr(at, end - at));
    at = end + 1;
  }
}

}  // namespace dump
