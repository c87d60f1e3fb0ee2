// What workers send is hostile: no message does more than its word allows, whatever it holds.
#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <cerrno>
#include <cstdlib>

#include "check/random.hpp"
#include "process/broker_service.hpp"
#include "process/wire_fields.hpp"

using namespace deckle;

namespace {

using naive::Random;

// docs/a.md becomes site/a.html and data/a.json, with copies of what it refers to.
struct Site {
  MemoryFiles files;
  RunFiles run{files, {.is_recorded = true}};
  KeptDocuments kept;
  Work work;

  DocumentPlaces places;

  Site() {
    files.content = {{"docs/a.md", "A"}, {"docs/x.png", "X"}, {"docs/inc.md", "I"}, {"secret", "S"}};
    places.input = "docs/a.md";
    places.around = std::make_shared<Surroundings>(Surroundings{"docs", {"docs"}});
    places.outputs = {"site/a.html", "data/a.json"};
    run.add_output({{ResourceMode::copy, {}}, "site/"});
    run.add_output({{ResourceMode::link, {}}, "data/"});
    run.add_document(places);
    work.order.outputs = {0, 1};
    work.broker = std::make_unique<LocalBroker>(files, places, run);
    work.addresses = {{"", "b.md", false}};
  }
};

struct Sample {
  std::string bytes;
  std::vector<std::string> files;  // each behind a descriptor
};

Sample question(Word word, const std::function<void(ByteWriter&)>& fields) {
  Sample made;
  made.bytes += static_cast<char>(word);
  ByteWriter write(made.bytes);
  fields(write);
  return made;
}

void write_reference(ByteWriter& to, const Reference& reference) {
  fields::HeldReference held(reference);
  fields::of_reference(to, held);
}

Sample done() {
  Sample made = question(Word::done, [](ByteWriter& write) {
    Made result;
    result.result.done = true;
    result.result.diagnostics = {error("some.code", "a message", "a hint")};
    result.result.dropped = {{"other.code", 7}};
    result.result.figures.stages = {{Role::reader, "markdown", 12}};
    write.number("turn", std::uint64_t{0});
    fields::of_made(write, result);
    write.number("has document", true);
    std::vector<fields::UsedAnswer> used = {{.output = 0, .address = 0}};
    write.list("used", used, fields::of_used);
    write.number("outputs", std::uint32_t{3});
    const auto output = [&](std::uint64_t number, const std::string& part, bool is_file) {
      write.number("output", number);
      write.text("part", part);
      write.number("is file", is_file);
      if (!is_file) write.text("bytes", "made");
    };
    output(0, "", false), output(0, "part/1", false), output(1, "", true);
  });
  made.files = {"a document", "made"};
  return made;
}

std::vector<Sample> samples() {
  const Reference image{"", "x.png", true, {}}, link{"", "b.md#x", false, {}};
  const Reference held{"", "", true, HeldResource{1, "own.png", "image/png", "bytes"}};
  const auto two_texts = [](ByteWriter& write) { write.text("from", ""), write.text("address", "inc.md"); };
  const auto about = [](const Reference& reference) {
    return [&reference](ByteWriter& write) {
      write.number("output", std::uint64_t{0});
      write_reference(write, reference);
    };
  };
  const auto several = [&](ByteWriter& write) {
    std::vector<fields::HeldReference> all = {fields::HeldReference(image), fields::HeldReference(link)};
    write.list("references", all, fields::of_reference);
  };
  return {question(Word::resolve, two_texts),
          question(Word::input, two_texts),
          question(Word::reopen, [](ByteWriter& write) { write.text("name", "docs/a.md"); }),
          question(Word::address, about(image)),
          question(Word::address, about(held)),
          question(Word::content, about(link)),
          question(Word::content, about(held)),
          question(Word::check, several),
          question(Word::checked, several),
          question(Word::member, [](ByteWriter& write) { write.number("member", std::uint64_t{0}); }),
          done()};
}

void mutate(Sample& sample, const std::vector<Sample>& all, Random& random) {
  std::string& bytes = sample.bytes;
  const std::size_t at = random.below(bytes.size() + 1);
  switch (random.below(6)) {
    case 0: bytes.resize(at); break;
    case 1:
      if (at < bytes.size()) bytes[at] = static_cast<char>(random.next());
      break;
    case 2: {  // a number or a length
      constexpr std::uint32_t odd[] = {0, 1, 2, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0xFFFFFFFE, 1u << 20};
      std::uint32_t number = odd[random.below(8)];
      if (at + 4 <= bytes.size()) std::memcpy(bytes.data() + at, &number, 4);
      break;
    }
    case 3: bytes.insert(at, random.chance(50) ? "../" : std::string(random.below(40), '\0')); break;
    case 4: bytes += all[random.below(all.size())].bytes.substr(random.below(9)); break;
    default:
      if (!sample.files.empty() && random.chance(50)) sample.files.pop_back();
      else sample.files.push_back("another");
  }
}

Message as_message(const Sample& sample) {
  Message made{sample.bytes, {}};
  for (const std::string& file : sample.files) made.descriptors.push_back(memory_file(file));
  return made;
}

// Whether it was understood.
bool is_done(Incoming& message, Site& site) {
  Made made;
  std::uint64_t turn = 0;
  bool has_document = false;
  if (!message.read.number("turn", turn) || !fields::of_made(message.read, made) ||
      !message.read.number("has document", has_document))
    return false;
  const Descriptor document = has_document ? message.take_descriptor() : Descriptor();
  if (document) static_cast<void>(site.kept.add(document.get()));
  const auto taken = take_received(message, site.work, made.result.done, 1000);
  return taken && *taken && site.work.broker->commit();
}

// The worker, who listens to answers.
struct Listener {
  std::pair<Channel, Channel> ends = std::move(*channel_pair());

  bool hears_answer() const {
    const std::optional<Message> heard = ends.second.receive(1u << 20);
    return heard && !heard->bytes.empty() && heard->bytes[0] == static_cast<char>(Word::answer);
  }
};

bool understands(const Sample& sample, Site& site, const Listener& listener) {
  Incoming message(as_message(sample));
  Word word{};
  if (!message.word(word)) return false;
  if (word == Word::done) return is_done(message, site);
  if (word == Word::checked) return take_checked(message, site.work);
  if (answer_question(word, message, site.work, site.kept, listener.ends.first) != Answered::yes) return false;
  CHECK(listener.hears_answer());
  return true;
}

void check_files(const Site& site) {
  for (const auto& [path, text] : site.files.content)
    if (!path.starts_with("docs/") && path != "secret") CHECK((path.starts_with("site/") || path.starts_with("data/")));
  CHECK(site.files.content.at("docs/a.md") == "A");
  CHECK(site.files.content.at("secret") == "S");
}

}  // namespace

TEST_CASE("messages as workers send them are understood") {
  const Listener listener;
  for (const Sample& sample : samples()) {
    Site site;
    INFO("word " << static_cast<int>(sample.bytes[0]));
    CHECK(understands(sample, site, listener) == (sample.bytes[0] != static_cast<char>(Word::member)));
  }
}

TEST_CASE("an answer for which the supervisor has no descriptor is no nonsense of who asked") {
  const Listener listener;
  Site site;
  site.files.content["docs/a.md"] = std::string(100'000, 'a');
  Incoming message(as_message(question(Word::reopen, [](ByteWriter& write) { write.text("name", "docs/a.md"); })));
  Word word{};
  REQUIRE(message.word(word));
  rlimit before{};
  REQUIRE(getrlimit(RLIMIT_NOFILE, &before) == 0);
  const rlimit none{0, before.rlim_max};
  REQUIRE(setrlimit(RLIMIT_NOFILE, &none) == 0);
  const Answered answered = answer_question(word, message, site.work, site.kept, listener.ends.first);
  const int why = errno;
  setrlimit(RLIMIT_NOFILE, &before);
  CHECK(answered == Answered::unsent);
  CHECK(why == EMFILE);
}

TEST_CASE("messages that were changed at random are answered, or refused, and write nothing elsewhere") {
  const char* const asked = std::getenv("DECKLE_FUZZ_RUNS");
  const std::vector<Sample> all = samples();
  const Listener listener;
  Random random(20261122);
  for (long run = 0, runs = asked != nullptr ? std::atol(asked) : 20'000; run < runs; ++run) {
    Sample sample = all[random.below(all.size())];
    for (std::uint32_t changes = 1 + random.below(4); changes > 0; --changes) mutate(sample, all, random);
    Site site;
    understands(sample, site, listener);
    check_files(site);
  }
}
