// An exporter of bytes that no terminal should see.
#include <deckle/plugin.hpp>

struct Binary {
  static constexpr auto info = deckle::info("binary", "Binary", "Three bytes.").suffixes("bin").also(DK_CAP_BINARY);

  void write(const deckle::Document&, deckle::Output& out, deckle::Call&) { out << std::string_view("\0\x1B\xFF", 3); }
};

DECKLE_PLUGIN("org.example.binary", "1.0.0", deckle::Exporter<Binary>);
