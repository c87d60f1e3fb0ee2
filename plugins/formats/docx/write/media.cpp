#include "media.hpp"

#include <deckle/input.hpp>

using deckle::Key;

const Media::Image* Media::find(const deckle::Node& node, deckle::Call& call) {
  const dk_source* source = call.content(node, node.string(Key::url));
  if (!source) return nullptr;
  const auto [known, is_new] = m_known.try_emplace(source, nullptr);
  if (!is_new) return known->second;
  const std::string_view bytes = deckle::bytes_of(*source, m_storage.emplace_back());
  const std::optional<ImageSize> size = image_size(bytes);
  if (!size) return nullptr;
  const std::string name = "media/image" + std::to_string(m_images.size() + 1) + "." + std::string(size->suffix);
  known->second = &m_images.emplace_back(Image{name, *size, bytes});
  return known->second;
}

void Media::add_to(office::PackageWriter& package) const {
  for (const Image& image : m_images)
    package.add_media("word/" + image.name, image.size.suffix, image.size.media_type, image.bytes);
}
