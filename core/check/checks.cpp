#include "check/checks.hpp"

namespace deckle::checking {

// long: a table, a row for each.
const std::vector<Check>& checks() {
  using enum Level;
  using enum Loading;
  using std::chrono::seconds;
  static const std::vector<Check> all = {
      {"entry-symbol", must, "It exports deckle_plugin_v0, which is data, and nothing else.", entry_symbol, seconds(10),
       its_own},
      {"steady-description", must, "What it says of itself stays the same while it works.", steady_description},
      {"loading", must, "It is loaded with all that it needs, and its init says that it can work.", loading,
       seconds(10), its_own},
      {"binary-form", must, "No symbol pins it, no code is changed when it is loaded, no stack is executable.",
       binary_form, seconds(10), its_own},
      {"quiet-loading", must,
       "Loading it starts no thread, leaves no file open, and changes no locale, environment or signal handler.",
       quiet_loading, seconds(10), its_own},
      {"fast-description", should, "It is loaded and described within 100 ms.", fast_description, seconds(10), its_own},
      {"older-host", must,
       "It reads no field that the tables of the first release had not, and lives without extensions.", older_host,
       seconds(20)},
      {"unknown-extensions", must, "Asked for an extension that nobody knows, its components give null.",
       unknown_extensions},
      {"life", must, "Instances may live side by side, and may go without having worked.", life},
      {"options", should, "Every option, choice and code is documented.", options},
      {"option-values", must, "It takes every option at its default, its limits and each of its choices.",
       option_values, seconds(20)},
      {"refusals", must, "Options that it refuses come with an error that says why, and at which of them.", refusals,
       seconds(20)},
      {"any-input", must, "Whatever bytes a reader is given become a document or an error.", any_input, seconds(60)},
      {"pieces", must, "A document is the same in whatever pieces its bytes come.", pieces, seconds(30)},
      {"truncation", must, "A sample may end at any byte.", truncation, seconds(60)},
      {"probe", should, "A probe says the same when asked again, at once, and does not claim what is of others.",
       probe},
      {"documents", must, "What it makes are documents by the rules of the border.", documents, seconds(30)},
      {"spans", should, "The span of a node lies in that of the node around it.", spans},
      {"words", should, "The words of a sample arrive in its document.", words},
      {"determinism", must, "The same input gives the same result, in every process, locale and time zone.",
       determinism, seconds(60), its_own},
      {"fresh-instance", must, "An instance that has seen other documents works like a fresh one.", fresh_instance,
       seconds(30)},
      {"cancel", should, "It ends within 50 ms when it is told to.", cancel, seconds(30)},
      {"memory", must, "It lives when the host has no more memory for it, and loses nothing in silence.", memory,
       seconds(60)},
      {"broken-streams", must, "It does not say that all went well when its input broke off or its output is full.",
       broken_streams, seconds(30)},
      {"limits", must, "It keeps to the limits of nodes and depth, and takes documents that are deeply nested.", limits,
       seconds(30)},
      {"unknown-survives", should, "A transform leaves alone what it does not know, and is idempotent if it says so.",
       unknown_survives, seconds(30)},
      {"losses", should, "An exporter writes every kind that it declares, and tells of the loss of every other.",
       losses, seconds(30)},
      {"round-trip", should, "A format that says it loses nothing gives back the document that was written.",
       round_trip, seconds(30)},
      {"sandbox", must, "It works in a worker's fence, with no file, process or network.", sandbox, seconds(30),
       its_own},
      {"budget", should, "A node costs less than 20 us and 8 KiB of memory, in most plugins far less.", budget,
       seconds(60)},
      {"newer-host", must,
       "It works with tables and records that are longer, with flags it cannot know, as a newer host has them.",
       newer_host, seconds(20)},
  };
  return all;
}

}  // namespace deckle::checking
