#include "url.hpp"

#include "tags.hpp"

namespace html {
namespace {

// "http:", with its colon; empty when there is none.
std::string_view scheme_of(std::string_view address) {
  std::size_t at = 0;
  while (at < address.size() &&
         (is_letter(address[at]) || (at > 0 && (std::string_view("+-.").find(address[at]) != std::string_view::npos ||
                                                (address[at] >= '0' && address[at] <= '9')))))
    ++at;
  return at > 0 && address.substr(at, 1) == ":" ? address.substr(0, at + 1) : std::string_view();
}

// 5.2.4, for a path without its leading slash.
std::string without_dots(std::string_view path) {
  std::string made;
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    const std::string_view segment = path.substr(0, slash);
    const bool is_last = slash == path.npos;
    path.remove_prefix(is_last ? path.size() : slash + 1);
    if (segment == "..") {
      if (!made.empty()) made.pop_back();
      made.erase(made.rfind('/') == made.npos ? 0 : made.rfind('/') + 1);
    } else if (segment != ".") {
      made += segment;
      if (!is_last) made += '/';
    }
  }
  return made;
}

}  // namespace

std::string resolved(std::string_view base, std::string_view address) {
  if (base.empty() || address.substr(0, 1) == "#" || !scheme_of(address).empty()) return std::string(address);
  const std::string_view scheme = scheme_of(base);
  base.remove_prefix(scheme.size());
  std::string made(scheme);
  if (address.substr(0, 2) == "//") return made.append(address);
  if (base.substr(0, 2) == "//") {
    const std::string_view authority = base.substr(0, base.find_first_of("/?#", 2));
    base.remove_prefix(authority.size());
    made += authority;
  }
  base = base.substr(0, base.find_first_of("?#"));
  if (address.empty() || address[0] == '?') return made.append(base).append(address);
  const std::size_t path_end = std::min(address.find_first_of("?#"), address.size());
  std::string path(address.substr(0, path_end));
  if (path[0] != '/') path.insert(0, base.substr(0, base.rfind('/') + 1));
  if (!made.empty() && path[0] != '/') path.insert(0, "/");
  made +=
      path[0] == '/' ? "/" + without_dots(std::string_view(path).substr(1)) : path;  // a base may be relative itself
  return made.append(address.substr(path_end));
}

}  // namespace html
