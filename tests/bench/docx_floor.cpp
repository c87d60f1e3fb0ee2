// The least that reading a Word document can take: read the file, inflate its main part, parse that as XML.
#include <fstream>
#include <iterator>
#include <memory>
#include <pugixml.hpp>
#include <vector>

#include "zip/zip_reader.hpp"

int main(int argc, char** argv) {
  std::ifstream file(argc > 1 ? argv[1] : "", std::ios::binary);
  const std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
  zip_archive::Reader archive({bytes.data(), bytes.size()}, {});
  std::string part = archive.read(archive.find("word/document.xml"));
  const auto tree = std::make_unique<pugi::xml_document>();
  return tree->load_buffer_inplace(part.data(), part.size()) ? 0 : 1;
}
