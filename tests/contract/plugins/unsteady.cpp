// An exporter that gives other bytes each time, in each of the ways in which that happens by mistake.
#include <chrono>
#include <deckle/plugin.hpp>
#include <string>
#include <unordered_set>

enum class Way { steady, time, address, order };

struct Unsteady {
  static constexpr auto info = deckle::info("unsteady", "Unsteady", "Gives other bytes each time.").suffixes("txt");
  struct Options {
    Way way = Way::steady;
  };
  static constexpr auto options = deckle::options(deckle::option("way", &Options::way, "What it does.")
                                                      .choice("steady", "Nothing wrong.")
                                                      .choice("time", "Writes the time.")
                                                      .choice("address", "Writes an address.")
                                                      .choice("order", "Writes in the order of hashes."));
  Options opts;

  void write(const deckle::Document& in, deckle::Output& out, deckle::Call&) {
    if (opts.way == Way::time) out << std::to_string(std::chrono::system_clock::now().time_since_epoch().count());
    if (opts.way == Way::address) out << std::to_string(reinterpret_cast<std::uintptr_t>(&in));
    if (opts.way == Way::order) {
      std::unordered_set<const int*> set;
      static const int somewhere[64] = {};
      for (const int& one : somewhere) set.insert(&one);
      for (std::size_t bucket = 0; bucket < set.bucket_count(); ++bucket)
        for (auto one = set.begin(bucket); one != set.end(bucket); ++one)
          out << std::to_string(*one - somewhere) << ' ';
    }
    out << "\n";
  }
};

DECKLE_PLUGIN("org.example.unsteady", "1.0.0", deckle::Exporter<Unsteady>);
