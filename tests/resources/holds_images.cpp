// A format that holds its images inside, at its smallest: for each image its name, its type and its bytes; the address
// of what it cannot hold.
#include <deckle/plugin.hpp>

struct HoldsImages {
  static constexpr auto info =
      deckle::info("holds-images", "Holds images", "A container, for tests.").suffixes("held").also(DK_CAP_BINARY);

  void write(const deckle::Document& in, deckle::Output& out, deckle::Call& call) {
    for (deckle::Node image : in.nodes(deckle::Kind::image)) {
      const std::string_view url = image.string(deckle::Key::url);
      if (const dk_source* held = call.content(image, url)) {
        std::vector<char> storage;
        out << "held " << deckle::view(held->uri) << ' ' << deckle::view(held->media_type) << ' '
            << deckle::bytes_of(*held, storage) << '\n';
      } else {
        out << "at " << call.address(image, url) << '\n';
      }
    }
  }
};

DECKLE_PLUGIN("org.example.holds-images", "1.0.0", deckle::Exporter<HoldsImages>);
