// The images of a document: each once, whatever number of places shows it.
#pragma once
#include <deckle/call.hpp>

#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "image_size/image_size.hpp"
#include "office/package_writer.hpp"

class Media {
 public:
  struct Image {
    std::string name;  // from the folder of the document on: media/image1.png
    ImageSize size;
    std::string_view bytes;
  };

  // Null if the bytes are not at hand, or are no image that Word shows.
  const Image* find(const deckle::Node& node, deckle::Call& call);
  void add_to(office::PackageWriter& package) const;

 private:
  std::deque<Image> m_images;
  std::deque<std::vector<char>> m_storage;
  std::unordered_map<const dk_source*, const Image*> m_known;
};
