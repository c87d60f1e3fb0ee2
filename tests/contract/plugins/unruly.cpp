// Misbehaves on demand: the first two words of a document say where and how ("read crash", "transform loop", "write
// exit"), an option how when its transform is made, and the environment how while the library is loaded.
#include <deckle/plugin.hpp>

#include "mischief.hpp"

namespace {

// The word behind `stage`, if the text begins with it.
std::string_view deed(std::string_view text, std::string_view stage) {
  if (!text.starts_with(stage) || text.size() <= stage.size() || text[stage.size()] != ' ') return {};
  text.remove_prefix(stage.size() + 1);
  return text.substr(0, text.find_first_of(" \n"));
}

std::string_view first_text(const deckle::Document& in) {
  for (deckle::Node text : in.nodes(deckle::Kind::text)) return text.text();
  return {};
}

struct UnrulyReader {
  static constexpr auto info =
      deckle::info("unruly", "Unruly", "One paragraph of text.").suffixes("unruly").magic("#!unruly", 90);

  void read(deckle::Input& in, deckle::Builder& out, deckle::Call& call) {
    const std::string_view text = in.text();
    const std::string_view word = deed(text, "read");
    mischief::commit(word);
    if (word == "invalid") out.begin(deckle::Kind::row, 0, {}, {}), out.close();
    if (word == "wild") wild(out);
    if (word == "sum") return sum(text, out, 10);
    if (word == "sum-until-changed") return sum(text, out, 1000);
    if (word == "deep") nest(out, 10'000);
    if (word.starts_with("include:")) return include(word.substr(8), in, out, call);
    const std::string line(1 << 16, 'x');
    for (int k = 0; word == "swell" && k < 1000; ++k) {
      auto paragraph = out.paragraph();
      out.text(line);
    }
    if (word == "many")
      for (int k = 0; k < 100'000; ++k) auto paragraph = out.paragraph();
    if (word == "hoard") static_cast<void>(call.resolve(in.source(), line + line));
    for (int k = 0; word == "hoard-and-report" && k < 1000; ++k)
      call.warning("unruly.much", in.span(0, 1), "{}", line.substr(0, 1000));
    if (word == "resolve")
      for (;;) static_cast<void>(call.resolve(in.source(), "data:,x"));
    auto paragraph = out.paragraph();
    out.text(text.substr(0, text.find('\n')));
  }

  static void include(std::string_view address, deckle::Input& in, deckle::Builder& out, const deckle::Call& call) {
    std::vector<char> storage;
    const dk_source* further = call.resolve(in.source(), address);
    if (further == nullptr) return;
    auto paragraph = out.paragraph();
    out.text(deckle::bytes_of(*further, storage));
  }

  // Attributes behind the end of their list.
  static void wild(deckle::Builder& out) {
    auto paragraph = out.paragraph();
    out.attribute_node(deckle::Key::target, 0x7FFFFFFF);
  }

  static void nest(deckle::Builder& out, int levels) {
    for (int k = 0; k < levels; ++k) out.begin(deckle::Kind::block_quote, DK_BLOCK, {}, {});
  }

  // Reads all bytes again and again, until they have changed or it was often enough, and says what they came to.
  static void sum(std::string_view text, deckle::Builder& out, int rounds) {
    const auto sum_now = [text] {
      std::uint64_t sum = 0;
      for (const char byte : text) sum += static_cast<unsigned char>(byte);
      return sum;
    };
    const std::uint64_t first = sum_now();
    std::uint64_t sum = first;
    for (; rounds > 0 && sum == first; --rounds) {
      mischief::wait_ms(40);
      sum = sum_now();
    }
    auto paragraph = out.paragraph();
    out.text(std::to_string(sum));
  }
};

struct UnrulyTransform {
  static constexpr auto info = deckle::info("unruly", "Unruly", "Changes nothing.");
  struct Options {
    std::string_view made;
    std::int64_t pause = 0;
  };
  static constexpr auto options =
      deckle::options(deckle::option("made", &Options::made, "What to do when it is made."),
                      deckle::option("pause", &Options::pause, "Milliseconds that each document takes."));
  Options opts;

  void prepare(deckle::Call&) const { mischief::commit(opts.made); }
  void transform(const deckle::Document& in, deckle::Edits&, deckle::Call&) const {
    mischief::wait_ms(opts.pause);
    mischief::commit(deed(first_text(in), "transform"));
  }
};

struct UnrulyExporter {
  static constexpr auto info = deckle::info("unruly", "Unruly", "The first text.").suffixes("out");

  void write(const deckle::Document& in, deckle::Output& out, deckle::Call&) const {
    const std::string_view text = first_text(in), word = deed(text, "write");
    mischief::commit(word);
    const std::string line(1 << 16, 'x');
    while (word == "much") out << line;
    for (int k = 0; word == "parts" && k < 40; ++k) out.part(std::to_string(k) + ".part", {});
    for (int k = 0; word == "large" && k < 200; ++k) out << line;
    char number[32];
    std::snprintf(number, sizeof number, "%.1f", 1.5);  // as the locale says
    out << text << ' ' << number << '\n';
  }
};

__attribute__((constructor)) void while_loaded() { mischief::commit_from("UNRULY_LOADED"); }

dk_status on_init(const dk_host*) noexcept {
  mischief::commit_from("UNRULY_INIT");
  return DK_OK;
}

void on_fini() noexcept { mischief::commit_from("UNRULY_FINI"); }

constexpr dk_plugin with_init(dk_plugin plugin) {
  plugin.init = on_init;
  plugin.fini = on_fini;
  return plugin;
}

using All = deckle::Components<deckle::Reader<UnrulyReader>, deckle::Transform<UnrulyTransform>,
                               deckle::Exporter<UnrulyExporter>>;

}  // namespace

constinit const dk_plugin deckle_plugin_v0 = with_init(All::plugin("org.example.unruly", "1.0.0", ""));
