#include "state/freshness.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "host/byte_access.hpp"
#include "io/paths.hpp"
#include "state/joined_record.hpp"

namespace deckle {
namespace {

void write(ByteWriter& to, const Surroundings& around) {
  to.text("root", around.root);
  to.plain_list("readable", around.readable_folders);
  to.number("may-replace-input", around.may_replace_input);
  to.number("max-data-url", around.max_data_url);
}

void write(ByteWriter& to, const DocumentTask& task) {
  to.text("input", task.places.input);
  write(to, *task.places.around);
  to.number("skip-unknown", task.skip_unknown);
}

void write(ByteWriter& to, const OutputRecipe& output) {
  to.text("folder", output.resources.folder);
  to.number("mode", output.resources.rule.mode);
  to.text("joined", output.joined ? output.joined->path : std::string());
}

// All that answers of RunFiles come from, hashed in pieces: of many documents it is megabytes.
ContentHash hash_of_plan(const Recipe& recipe) {
  constexpr std::size_t large = 64u << 10;
  Hasher all;
  std::string piece;
  ByteWriter writer(piece);
  const auto pass_on = [&] {
    all.add(piece);
    piece.clear();
  };
  for (const OutputRecipe& output : recipe.outputs) {
    writer.text("name", output.name);
    write(writer, output);
  }
  const Surroundings* around = nullptr;
  for (const DocumentTask& task : recipe.documents) {
    writer.text("input", task.places.input);
    const bool is_elsewhere = std::exchange(around, task.places.around.get()) != task.places.around.get();
    writer.number("is elsewhere", is_elsewhere);
    if (is_elsewhere) write(writer, *around);
    writer.number("skip-unknown", task.skip_unknown);
    writer.plain_list("outputs", task.places.outputs);
    if (piece.size() > large) pass_on();
  }
  for (const CopyTask& task : recipe.copies) {
    writer.text("from", task.from);
    writer.text("to", task.to);
    if (piece.size() > large) pass_on();
  }
  pass_on();
  return all.content_hash();
}

std::string path_below(const std::string& folder, const std::string& relative) {
  return folder == "." ? relative : folder + '/' + relative;
}

std::string changed(const std::string& path, const std::optional<FileVersion>& before) {
  return path + (!before ? " can be read" : stamp_of(path) ? " changed" : " is gone");
}

}  // namespace

Freshness::Freshness(const Recipe& recipe, RecipeKeys& keys, StateStore& store, RunFiles& run, StatePaths paths,
                     const Wishes& wishes, const StagingNotes* notes)
    : m_recipe(recipe),
      m_keys(keys),
      m_store(store),
      m_run(run),
      m_paths(std::move(paths)),
      m_wishes(wishes),
      m_notes(notes),
      m_plan(hash_of_plan(recipe)) {}

Result<void> Freshness::load() {
  std::vector<std::string> names = {"", members_of_joined};
  for (const OutputRecipe& output : m_recipe.outputs) names.push_back(output.name);
  for (const std::string& name : names) {
    Result<PackedRows> rows = m_store.rows(name);
    if (!rows) return rows.problem();
    m_rows.emplace(name, std::move(*rows));
  }
  return {};
}

RowKey Freshness::key_of_document(std::size_t document, std::size_t output) const {
  const DocumentPlaces& places = m_recipe.documents[document].places;
  return {m_recipe.outputs[output].name, m_paths.inner(places.input), m_paths.inner(places.outputs[output])};
}

RowKey Freshness::key_of_copy(std::size_t copy) const {
  const CopyTask& task = m_recipe.copies[copy];
  return {"", m_paths.inner(task.from), m_paths.inner(task.to)};
}

RowKey Freshness::key_of_joined(std::size_t output) const {
  return {m_recipe.outputs[output].name, "", m_paths.inner(m_recipe.outputs[output].joined->path)};
}

RowKey Freshness::key_of_member(std::size_t document) const {
  return {members_of_joined, m_paths.inner(m_recipe.documents[document].places.input), ""};
}

std::optional<StateRow> Freshness::row(const RowKey& key) const {
  const auto rows = m_rows.find(key.output);
  const auto bytes = rows == m_rows.end() ? std::nullopt : rows->second.find(key.input, key.path);
  if (!bytes) return std::nullopt;
  std::optional<StateRow> row = row_from_bytes(key, *bytes);
  m_is_damaged = m_is_damaged || !row;
  return row;
}

ContentHash Freshness::places(std::size_t document, std::size_t output) const {
  std::string all;
  ByteWriter writer(all);
  write(writer, m_recipe.documents[document]);
  write(writer, m_recipe.outputs[output]);
  return content_hash(all);
}

ContentHash Freshness::places_of_member(std::size_t document) const {
  std::string all;
  ByteWriter writer(all);
  write(writer, m_recipe.documents[document]);
  return content_hash(all);
}

ContentHash Freshness::places_of_joined(std::size_t output) const {
  std::string all;
  ByteWriter writer(all);
  write(writer, m_recipe.outputs[output]);
  for (const DocumentTask& task : m_recipe.documents) write(writer, task);
  return content_hash(all);
}

Standing Freshness::document(std::size_t document, std::size_t output) {
  const RowKey key = key_of_document(document, output);
  return judge(key,
               [&](StateRow& row, bool& refreshed) { return check_document(document, output, key, row, refreshed); });
}

Standing Freshness::copy(std::size_t copy) {
  return judge(key_of_copy(copy), [&](StateRow& row, bool& refreshed) {
    Why why = check_input(m_recipe.copies[copy].from, row, refreshed);
    return why.empty() ? check_made(row, refreshed) : why;
  });
}

Standing Freshness::judge(const RowKey& key, const std::function<Why(StateRow& row, bool& refreshed)>& check) {
  using Status = StateRow::Status;
  std::optional<StateRow> row = this->row(key);
  if (!row) return stale(std::string(never_made), key, row);
  if (m_wishes.is_forced) return stale("everything is to be made", key, row);
  if (row->status == Status::unlucky) return stale("it failed by circumstance", key, row);
  if (row->status == Status::failed && m_wishes.retries_failed) return stale("it failed", key, row);
  bool refreshed = false;
  if (Why why = check(*row, refreshed); !why.empty()) return stale(std::move(why), key, row);
  if (refreshed) m_store.put(key, *row);  // the next run need not look so closely
  const Standing::Kind kind = row->status == Status::failed    ? Standing::Kind::failed
                              : row->status == Status::skipped ? Standing::Kind::skipped
                                                               : Standing::Kind::fresh;
  return {kind, {}, 0, row->warnings, row->losses};
}

Standing Freshness::stale(std::string why, const RowKey& key, std::optional<StateRow>& row) {
  const std::string path = m_paths.outer(key.path);
  const std::optional<FileStamp> there = stamp_of(path);
  bool is_ours = !there;
  for (MadeFile& file : row ? row->made : std::vector<MadeFile>())
    if (bool refreshed = false; !is_ours && file.path == key.path && file.version)
      is_ours = m_files.is_same_once(path, *file.version, refreshed);
  is_ours = is_ours || (m_notes != nullptr && m_notes->tell_of(path));
  return {Standing::Kind::stale, std::move(why), is_ours ? 0 : there->inode};
}

Freshness::Why Freshness::check_document(std::size_t document, std::size_t output, const RowKey& key, StateRow& row,
                                         bool& refreshed) {
  Why why = check_recipe(document, output, row);
  if (why.empty() && row.plan != m_plan) why = check_plan(document, output, key, row, refreshed);
  if (why.empty()) why = check_input(m_recipe.documents[document].places.input, row, refreshed);
  if (why.empty()) why = check_files(row, refreshed);
  if (why.empty() && row.status == StateRow::Status::done) why = check_made(row, refreshed);
  return why;
}

Freshness::Why Freshness::check_recipe(std::size_t document, std::size_t output, const StateRow& row) {
  const std::size_t reader = m_recipe.documents[document].reader;
  if (m_keys.key(output, reader, row.reader) == row.recipe) return {};
  return difference_from(row, m_keys.parts(output, reader, row.reader));
}

Freshness::Why Freshness::difference_from(const StateRow& row, const RecipeParts& now) {
  const Result<std::string> kept = m_store.text(name_of_recipe(row.recipe));
  const Why why = kept ? difference(parts_from_bytes(*kept), now) : Why();
  return why.empty() ? "its recipe changed" : why;
}

Standing Freshness::joined(std::size_t output) {
  const RowKey key = key_of_joined(output);
  return judge(key, [&](StateRow& row, bool& refreshed) { return check_joined(output, key, row, refreshed); });
}

Freshness::Why Freshness::check_joined(std::size_t output, const RowKey& key, StateRow& row, bool& refreshed) {
  const RecipeParts parts = parts_of_joined(output, row.reader);
  if (key_of(parts) != row.recipe) return difference_from(row, parts);
  if (row.plan != m_plan) {
    if (places_of_joined(output) != row.places) return "it is of other documents, or they lie elsewhere";
    if (!answers_hold(key, output)) return "where its links lead changed";
    row.plan = m_plan;
    refreshed = true;
  }
  Why why = check_files(row, refreshed);
  return why.empty() && row.status == StateRow::Status::done ? check_made(row, refreshed) : why;
}

Standing Freshness::member(std::size_t document) {
  const RowKey key = key_of_member(document);
  return judge(key, [&](StateRow& row, bool& refreshed) { return check_member(document, key, row, refreshed); });
}

Freshness::Why Freshness::check_member(std::size_t document, const RowKey& key, StateRow& row, bool& refreshed) {
  const DocumentTask& task = m_recipe.documents[document];
  if (m_keys.key(all_outputs, task.reader, row.reader) != row.recipe) return "its recipe changed";
  if (row.plan != m_plan) {
    if (places_of_member(document) != row.places || !answers_hold(key, all_outputs)) return "the plan changed";
    row.plan = m_plan;
    refreshed = true;
  }
  Why why = check_input(task.places.input, row, refreshed);
  return why.empty() ? check_files(row, refreshed) : why;
}

RecipeParts Freshness::parts_of_joined(std::size_t output, const std::string& readers) const {
  RecipeParts all;
  for (const auto& [reader, detected] : JoinedRecord::readers_of(readers)) {
    if (reader != DocumentTask::detect_reader && reader >= m_recipe.readers.size()) return {};
    for (const RecipePart& part : m_keys.parts(output, reader, detected))
      if (std::find(all.begin(), all.end(), part) == all.end()) all.push_back(part);
  }
  return all;
}

Freshness::Why Freshness::check_plan(std::size_t document, std::size_t output, const RowKey& key, StateRow& row,
                                     bool& refreshed) {
  if (places(document, output) != row.places) return "where it lies, or what it may reach, changed";
  if (!answers_hold(key, output)) return "where its links lead changed";
  row.plan = m_plan;
  refreshed = true;
  return {};
}

bool Freshness::answers_hold(const RowKey& key, std::size_t output) {
  const Result<StateAnswers> known = m_store.answers(key);
  return known && std::all_of(known->begin(), known->end(), [&](const PlanAnswer& answer) {
           return answer_of(m_run, answer.question, output) == answer.answer;
         });
}

Freshness::Why Freshness::check_input(const std::string& input, StateRow& row, bool& refreshed) {
  const bool is_same = row.input && m_files.is_same_once(input, *row.input, refreshed);
  return is_same ? Why() : changed(input, row.input);
}

Freshness::Why Freshness::check_files(StateRow& row, bool& refreshed) {
  for (ReadFile& file : row.read) {
    const std::string path = m_paths.outer(file.path);
    const std::optional<FileVersion> before = file.version;
    if (!m_files.is_same(path, file.version, refreshed)) return changed(path, before);
  }
  for (const Look& look : row.looks) {
    const std::string path = path_below(look.folder, look.relative), absolute = absolute_path(path);
    if (look.problem == "io.not-found" && (m_run.is_unlisted(absolute) || m_files.is_missing(path))) continue;
    const Result<void> there = m_run.look(look.folder, look.relative, absolute);
    if ((there ? std::string() : there.problem().code) != look.problem)
      return look.relative + (there ? " appeared" : look.problem.empty() ? " is gone" : " changed");
  }
  return {};
}

Freshness::Why Freshness::check_made(StateRow& row, bool& refreshed) {
  for (MadeFile& file : row.made) {
    const std::string path = m_paths.outer(file.path);
    const bool is_shared = file.kind == MadeFile::Kind::copy;
    if (file.version && (is_shared ? m_files.is_same(path, file.version, refreshed)
                                   : m_files.is_same_once(path, *file.version, refreshed)))
      continue;
    return path + (stamp_of(path) ? " is not as it was made" : " is gone");
  }
  return {};
}

}  // namespace deckle
