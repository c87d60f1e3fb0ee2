// What the engine costs: a loop as small as can be over the same plugins, and one document on its way through a crew.
//
//   engine_bench loop IN OUT        every file of IN to an HTML file in OUT: no worker, no state, no report, no staging
//   engine_bench crew MODE FILE N   "median X": microseconds for FILE with --isolation MODE, over N times
//                                   "flow X": the same for each of N that are given as soon as there is room
//                                   "zygote X": MiB that are resident in the process that workers are forked from
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "cli/session.hpp"
#include "engine/crew.hpp"
#include "io/files.hpp"
#include "job/option_values.hpp"
#include "measure.hpp"
#include "process/worker_crew.hpp"

using namespace deckle;

namespace {

using Clock = std::chrono::steady_clock;

double microseconds_since(Clock::time_point begin) {
  return std::chrono::duration<double, std::micro>(Clock::now() - begin).count();
}

// Keeps what is written, and writes the file at once.
class PlainOutput : public StagedOutput {
 public:
  std::string bytes;
  Result<void> write(std::string_view more) override {
    bytes += more;
    return {};
  }
  Result<void> finish() override { return {}; }
  Result<void> commit(bool) override { return {}; }
  Result<void> revert() override { return {}; }
};

class PlainBroker : public Broker {
 public:
  PlainOutput output;
  Result<InputFile> open_input() override { return error("", ""); }
  Result<InputFile> resolve(const std::string&, std::string_view) override { return error("", ""); }
  Result<InputFile> reopen(const std::string&) override { return error("", ""); }
  std::optional<std::string> input(const std::string&, std::string_view) const override { return std::nullopt; }
  AddressAnswer address(std::size_t, const Reference&) override { return {}; }
  Result<std::optional<InputFile>> content(std::size_t, const Reference&) override {
    return std::optional<InputFile>();
  }
  std::vector<std::optional<Diagnostic>> check(const std::vector<Reference>& references) override {
    return std::vector<std::optional<Diagnostic>>(references.size());
  }
  Result<StagedOutput*> stage(std::size_t) override {
    output.bytes.clear();
    return static_cast<StagedOutput*>(&output);
  }
  Result<StagedOutput*> stage_part(std::size_t, std::string_view) override { return error("", ""); }
};

Result<ComponentUse> use_of(const Component& component) {
  std::vector<Diagnostic> problems;
  OptionSetter setter(*component.manifest, problems);
  return ComponentUse{component, setter.finish({})};
}

// Markdown to HTML.
struct Setting {
  Session session{CommonOptions{}};
  std::unique_ptr<Files> files = real_files();
  Recipe recipe;
  Setting() {
    recipe.readers.push_back(*use_of(session.registry().find(Role::reader, "markdown")));
    recipe.outputs.push_back({"", {}, *use_of(session.registry().find(Role::exporter, "html"))});
  }
  Workshop workshop(WorkNotes& notes) {
    return Workshop(recipe, session.registry(), session.host(), session.loader(), *files, use_of, &notes);
  }
};

int loop(const std::filesystem::path& in, const std::filesystem::path& out) {
  Setting setting;
  Workshop workshop(setting.recipe, setting.session.registry(), setting.session.host(), setting.session.loader(),
                    *setting.files, use_of);
  if (!workshop.prepare().result.done) return 1;
  std::filesystem::create_directories(out);
  PlainBroker broker;
  Order order;
  order.reader = 0;
  order.outputs = {0};
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(in))
    if (entry.is_regular_file()) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::size_t number = 0;
  for (const auto& path : paths) {
    Result<FileBytes> bytes = setting.files->read(path.string());
    if (!bytes) return 1;
    const InputFile input{path.string(), "text/markdown", std::move(*bytes)};
    if (!workshop.make(order, input, broker).result.done) return 1;
    const std::string to = out / (std::to_string(++number) + ".html");
    const int file = open(to.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file < 0 || write(file, broker.output.bytes.data(), broker.output.bytes.size()) < 0 || close(file) != 0)
      return 1;
  }
  return 0;
}

Work work_for(const Setting& setting, RunFiles& run, const char* file) {
  Work work;
  work.order.reader = 0;
  work.order.outputs = {0};
  DocumentPlaces places;
  places.input = file;
  places.outputs = {"/dev/null"};
  work.broker = std::make_unique<LocalBroker>(*setting.files, places, run);
  work.input = *work.broker->open_input();
  return work;
}

// Of the only child, in MiB; 0 without one.
double resident_in_child() {
  std::ifstream children("/proc/self/task/" + std::to_string(getpid()) + "/children");
  long child = 0, pages = 0;
  if (!(children >> child)) return 0;
  std::ifstream sizes("/proc/" + std::to_string(child) + "/statm");
  sizes >> pages >> pages;
  return static_cast<double>(pages * sysconf(_SC_PAGESIZE)) / (1 << 20);
}

// Each of many, when the crew never waits for work.
double in_a_row(Crew& crew, const Setting& setting, RunFiles& run, const char* file, int times) {
  std::vector<Work> waiting;
  for (int k = 0; k < times; ++k) waiting.push_back(work_for(setting, run, file));
  const Clock::time_point begin = Clock::now();
  for (int done = 0; done < times; ++done) {
    for (; crew.has_room(waiting.size()) && !waiting.empty(); waiting.pop_back()) crew.give(std::move(waiting.back()));
    if (!crew.take()) return 0;
  }
  return microseconds_since(begin) / times;
}

int crew(const std::string& mode, const char* file, int times) {
  Setting setting;
  WorkNotes notes(4);
  Workshop workshop = setting.workshop(notes);
  const Workplace place{
      setting.recipe,           workshop, *setting.files, setting.session.registry(), setting.session.host(),
      setting.session.loader(), notes};
  CrewSettings settings;
  settings.one_document_each = mode == "fork";
  std::unique_ptr<Crew> made = mode == "none" ? std::unique_ptr<Crew>(std::make_unique<LocalCrew>(workshop))
                                              : std::make_unique<WorkerCrew>(place, settings);
  if (!made->prepare().result.done) return 1;
  const double zygote = mode == "none" ? 0 : resident_in_child();
  RunFiles run(*setting.files);
  run.add_output({});
  std::vector<double> taken;
  for (int k = 0; k < times + 10; ++k) {
    Work work = work_for(setting, run, file);
    const Clock::time_point begin = Clock::now();
    made->give(std::move(work));
    const std::optional<Done> done = made->take();
    if (!done || !done->made.result.done) return 1;
    if (k >= 10) taken.push_back(microseconds_since(begin));
  }
  const double median = bench::median(taken), flow = in_a_row(*made, setting, run, file, times);
  std::printf("median %.1f\nflow %.1f\nzygote %.1f\n", median, flow, zygote);
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  const std::string mode = count > 1 ? arguments[1] : "";
  if (mode == "loop" && count == 4) return loop(arguments[2], arguments[3]);
  if (mode == "crew" && count == 5) return crew(arguments[2], arguments[3], std::atoi(arguments[4]));
  std::fprintf(stderr, "engine_bench loop IN OUT | crew none|workers|fork FILE N\n");
  return 2;
}
