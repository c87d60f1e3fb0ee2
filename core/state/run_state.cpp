#include "state/run_state.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/byte_access.hpp"

namespace deckle {
namespace {

Diagnostic unavailable(const Diagnostic& problem) {
  Diagnostic warning =
      error("state.unavailable", "nothing is known of earlier runs, so all is made: " + problem.message,
            "--state DIR names another folder, --no-state does without one");
  warning.severity = Severity::warning;
  return warning;
}

// Failures whose cause is neither in the document nor in the job: the next run may be luckier.
bool is_circumstance(const Diagnostic& problem) {
  static constexpr std::string_view codes[] = {"host.cancelled",     "host.cannot-fork", "host.io",
                                               "host.out-of-memory", "plugin.hung",      "plugin.killed"};
  return problem.code.starts_with("io.") ||
         std::find(std::begin(codes), std::end(codes), problem.code) != std::end(codes);
}

StateRow::Status status_of(const Made& made, bool skips_unknown) {
  using Status = StateRow::Status;
  if (made.unclaimed) return skips_unknown ? Status::skipped : Status::failed;
  if (made.result.done) return Status::done;
  const auto& said = made.result.diagnostics;
  const bool is_unlucky =
      made.plugin_failed || made.options_failed || std::any_of(said.begin(), said.end(), is_circumstance);
  return is_unlucky ? Status::unlucky : Status::failed;
}

constexpr std::string_view settled_plan = "settled plan";

std::string text_of(const ContentHash& hash) {
  return hexadecimal({reinterpret_cast<const char*>(hash.data()), hash.size()});
}

constexpr auto dropped_fields = [](auto& access, MadeFile& file) {
  return access.text("path", file.path) && access.number("hash", file.version->hash);
};

}  // namespace

RunState::RunState(const Settings& settings, StateFolder folder, std::unique_ptr<StateStore> store)
    : m_settings(settings), m_folder(std::move(folder)), m_store(std::move(store)), m_paths(settings.job_folder) {
  if (!m_settings.is_read_only) m_notes.emplace(m_settings.folder + "/staging");
}

std::unique_ptr<RunState> RunState::open(const Settings& settings, const LockFile::Busy& busy,
                                         std::vector<Diagnostic>& said) {
  Result<std::optional<StateFolder>> folder = StateFolder::open(settings.folder, busy);
  if (folder && !*folder) return nullptr;
  if (folder) {
    auto store = (*folder)->open_store(settings.job_folder, settings.is_power_safe, said);
    if (store) return std::unique_ptr<RunState>(new RunState(settings, std::move(**folder), std::move(*store)));
    said.push_back(unavailable(store.problem()));
  } else {
    said.push_back(unavailable(folder.problem()));
  }
  return nullptr;
}

void RunState::begin(const Recipe& recipe, const Registry& registry, UseOfDetected use_of_detected) {
  m_recipe = &recipe;
  m_keys = std::make_unique<RecipeKeys>(
      recipe, registry, std::move(use_of_detected), [this](const std::string& path) { return hash_of_file(path); },
      m_settings.limits);
}

void RunState::look(RunFiles& run, std::vector<Diagnostic>& said) {
  run.remember([this](const std::string& place, const ContentHash& hash) { return was_made_before(place, hash); });
  m_look = [this, &run] {
    m_freshness =
        std::make_unique<Freshness>(*m_recipe, *m_keys, *m_store, run, m_paths, m_settings.wishes, staging_notes());
    m_claims = std::make_unique<RecordedClaims>(*m_store, m_paths);
    return load();
  };
  if (const Result<void> loaded = m_look(); !loaded) begin_anew(loaded.problem(), said);
}

bool RunState::is_damaged(std::vector<Diagnostic>& said) {
  if (!m_freshness->is_damaged()) return false;
  begin_anew(error("state.damaged", "a row is not as it was written"), said);
  return true;
}

void RunState::begin_anew(const Diagnostic& problem, std::vector<Diagnostic>& said) {
  m_hashes.clear();
  m_freshness.reset();
  m_store.reset();
  auto store = m_folder.begin_anew(m_settings.job_folder, m_settings.is_power_safe, problem, said);
  if (!store) {
    said.push_back(unavailable(store.problem()));
    store = StateStore::open(":memory:", m_settings.job_folder, false);
    if (!store) throw std::bad_alloc();
  }
  m_store = std::move(*store);
  m_kept_recipes.clear();
  static_cast<void>(m_look());
}

DocumentStanding RunState::document(std::size_t document) {
  DocumentStanding standing;
  std::size_t fresh = 0, failed = 0, skipped = 0;
  for (std::size_t k = 0; k < m_recipe->outputs.size(); ++k) {
    if (m_recipe->outputs[k].joined) continue;
    Standing one = m_freshness->document(document, k);
    fresh += one.kind == Standing::Kind::fresh;
    failed += one.kind == Standing::Kind::failed;
    skipped += one.kind == Standing::Kind::skipped;
    standing.warnings = std::max<std::uint64_t>(standing.warnings, one.warnings);
    standing.losses = std::max<std::uint64_t>(standing.losses, one.losses);
    if (one.kind != Standing::Kind::stale) continue;
    if (standing.outputs.empty()) standing.why = std::move(one.why);
    standing.outputs.push_back(k);
    standing.foreign.push_back(one.foreign);
  }
  if (!standing.outputs.empty()) return standing;
  const bool is_skipped = skipped != 0 && fresh == 0;
  standing.kind = failed != 0 ? Standing::Kind::failed : is_skipped ? Standing::Kind::skipped : Standing::Kind::fresh;
  return standing;
}

std::vector<ClaimedPlace> RunState::claims(std::size_t document) {
  std::vector<ClaimedPlace> all;
  for (std::size_t k = 0; k < m_recipe->outputs.size(); ++k) {
    if (m_recipe->outputs[k].joined) continue;
    const std::vector<ClaimedPlace> one = m_claims->of(m_freshness->key_of_document(document, k), k);
    all.insert(all.end(), one.begin(), one.end());
  }
  return all;
}

std::vector<ClaimedPlace> RunState::joined_claims(std::size_t output) {
  return m_claims->of(m_freshness->key_of_joined(output), output);
}

Result<void> RunState::load() {
  const Result<std::string> dropped = m_store->text("dropped");
  if (!dropped) return dropped.problem();
  ByteReader reader(*dropped);
  const auto fields = [](auto& access, MadeFile& file) {
    file.version.emplace();
    return dropped_fields(access, file);
  };
  if (!reader.list("dropped", m_dropped, fields)) m_dropped.clear();
  const Result<std::string> settled = m_store->text(settled_plan);
  if (!settled) return settled.problem();
  m_is_settled = *settled == text_of(m_freshness->plan());
  return m_freshness->load();
}

// Every output asks for those of the program.
const std::string& RunState::hash_of_file(const std::string& path) {
  const auto [known, is_new] = m_hashes.try_emplace(path);
  if (is_new) known->second = find_hash_of_file(path);
  return known->second;
}

// Programs change seldom and are large: their hashes are kept with the stamps of their files.
std::string RunState::find_hash_of_file(const std::string& path) {
  const std::string name = "file " + path;
  const Result<std::string> kept = m_store->text(name);
  std::optional<FileVersion> version;
  bool refreshed = false;
  if (kept && kept->size() == sizeof(FileVersion)) std::memcpy(&version.emplace(), kept->data(), sizeof(FileVersion));
  if (!version || !m_programs.is_same(path, version, refreshed)) {
    version = version_of_file(path);
    refreshed = true;
  }
  if (!version) return "unreadable";
  if (refreshed) m_store->put_text(name, std::string(reinterpret_cast<const char*>(&*version), sizeof(FileVersion)));
  return text_of(version->hash);
}

StateRow RunState::row_of(const Made& made, const DocumentRecord& record, std::size_t output) const {
  StateRow row;
  row.plan = m_freshness->plan();
  row.variant = m_settings.variant;
  row.warnings = made.result.figures.warnings;
  row.losses = made.result.figures.losses;
  row.input = record.input;
  row.read = record.read;
  for (ReadFile& file : row.read) file.path = m_paths.inner(file.path);
  row.looks = record.looks;
  for (const MadeFile& file : record.made) {
    if (file.output != output) continue;
    row.made.push_back(file);
    row.made.back().path = m_paths.inner(file.path);
  }
  return row;
}

StateAnswers RunState::answers_of(const DocumentRecord& record, std::size_t output) {
  StateAnswers answers;
  for (const PlanAnswer& answer : record.answers)
    if (answer.output == all_outputs || answer.output == output) answers.push_back(answer);
  return answers;
}

void RunState::made(const Work& work, const Made& made, const DocumentRecord& record) {
  const DocumentTask& task = m_recipe->documents[work.order.document];
  for (const std::size_t output : work.order.outputs) {
    const ContentHash& recipe = m_keys->key(output, task.reader, made.reader);
    keep_recipe(recipe, m_keys->parts(output, task.reader, made.reader));
    StateRow row = row_of(made, record, output);
    row.status = status_of(made, task.skip_unknown);
    row.recipe = recipe;
    row.places = m_freshness->places(work.order.document, output);
    row.reader = made.reader;
    put(m_freshness->key_of_document(work.order.document, output), std::move(row), record, output);
  }
  if (work.order.keep_document) {
    m_joined.add(absolute_path(task.places.input), record.input, record.read, record.looks, record.answers);
    m_joined.add_reader(task.reader, made.reader);
    m_members.insert(work.order.document);
    if (made.kept && made.result.done && m_documents != nullptr) put_member(work, made, record);
  }
  m_store->commit_rested();
}

void RunState::keep_documents(KeptDocuments& documents) {
  documents.keep_in(m_settings.folder + "/blocks");
  if (documents.outlast_the_run()) m_documents = &documents;
}

void RunState::put_member(const Work& work, const Made& made, const DocumentRecord& record) {
  const DocumentTask& task = m_recipe->documents[work.order.document];
  const Result<Block> block = m_documents->open(*made.kept);
  if (!block) return;
  m_used_bytes += made.kept->room();
  StateRow row = row_of(made, record, all_outputs);
  row.block = {*made.kept, content_hash(block->bytes())};
  row.status = StateRow::Status::done;
  row.recipe = m_keys->key(all_outputs, task.reader, made.reader);
  row.places = m_freshness->places_of_member(work.order.document);
  row.reader = made.reader;
  put(m_freshness->key_of_member(work.order.document), std::move(row), record, all_outputs);
}

std::optional<KeptMember> RunState::member(std::size_t document) {
  if (m_documents == nullptr || m_freshness->member(document).kind != Standing::Kind::fresh) return std::nullopt;
  const std::optional<StateRow> row = m_freshness->row(m_freshness->key_of_member(document));
  if (!row || !row->block) return std::nullopt;
  const Result<Block> block = m_documents->open(row->block->kept);
  if (!block || content_hash(block->bytes()) != row->block->hash) return std::nullopt;
  m_used_bytes += row->block->kept.room();
  m_cached.insert(document);
  return KeptMember{row->block->kept, row->input ? row->input->stamp.size : 0, row->warnings, row->losses};
}

Standing RunState::member_when_made(std::size_t document) const {
  const std::optional<StateRow> row = m_freshness->row(m_freshness->key_of_member(document));
  return {Standing::Kind::fresh, {}, 0, row ? row->warnings : 0, row ? row->losses : 0};
}

// A book uses all that is kept for it, so none is used less recently than others: they go together.
void RunState::drop_documents_if_wasteful() {
  constexpr std::uint64_t largest = 2ull << 30, small = 1ull << 20;
  if (m_documents == nullptr) return;
  const std::uint64_t size = m_documents->size();
  if (size > largest || size > 2 * (m_used_bytes + small)) m_documents->clear();
}

// Members that were not worked on are as an earlier run left them: kept, failed, or passed over.
bool RunState::add_other_members() {
  for (std::size_t document = 0; document < m_recipe->documents.size(); ++document) {
    if (m_members.contains(document)) continue;
    const RowKey member = m_freshness->key_of_member(document);
    std::optional<StateRow> row = m_cached.contains(document) ? m_freshness->row(member) : std::nullopt;
    const Result<StateAnswers> answers = row ? m_store->answers(member) : StateAnswers();
    for (std::size_t k = 0; !row && k < m_recipe->outputs.size(); ++k)
      if (!m_recipe->outputs[k].joined) row = m_freshness->row(m_freshness->key_of_document(document, k));
    if (!row) return false;
    for (ReadFile& file : row->read) file.path = absolute_path(m_paths.outer(file.path));
    const DocumentTask& task = m_recipe->documents[document];
    m_joined.add(absolute_path(task.places.input), row->input, row->read, row->looks,
                 answers ? *answers : StateAnswers());
    m_joined.add_reader(task.reader, row->reader);
  }
  return true;
}

void RunState::made_joined(const Work& work, const Made& made, const DocumentRecord& record) {
  const bool is_whole = add_other_members();
  const DocumentRecord all = m_joined.with(record);
  const std::string readers = JoinedRecord::text_of(m_joined.readers());
  for (const std::size_t output : work.order.outputs) {
    const RecipeParts parts = m_freshness->parts_of_joined(output, readers);
    StateRow row = row_of(made, all, output);
    row.status = is_whole ? status_of(made, false) : StateRow::Status::unlucky;
    row.recipe = key_of(parts);
    row.places = m_freshness->places_of_joined(output);
    row.reader = readers;
    keep_recipe(row.recipe, parts);
    put(m_freshness->key_of_joined(output), std::move(row), all, output);
  }
}

void RunState::copied(std::size_t copy, DocumentRecord record) {
  StateRow row;
  row.status = StateRow::Status::done;
  row.variant = m_settings.variant;
  row.input = record.input;
  row.made = std::move(record.made);
  for (MadeFile& file : row.made) file.path = m_paths.inner(file.path);
  put(m_freshness->key_of_copy(copy), std::move(row), {}, 0);
  m_store->commit_rested();
}

// What the earlier row made and this one did not is to go once this row is written. A failed document leaves its
// earlier outputs as they are, and claims nothing.
void RunState::put(const RowKey& key, StateRow row, const DocumentRecord& record, std::size_t output) {
  if (std::exchange(m_is_settled, false)) m_store->put_text(settled_plan, {});
  StateClaims claims;
  if (row.status == StateRow::Status::done) claims = RecordedClaims::for_row(record.claims, output, m_paths);
  const std::optional<StateRow> before = m_freshness->row(key);
  if (before && row.status != StateRow::Status::done) row.made = before->made;
  for (const MadeFile& file : before ? before->made : std::vector<MadeFile>()) {
    const auto is_it = [&](const MadeFile& other) { return other.path == file.path; };
    if (file.version && std::none_of(row.made.begin(), row.made.end(), is_it)) m_dropped.push_back(file);
  }
  if (!m_dropped.empty()) {
    std::string bytes;
    ByteWriter(bytes).list("dropped", m_dropped, dropped_fields);
    m_store->put_text("dropped", std::move(bytes));
  }
  m_store->put(key, std::move(row), answers_of(record, output), claims);
}

void RunState::keep_recipe(const ContentHash& key, const RecipeParts& parts) {
  if (m_kept_recipes.insert(key).second) m_store->put_text(name_of_recipe(key), to_bytes(parts));
}

bool RunState::was_made_before(const std::string& place, const ContentHash& hash) {
  if (!m_made_before) {
    m_made_before.emplace();
    if (const auto rows = m_store->all_rows())
      for (const StateStore::Entry& entry : *rows)
        for (const MadeFile& file : entry.row.made)
          if (file.version) m_made_before->emplace(file.path, file.version->hash);
  }
  const auto found = m_made_before->find(m_paths.inner(place));
  return (found != m_made_before->end() && found->second == hash) || (m_notes && m_notes->tell_of(place));
}

void RunState::end(Files& files, bool is_whole, std::vector<Diagnostic>& said) {
  if (m_settings.is_read_only) return;
  if (is_whole && !m_is_settled) m_store->put_text(settled_plan, text_of(m_freshness->plan()));
  if (is_whole && !m_members.empty()) drop_documents_if_wasteful();
  Result<void> written = m_store->commit();
  if (written && !m_dropped.empty()) take_away_dropped(files, said);
  if (written && m_settings.prunes && is_whole) prune(files, said);
  if (written) written = m_store->commit();
  if (written && is_whole && m_notes) m_notes->drop();
  if (written) return;
  Diagnostic warning =
      error("state.not-written",
            "what was made could not be recorded, so the next run makes it again: " + written.problem().message);
  warning.severity = Severity::warning;
  said.push_back(std::move(warning));
}

}  // namespace deckle
