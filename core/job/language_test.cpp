#include "job/language.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

#include "host/call_context.hpp"
#include "job/scalars.hpp"

using namespace deckle;

TEST_CASE("every key of the job language is declared once, with its meaning") {
  for (const JobMap* map : job_maps()) {
    std::set<std::string_view> names;
    for (const JobKey& key : map->keys) {
      INFO(map->name << "." << key.name);
      CHECK(names.insert(key.name).second);
      CHECK(key.doc.ends_with('.'));
      CHECK((!key.required || !key.example.empty()));
      CHECK((key.value.type != JobType::choice || !key.value.choices.empty()));
      CHECK((key.value.type != JobType::map || key.value.map != nullptr));
      CHECK((key.example.empty() || key.example.starts_with(std::string(key.name) + ": ")));
      CHECK((key.value.map == nullptr || std::count(job_maps().begin(), job_maps().end(), key.value.map) == 1));
    }
  }
}

TEST_CASE("the limits that the language declares are those of a call") {
  const CallLimits limits;
  const auto declared = [](std::string_view name) { return language::limits.key(name).otherwise; };
  CHECK(count_of(declared("nodes")) == limits.max_nodes);
  CHECK(count_of(declared("depth")) == limits.max_depth);
  CHECK(count_of(declared("expansion")) == limits.max_ratio);
  CHECK(bytes_of(declared("output")) == limits.max_bytes_out);
}

TEST_CASE("what is wanted instead") {
  CHECK(what_is_wanted(language::limits.key("nodes").value) == "a count such as 20M, from 1 on");
  CHECK(what_is_wanted(language::limits.key("depth").value) == "a count such as 20M, from 1 to 65535");
  CHECK(what_is_wanted(language::run.key("max-failures").value) ==
        "a count from 1 on, or a share such as 5%, up to 100%");
}
