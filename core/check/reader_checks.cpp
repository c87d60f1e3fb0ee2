// What readers make of bytes.
#include <fmt/format.h>
#include <deckle/document.hpp>
#include <deckle/utf8.hpp>

#include <algorithm>
#include <unordered_set>

#include "check/checks.hpp"
#include "check/random.hpp"
#include "check/subject.hpp"
#include "diagnostics/stopwatch.hpp"
#include "document/validate.hpp"

namespace deckle::checking {
namespace {

constexpr std::size_t most_cuts = 1000;
constexpr std::size_t least_share = 5;  // per cent of words: of some formats the most is marks

Finding no_samples() { return skipped("no sample; --sample FILE gives one"); }

// A fault of the reader's own; empty: there is none.
std::string fault(const Trial& trial) {
  for (const Diagnostic& one : trial.said)
    if (one.code == "host.plugin-fault" || one.code == "host.plugin-failed" || one.code == "document.invalid")
      return one.message;
  return trial.status == DK_E_INTERNAL ? "it says that it is at fault itself" : "";
}

// Has every reader read it; the first fault is what was found.
template <class Inputs>
Finding read_all(Subject& subject, const Inputs& inputs) {
  if (subject.components(Role::reader).empty()) return skipped("it has no reader");
  for (const LoadedComponent& component : subject.components(Role::reader)) {
    const std::unique_ptr<Instance> reader = Instance::make(subject, component);
    if (!reader) continue;
    for (const std::string& input : inputs)
      if (std::string problem = fault(reader->read(input)); !problem.empty())
        return failed(fmt::format("{} on {} bytes: {}", name_of(component), input.size(), problem), given(input));
  }
  return passed();
}

std::vector<std::string> hostile_inputs(Subject& subject) {
  naive::Random random(subject.settings().seed);
  std::vector<std::string> inputs = {"", "\xEF\xBB\xBF", "\xFF\xFE", "\n", "\r", std::string(1000, '\0')};
  for (int byte = 0; byte < 256; ++byte) inputs.emplace_back(1, static_cast<char>(byte));
  for (int count = 0; count < 3; ++count)
    for (char& byte : inputs.emplace_back(std::size_t{1} << 20, '\0')) byte = static_cast<char>(random.next());
  for (const std::string& sample : subject.samples())
    for (int count = 0; count < 200 && !sample.empty(); ++count) {
      std::string changed = sample;
      for (std::uint32_t change = 1 + random.below(5); change > 0; --change)
        changed[random.below(changed.size())] = static_cast<char>(random.next());
      inputs.push_back(std::move(changed));
    }
  return inputs;
}

std::vector<std::string> beginnings_of(const std::string& sample) {
  std::vector<std::string> made;
  const std::size_t step = std::max<std::size_t>(sample.size() / most_cuts, 1);
  for (std::size_t end = 0; end < sample.size(); end += step) made.push_back(sample.substr(0, end));
  return made;
}

// What other formats begin with.
constexpr std::string_view of_others[] = {"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n",
                                          std::string_view("PK\x03\x04\x14\x00\x06\x00", 8),
                                          "\x89PNG\r\n\x1A\n",
                                          "<!DOCTYPE html>\n<html><head><title>x</title>",
                                          "{\"name\": \"value\", \"list\": [1, 2, 3]}",
                                          "\\documentclass{article}\n\\begin{document}\n",
                                          "From: a@example.org\nTo: b@example.org\nSubject: x\n\nhello\n",
                                          "\x7F"
                                          "ELF\x02\x01\x01"};

std::unordered_set<std::string> words_in(std::string_view text) {
  std::unordered_set<std::string> found;
  std::string word;
  for (std::size_t k = 0; k <= text.size(); ++k) {
    const char c = k < text.size() ? text[k] : ' ';
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    if (is_letter) word += c;
    else if (word.size() >= 4) found.insert(std::exchange(word, {}));
    else word.clear();
  }
  return found;
}

std::string text_of(const Block& block) {
  std::string text;
  const Document document = block.document();
  for (std::uint32_t k = 0; k < document.size(); ++k) text.append(document.node(k).text()).append(1, ' ');
  return text;
}

}  // namespace

Finding any_input(Subject& subject) {
  return read_all(subject, subject.settings().only ? subject.samples() : hostile_inputs(subject));
}

Finding pieces(Subject& subject) {
  if (subject.components(Role::reader).empty()) return skipped("it has no reader");
  const std::vector<std::string> inputs = subject.inputs();
  for (const LoadedComponent& component : subject.components(Role::reader)) {
    const std::unique_ptr<Instance> reader = Instance::make(subject, component);
    for (const std::string& input : inputs)
      for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, std::size_t{4093}}) {
        if (!reader || reader->read(input, {.piece = piece}).result() == reader->read(input).result()) continue;
        return failed(
            fmt::format("{}: given {} bytes at a time it makes another document of them", name_of(component), piece),
            given(input));
      }
  }
  return passed();
}

Finding truncation(Subject& subject) {
  if (!subject.components(Role::reader).empty() && subject.samples().empty()) return no_samples();
  if (subject.settings().only) return read_all(subject, subject.samples());
  Finding found = passed();
  for (const std::string& sample : subject.samples())
    if (found.verdict == Verdict::passed) found = read_all(subject, beginnings_of(sample));
  return subject.samples().empty() ? read_all(subject, std::vector<std::string>()) : found;
}

Finding probe(Subject& subject) {
  bool has_any = false;
  std::vector<std::string_view> heads(std::begin(of_others), std::end(of_others));
  if (subject.settings().only) heads.assign(subject.samples().begin(), subject.samples().end());
  for (const LoadedComponent& component : subject.components(Role::reader)) {
    if (!component.manifest->has_probe) continue;
    has_any = true;
    int claimed = 0;
    for (const std::string_view head : heads) {
      const std::uint32_t score = probe_score(component, head, "sample");
      claimed += score > 50;
      if (probe_score(component, head, "sample") != score)
        return failed(fmt::format("{}: asked again about the same bytes it says something else", name_of(component)),
                      given(head));
    }
    if (claimed > 2)
      return failed(fmt::format("{} is sure of {} of {} formats that have nothing in common", name_of(component),
                                claimed, std::size(of_others)));
    const std::string large(64 * 1024, 'a');
    const Stopwatch stopwatch;
    probe_score(component, large, "sample");
    if (stopwatch.microseconds() > 10'000)
      return failed(fmt::format("{} took {} us for 64 KiB", name_of(component), stopwatch.microseconds()));
  }
  return has_any ? passed() : skipped("it has no probe");
}

Finding documents(Subject& subject) {
  const auto problem = [](const Trial& trial) {
    if (std::string own = fault(trial); !own.empty()) return own;
    if (!trial.document) return std::string();
    const Result<void> sound = check_document(trial.document->doc());
    return sound ? std::string() : sound.problem().message;
  };
  const std::vector<std::string> inputs = subject.inputs();
  for (const LoadedComponent& component : subject.components()) {
    const std::unique_ptr<Instance> instance = Instance::make(subject, component);
    if (!instance) continue;
    for (const std::string& input : inputs)
      if (component.manifest->role == Role::reader)
        if (const std::string found = problem(instance->read(input)); !found.empty())
          return failed(fmt::format("{}: {}", name_of(component), found), given(input));
    for (const Block& document : subject.documents())
      if (component.manifest->role == Role::transform)
        if (const std::string found = problem(instance->change(document)); !found.empty())
          return failed(fmt::format("{}: {}", name_of(component), found), given(document));
  }
  return passed();
}

Finding spans(Subject& subject) {
  if (subject.components(Role::reader).empty()) return skipped("it has no reader");
  if (subject.samples().empty()) return no_samples();
  std::uint64_t texts = 0, with_span = 0;
  for (const LoadedComponent& component : subject.components(Role::reader)) {
    const std::unique_ptr<Instance> reader = Instance::make(subject, component);
    for (const std::string& sample : subject.samples()) {
      const Trial trial = reader ? reader->read(sample) : Trial();
      if (!trial.document) continue;
      const Document document = trial.document->document();
      for (std::uint32_t k = 1; k < document.size(); ++k) {
        const Node node = document.node(k);
        const MaybeSpan own = node.span();
        // What a note holds stands elsewhere than where it is referred to, and a caption beside what it belongs to.
        const bool is_elsewhere = node.parent().is(Kind::note) || node.is(Kind::caption);
        const dk_span* around = is_elsewhere ? nullptr : span_of_node(trial.document->doc(), node.parent().index());
        texts += node.is(Kind::text);
        with_span += node.is(Kind::text) && own.has_value();
        const bool is_nested = !own || around == nullptr || own->source != around->source ||
                               (own->begin >= around->begin && own->end <= around->end);
        if (!is_nested)
          return failed(
              fmt::format("{}: a {} at bytes {} to {} lies in a {} at {} to {}", name_of(component), node.kind_name(),
                          own->begin, own->end, node.parent().kind_name(), around->begin, around->end),
              given(sample));
      }
    }
  }
  return passed(texts == 0 ? "" : fmt::format("{} % of text nodes have one", with_span * 100 / texts));
}

Finding words(Subject& subject) {
  if (subject.components(Role::reader).empty()) return skipped("it has no reader");
  if (subject.samples().empty()) return no_samples();
  std::size_t all = 0, arrived = 0;
  for (const LoadedComponent& component : subject.components(Role::reader)) {
    const std::unique_ptr<Instance> reader = Instance::make(subject, component);
    for (const std::string& sample : subject.samples()) {
      const bool is_text = sample.find('\0') == sample.npos;  // the words of an archive are packed
      const Trial trial = reader && is_text ? reader->read(sample) : Trial();
      if (!trial.document) continue;
      const auto there = words_in(text_of(*trial.document));
      for (const std::string& word : words_in(sample)) ++all, arrived += there.contains(word);
    }
  }
  if (all == 0) return passed();
  const std::string share = fmt::format("{} % of the words of the samples", arrived * 100 / all);
  return arrived * 100 >= all * least_share ? passed(share) : failed(share + " are in the documents");
}

}  // namespace deckle::checking
