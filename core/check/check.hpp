// What a plugin promises by being one, tried one promise at a time: `deckle plugin check`.
//
// Each check runs in a process of its own, with a time limit, so that whatever the plugin does costs one finding.
#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "document/block.hpp"
#include "host/host_table.hpp"

namespace deckle::checking {

// must: the host, or a document, comes to harm without it. should: users do.
enum class Level { must, should };
enum class Verdict { passed, failed, skipped };

// What a component was given: bytes of a reader, or a document, as the bytes of its block.
struct GivenInput {
  std::string bytes;
  bool is_document = false;
};

struct Finding {
  Verdict verdict = Verdict::passed;
  std::string text;                           // of a failure what was seen, of a skipped check why; else may be empty
  std::optional<GivenInput> reproducer = {};  // what showed it, as little as was found
};

inline GivenInput given(std::string_view bytes) { return {std::string(bytes)}; }
inline GivenInput given(const Block& document) { return {std::string(document.bytes()), true}; }
inline Finding passed(std::string text = {}) { return {Verdict::passed, std::move(text)}; }
inline Finding failed(std::string text) { return {Verdict::failed, std::move(text)}; }
inline Finding failed(std::string text, GivenInput reproducer) {
  return {Verdict::failed, std::move(text), std::move(reproducer)};
}
inline Finding skipped(std::string why) { return {Verdict::skipped, std::move(why)}; }

struct CheckSettings {
  std::filesystem::path library;                    // absolute
  std::vector<std::filesystem::path> samples = {};  // inputs of the plugin's readers
  std::uint64_t seed = 1;                           // of all that is random
  std::optional<GivenInput> only = {};              // instead of all samples and documents, and what else is made up
};

class Subject;

// Whether a check finds the plugin loaded; where that fails, it is skipped.
enum class Loading { done, its_own };

struct Check {
  const char* name;
  Level level;
  const char* promise;  // what holds, in a sentence
  Finding (*run)(Subject& subject);
  std::chrono::milliseconds time{10'000};
  Loading loading = Loading::done;
};

// All of them, in the order in which they are told. A check is known by its place here, counted from 1, and its name.
const std::vector<Check>& checks();

// Runs one check in a child of this process. A crash, a hang and an exit are failures.
Finding run_check(const Check& check, const CheckSettings& settings);

}  // namespace deckle::checking
