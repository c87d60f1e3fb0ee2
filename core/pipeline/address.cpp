#include "pipeline/address.hpp"

#include <fmt/format.h>
#include <nettle/base64.h>
#include <deckle/utf8.hpp>

#include <algorithm>

#include "diagnostics/limits_in_words.hpp"
#include "io/paths.hpp"

namespace deckle {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_scheme_character(char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'; }

constexpr std::size_t longest_scheme = 32;

// What stands before the colon, if it is one; empty when there is none.
std::string_view scheme_of(std::string_view address) {
  if (address.empty() || !is_letter(address[0])) return {};
  std::size_t end = 1;
  while (end <= longest_scheme && end < address.size() && is_scheme_character(address[end])) ++end;
  const bool is_scheme = end <= longest_scheme && end < address.size() && address[end] == ':';
  return is_scheme ? address.substr(0, end) : std::string_view();
}

// `word`: in small letters.
bool is_word(std::string_view scheme, std::string_view word) {
  const auto is_same = [](char c, char small) { return (c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c) == small; };
  return std::equal(scheme.begin(), scheme.end(), word.begin(), word.end(), is_same);
}

int hexadecimal(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Where the query or the fragment begins.
std::size_t end_of_path(std::string_view address) {
  const auto end = std::find_if(address.begin(), address.end(), [](char c) { return c == '?' || c == '#'; });
  return static_cast<std::size_t>(end - address.begin());
}

Diagnostic bad_data_url(std::string_view address, std::string_view why) {
  return error("resource.data-url", fmt::format("{}: {}", shortened(address), why));
}

bool decode_base64(std::string_view text, std::string& out) {
  base64_decode_ctx state;
  base64_decode_init(&state);
  out.resize(BASE64_DECODE_LENGTH(text.size()));
  std::size_t length = out.size();
  auto* to = reinterpret_cast<std::uint8_t*>(out.data());
  const bool good =
      base64_decode_update(&state, &length, to, text.size(), text.data()) == 1 && base64_decode_final(&state) == 1;
  out.resize(good ? length : 0);
  return good;
}

}  // namespace

AddressKind kind_of_address(std::string_view address) {
  if (!address.empty() && (address[0] == '/' || address[0] == '\\')) return AddressKind::absolute;
  const std::string_view scheme = scheme_of(address);
  if (scheme.empty()) return AddressKind::relative;
  if (is_word(scheme, "data")) return AddressKind::data;
  return is_word(scheme, "file") ? AddressKind::file : AddressKind::remote;
}

std::string percent_decoded(std::string_view text) {
  if (text.find('%') == std::string_view::npos) return std::string(text);
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const int high = text[at] == '%' && at + 2 < text.size() ? hexadecimal(text[at + 1]) : -1;
    const int low = high >= 0 ? hexadecimal(text[at + 2]) : -1;
    if (low >= 0) {
      out += static_cast<char>(high * 16 + low);
      at += 2;
    } else {
      out += text[at];
    }
  }
  return out;
}

std::string percent_encoded(std::string_view path) {
  std::string out;
  out.reserve(path.size());
  for (const char c : path) {
    const bool is_mark = c == '-' || c == '.' || c == '_' || c == '~' || c == '/';
    if (is_letter(c) || (c >= '0' && c <= '9') || is_mark) out += c;
    else out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

std::string readable_path(const std::string& path) {
  std::string out;
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t valid = utf8::valid_prefix(std::string_view(path).substr(at));
    out.append(path, at, valid);
    at += valid;
    if (at < path.size()) out += fmt::format("%{:02X}", static_cast<unsigned char>(path[at++]));
  }
  return out;
}

std::string path_of_address(std::string_view address) {
  return percent_decoded(address.substr(0, end_of_path(address)));
}

Lead lead_within(const std::string& folder, std::string_view address) {
  Lead lead{path_of_address(address), {}};
  lead.place = place_within(folder, lead.path);
  return lead;
}

std::string address_from(const std::string& folder, const std::string& target, std::string_view written) {
  const std::string relative = relative_path(target, folder);
  // What means the same is left as its author wrote it.
  const std::string path = path_of_address(written);
  if (!path.ends_with('/') && normal_path(path) == relative) return std::string(written);
  std::string address = percent_encoded(relative);
  address += written.substr(end_of_path(written));
  return address;
}

Result<DataUrl> read_data_url(std::string_view address, std::uint64_t limit) {
  const std::size_t comma = address.find(',');
  if (comma == std::string_view::npos) return bad_data_url(address, "a data URL needs a comma before its data");
  std::string_view header = address.substr(5, comma - 5);
  const std::string_view data = address.substr(comma + 1);
  // Three bytes of data are at least three characters, four in base64: nothing is decoded only to be thrown away.
  if (data.size() / 3 > limit)
    return error("limit.data-url", fmt::format("{}: more than {}", shortened(address), amount_of_bytes(limit)));
  constexpr std::string_view base64 = ";base64";
  const bool encoded = header.size() >= base64.size() && header.substr(header.size() - base64.size()) == base64;
  if (encoded) header.remove_suffix(base64.size());
  DataUrl url;
  url.media_type = header.substr(0, header.find(';'));
  if (url.media_type.empty()) url.media_type = "text/plain";
  url.bytes = percent_decoded(data);
  if (encoded) {
    std::string decoded;
    if (!decode_base64(url.bytes, decoded)) return bad_data_url(address, "its data is not valid base64");
    url.bytes = std::move(decoded);
  }
  if (url.bytes.size() > limit)
    return error("limit.data-url", fmt::format("{}: more than {}", shortened(address), amount_of_bytes(limit)));
  return url;
}

std::string write_data_url(std::string_view media_type, std::string_view bytes) {
  const bool is_type = !media_type.empty() && std::all_of(media_type.begin(), media_type.end(), [](char c) {
    return is_scheme_character(c) || c == '/' || c == '_';
  });
  std::string url = fmt::format("data:{};base64,", is_type ? media_type : "application/octet-stream");
  const std::size_t header = url.size();
  url.resize(header + BASE64_ENCODE_RAW_LENGTH(bytes.size()));
  base64_encode_raw(url.data() + header, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
  return url;
}

std::string shortened(std::string_view address) {
  constexpr std::size_t longest = 120;
  if (address.size() <= longest) return std::string(address);
  return std::string(address.substr(0, 60)) + "...";
}

}  // namespace deckle
