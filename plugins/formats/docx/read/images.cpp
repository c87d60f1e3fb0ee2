// Images as nodes; their bytes are resources of the document.
#include <charconv>

#include "block_reader.hpp"

using deckle::Key;
using deckle::Kind;

namespace docx {
namespace {

// The shortest number that means the same, as pandoc prints it: 1.0, 0.125, 1.0e-2.
std::string number_as_pandoc(double value) {
  char digits[40];
  const bool is_small = value != 0 && (value < 0.1 || value >= 1e7);
  const auto format = is_small ? std::chars_format::scientific : std::chars_format::fixed;
  std::string text(digits, std::to_chars(digits, digits + sizeof digits, value, format).ptr);
  if (!is_small) return text.find('.') == std::string::npos ? text + ".0" : text;
  const std::size_t exponent = text.find('e');
  std::string mantissa = text.substr(0, exponent);
  if (mantissa.find('.') == std::string::npos) mantissa += ".0";
  return mantissa + "e" + std::to_string(std::atoi(text.c_str() + exponent + 1));
}

bool is_size(double inches) { return inches > 0 && inches < 1000; }

}  // namespace

void BlockReader::write_image(const Leaf& leaf) {
  const Image& image = m_context.images[leaf.number];
  deckle::Builder& out = m_context.out;
  const std::uint32_t resource = image.is_external ? DK_NONE : m_context.container.resource(image.target);
  const auto opened = out.open(Kind::image, leaf.where);
  out.attribute(Key::url, image.is_external ? image.target : m_context.container.short_name(image.target));
  if (!image.title.empty()) out.attribute(Key::title, image.title);
  if (resource != DK_NONE) out.attribute_resource(Key::resource, resource);
  if (is_size(image.width)) out.attribute("width", number_as_pandoc(image.width) + "in");
  if (is_size(image.height)) out.attribute("height", number_as_pandoc(image.height) + "in");
  if (!image.alternative.empty()) out.text(image.alternative, leaf.where);
}

}  // namespace docx
