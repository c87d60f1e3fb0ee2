// The job language, declared once: every map with its keys, what may stand for each, and what it means. JobReader reads
// by this declaration; the JSON Schema, the page of reference and the manual are made of it.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace deckle {

struct JobMap;

// What may stand for a key where neither JobValue::map nor its shape say more.
enum class JobType : std::uint8_t {
  map,         // no word: the value's map alone
  text,        // any word
  flag,        // true or false
  count,       // 20000, 20k, 20M
  share,       // a count, or a percentage
  bytes,       // 256MiB
  duration,    // 30s
  path,        // of a file or folder
  place,       // the path of an output, with placeholders
  pattern,     // of the paths of files
  choice,      // one of the value's choices
  reader,      // the name of a component
  exporter,    //
  options,     // a map: the options of the component that is named beside it
  readers,     // a map of readers' names and their options
  transforms,  // a list of names, and of maps of one name and its options
  metadata     // a map of anything
};

enum class JobShape : std::uint8_t {
  one,
  list,  // a list of such values, or one alone
  named  // a map of names and such values
};

struct JobChoice {
  std::string_view name, doc = {};
};

struct JobValue {
  JobType type = JobType::text;
  JobShape shape = JobShape::one;
  const JobMap* map = nullptr;               // instead of a word it may be this map
  std::span<const JobChoice> choices = {};   // of a choice; of other types: words that it may be besides
  std::int64_t least = 0, most = INT64_MAX;  // of a count, bytes, or a share that is a count
};

struct JobKey {
  std::string_view name;
  JobValue value;
  std::string_view doc;             // a sentence or two; Markdown
  std::string_view otherwise = {};  // what holds without the key, as it would be written; empty: nothing
  std::string_view example = {};    // of the key and its value
  bool required = false;            // in a job put together
  std::string_view unless = {};     // a key that does instead of a required one
  bool composes = false;            // says how the job is put together, and is gone when it is
};

struct JobMap {
  std::string_view name;  // "output"
  std::string_view what;  // in messages: "an output"
  std::string_view doc;
  std::span<const JobKey> keys;

  const JobKey* find(std::string_view key) const;  // null: there is none
  const JobKey& key(std::string_view key) const;   // one that is there
};

namespace language {
extern const JobMap job, input, assets, output, collect, resources, run, limits;
}

// All maps, each before those that it names.
std::span<const JobMap* const> job_maps();

// What a word for the value has to be: "a count such as 20M, from 1 to 65535", "one of fail, skip".
std::string what_is_wanted(const JobValue& value);

}  // namespace deckle
