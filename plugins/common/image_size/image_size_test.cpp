#include "image_size/image_size.hpp"

#include <catch2/catch.hpp>
#include <string>

namespace {

template <std::size_t N>
std::string bytes(const char (&literal)[N]) {
  return {literal, N - 1};
}

void check(const std::string& image, std::string_view suffix, double width, double height, double dpi = 0) {
  const auto size = image_size(image);
  REQUIRE(size);
  CHECK(size->suffix == suffix);
  CHECK(size->width == width);
  CHECK(size->height == height);
  CHECK(size->dpi_x == dpi);
  CHECK(size->dpi_y == dpi);
  for (std::size_t i = 0; i < image.size(); ++i) image_size(std::string_view(image).substr(0, i));  // reads no further
}

}  // namespace

TEST_CASE("PNG, with and without its density") {
  const std::string header = bytes("\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\x01\0\0\0\0\x80\x08\x02\0\0\0CRC!");
  check(header + bytes("\0\0\0\0IDATCRC!"), "png", 256, 128);
  check(header + bytes("\0\0\0\x09pHYs\0\0\x2E\x23\0\0\x2E\x23\x01"
                       "CRC!\0\0\0\0IDATCRC!"),
        "png", 256, 128, 300);
}

TEST_CASE("JPEG, with the density of JFIF or Exif") {
  const std::string frame = bytes(
      "\xFF\xC0\0\x11\x08\0\x10\0\x20\x03"
      "012345678");
  check(bytes("\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\x02\x01\0\x48\0\x48\0\0") + frame, "jpg", 32, 16, 72);
  check(bytes("\xFF\xD8\xFF\xE1\0\x42"
              "Exif\0\0II*\0\x08\0\0\0\x02\0"
              "\x1A\x01\x05\0\x01\0\0\0\x26\0\0\0\x1B\x01\x05\0\x01\0\0\0\x26\0\0\0\0\0\0\0"
              "\x58\x02\0\0\x04\0\0\0"
              "pad pad 1234") +
            frame,
        "jpg", 32, 16, 150);
}

TEST_CASE("GIF, BMP, WebP and TIFF") {
  check(bytes("GIF89a\x0A\0\x14\0"), "gif", 10, 20);
  check(bytes("BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x05\0\0\0\xF9\xFF\xFF\xFF\x01\0\x18\0\0\0\0\0\0\0\0\0"
              "\x13\x0B\0\0\x13\x0B\0\0"),
        "bmp", 5, 7, 72);
  check(bytes("RIFF....WEBPVP8X....\0\0\0\0\x63\0\0\x31\0\0"), "webp", 100, 50);
  check(bytes("RIFF....WEBPVP8L....\x2F\x63\x40\x0C\0"), "webp", 100, 50);
  check(bytes("RIFF....WEBPVP8 ....\0\0\0\x9D\x01\x2A\x64\0\x32\0"), "webp", 100, 50);
  check(bytes("MM\0*\0\0\0\x08\0\x02\x01\0\0\x03\0\0\0\x01\0\x40\0\0\x01\x01\0\x04\0\0\0\x01\0\0\0\x30"), "tiff", 64,
        48);
}

TEST_CASE("metafiles, upside down too") {
  check(bytes("\1\0\0\0\x6C\0\0\0................\0\0\0\0\xC4\x09\0\0\xEC\x13\0\0\0\0\0\0 EMF"), "emf", 5100, 2500,
        2540);
  check(bytes("\xD7\xCD\xC6\x9A\0\0\xF6\xFF\0\0\x5A\0\x32\0\x64\0"), "wmf", 100, 50, 100);
}

TEST_CASE("SVG by its size, or its view box") {
  check("<svg width=\"2in\" height=\"48\">", "svg", 192, 48, 96);
  check("<?xml version=\"1.0\"?>\n<!-- a > b --><!DOCTYPE svg>\n<svg viewBox='0 0 300 150' width='600px'/>", "svg", 600,
        300, 96);
  check("<svg xmlns=\"x\" viewBox=\"0,0,30,20\" width=\"100%\">", "svg", 30, 20, 96);
  check("<svg>", "svg", 0, 0, 96);
}

TEST_CASE("other bytes are no image") {
  CHECK_FALSE(image_size(""));
  CHECK_FALSE(image_size("<svgs>"));
  CHECK_FALSE(image_size("<!-- svg"));
  CHECK_FALSE(image_size("%PDF-1.7"));
}
