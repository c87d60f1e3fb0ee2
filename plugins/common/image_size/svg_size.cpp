#include "image_size/svg_size.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace {

constexpr std::string_view white = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(white), text.size()));
  return text.substr(0, text.find_last_not_of(white) + 1);
}

// What stands between the name of the root element and its `>`; nothing if the text begins otherwise.
std::optional<std::string_view> root_tag(std::string_view text) {
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  for (;;) {
    text = trimmed(text);
    std::string_view end;
    if (text.substr(0, 4) == "<!--") end = "-->";
    else if (text.substr(0, 2) == "<?") end = "?>";
    else if (text.substr(0, 2) == "<!") end = ">";  // of a document type; one with declarations is not looked into
    else break;
    const auto at = text.find(end);
    if (at == std::string_view::npos) return std::nullopt;
    text.remove_prefix(at + end.size());
  }
  for (const std::string_view name : {"<svg", "<svg:svg"})
    if (text.size() > name.size() && text.substr(0, name.size()) == name &&
        (white.find(text[name.size()]) != std::string_view::npos || text[name.size()] == '>'))
      return text.substr(name.size(), text.find('>') - name.size());
  return std::nullopt;
}

std::string_view attribute(std::string_view tag, std::string_view name) {
  while (!tag.empty()) {
    const auto equals = tag.find('=');
    if (equals == std::string_view::npos) return {};
    const std::string_view found = trimmed(tag.substr(0, equals));
    const std::string_view rest = trimmed(tag.substr(equals + 1));
    const char quote = rest.empty() ? '\0' : rest.front();
    if (quote != '"' && quote != '\'') return {};
    const auto end = rest.find(quote, 1);
    if (end == std::string_view::npos) return {};
    if (found == name) return rest.substr(1, end - 1);
    tag = rest.substr(end + 1);
  }
  return {};
}

// The number that the text begins with, which is taken from it.
std::optional<double> take_number(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n,+"), text.size()));
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || !std::isfinite(value)) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

// CSS lengths with absolute units (CSS Values 4, section 6.2); 0 for others.
double pixels(std::string_view length) {
  const std::optional<double> value = take_number(length);
  if (!value || *value <= 0) return 0;
  const std::string_view unit = trimmed(length);
  struct Unit {
    std::string_view name;
    double pixels;
  };
  for (const Unit& known : {Unit{"", 1},
                            {"px", 1},
                            {"in", 96},
                            {"cm", 96 / 2.54},
                            {"mm", 96 / 25.4},
                            {"pt", 96. / 72},
                            {"pc", 16},
                            {"em", 16},
                            {"Q", 96 / 101.6}})
    if (unit == known.name) return *value * known.pixels;
  return 0;
}

}  // namespace

// SVG 2, sections 8.2 and 8.9: without width or height the view box has the proportions.
std::optional<ImageSize> svg_size(std::string_view text) {
  const auto tag = root_tag(text);
  if (!tag) return std::nullopt;
  ImageSize size{"svg", "image/svg+xml", pixels(attribute(*tag, "width")), pixels(attribute(*tag, "height")), 96, 96};
  std::string_view box = attribute(*tag, "viewBox");
  double box_size[4] = {};
  for (double& value : box_size) value = take_number(box).value_or(0);
  const double box_width = box_size[2], box_height = box_size[3];
  if (box_width <= 0 || box_height <= 0) return size;
  if (size.width == 0 && size.height == 0) size.width = box_width, size.height = box_height;
  if (size.width == 0) size.width = size.height * box_width / box_height;
  if (size.height == 0) size.height = size.width * box_height / box_width;
  return size;
}
