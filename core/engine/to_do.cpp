#include "engine/to_do.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "io/paths.hpp"

namespace deckle {
namespace {

// Several outputs were made of one document, of which all the warnings are.
template <class To>
void add_said(To& to, const Standing& standing) {
  to.warnings = std::max(to.warnings, standing.warnings);
  to.losses = std::max(to.losses, standing.losses);
}

constexpr std::string_view places_changed = "a place of its copies has gone to another file";

}  // namespace

void ToDo::look(RunFiles& run, Joining& joining, std::vector<Diagnostic>& said) {
  if (m_state == nullptr) return;
  m_state->look(run, said);
  judge();
  if (m_state->is_damaged(said)) judge();
  for (const auto& [output, standing] : m_joined)
    if (standing.kind != Standing::Kind::stale) joining.leave(output);
  m_has_changes = count() != 0 || !m_state->is_settled();
}

void ToDo::judge() {
  bool wants_all = false;
  for (std::size_t k = 0; k < m_recipe.outputs.size(); ++k) {
    if (!m_recipe.outputs[k].joined) continue;
    m_joined[k] = m_state->joined(k);
    wants_all = wants_all || m_joined[k].kind == Standing::Kind::stale;
  }
  judge_documents(wants_all);
}

void ToDo::judge_documents(bool wants_all) {
  m_stale.clear();
  m_members.clear();
  m_fresh = m_warnings = m_losses = 0;
  m_kinds.resize(m_recipe.documents.size());
  for (std::size_t k = 0; k < m_kinds.size(); ++k) {
    DocumentStanding standing = m_state->document(k);
    const bool is_member = wants_all && standing.kind == Standing::Kind::fresh;
    const std::optional<KeptMember> kept = is_member ? m_state->member(k) : std::nullopt;
    if (kept) m_members.emplace(k, *kept);
    if (!m_joined.empty() && standing.kind == Standing::Kind::fresh) add_said(standing, m_state->member_when_made(k));
    const bool is_wanted = standing.kind == Standing::Kind::stale || (is_member && !kept);
    m_kinds[k] = is_wanted ? Standing::Kind::stale : standing.kind;
    if (is_wanted) {
      m_stale.emplace(k, std::move(standing));
    } else if (standing.kind == Standing::Kind::fresh) {
      ++m_fresh;
      m_warnings += standing.warnings;
      m_losses += standing.losses;
    }
  }
}

Standing::Kind ToDo::kind(std::size_t document) const {
  return m_state == nullptr ? Standing::Kind::stale : m_kinds[document];
}

void ToDo::count_fresh(RunSummary& summary) const {
  Standing joined;
  bool is_any_stale = false;
  for (const auto& [output, standing] : m_joined) {
    is_any_stale = is_any_stale || standing.kind == Standing::Kind::stale;
    if (standing.kind == Standing::Kind::fresh) add_said(joined, standing);
  }
  summary.fresh += m_fresh;
  summary.warnings += m_warnings + (is_any_stale ? 0 : joined.warnings);
  summary.losses += m_losses + (is_any_stale ? 0 : joined.losses);
}

// What an earlier run made, and nobody changed since, is not there already: it is what this run makes anew.
ToDo::Outputs ToDo::outputs(std::size_t document) const {
  const DocumentPlaces& places = m_recipe.documents[document].places;
  Outputs made;
  std::size_t asked = 0;
  const auto add_one = [&](std::size_t output, bool may_be_there) {
    ++asked;
    if (may_be_there) add(made, output, places.outputs[output], places.input);
    else made.wanted.push_back(output);
  };
  if (m_state == nullptr) {
    for (std::size_t k = 0; k < m_recipe.outputs.size(); ++k)
      if (!m_recipe.outputs[k].joined) add_one(k, true);
  } else {
    const DocumentStanding& standing = m_stale.at(document);
    for (std::size_t k = 0; k < standing.outputs.size(); ++k) add_one(standing.outputs[k], standing.foreign[k] != 0);
  }
  made.stay = asked != 0 && made.wanted.empty() && !made.refused;
  return made;
}

const KeptMember* ToDo::member(std::size_t document) const {
  const auto found = m_members.find(document);
  return found == m_members.end() ? nullptr : &found->second;
}

std::vector<ClaimedPlace> ToDo::claims(std::size_t document, const std::vector<ClaimedPlace>& made) const {
  if (!m_has_changes) return made;
  std::vector<ClaimedPlace> all = m_state->claims(document);
  if (const auto stale = m_stale.find(document); stale != m_stale.end()) {
    const std::vector<std::size_t>& outputs = stale->second.outputs;
    std::erase_if(all, [&](const ClaimedPlace& claim) {
      return std::find(outputs.begin(), outputs.end(), claim.output) != outputs.end();
    });
  }
  all.insert(all.end(), made.begin(), made.end());
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.output < b.output; });
  return all;
}

bool ToDo::take_back_joined(const RunFiles& run, Joining& joining) {
  const bool has_members = joining.wants_documents();
  bool is_wanted = false;
  for (auto& [output, standing] : m_joined) {
    const bool is_left = m_has_changes && standing.kind == Standing::Kind::fresh;
    if (!is_left || would_hold(run, m_state->joined_claims(output))) continue;
    standing = {Standing::Kind::stale, std::string(places_changed)};
    joining.take_back(output);
    is_wanted = true;
  }
  if (!is_wanted || has_members) return false;
  joining.forget_documents();
  for (std::size_t k = 0; k < m_kinds.size(); ++k)
    if (m_kinds[k] == Standing::Kind::fresh || m_kinds[k] == Standing::Kind::stale)
      m_kinds[k] = Standing::Kind::stale, m_stale[k];
  return true;
}

void ToDo::make_again(std::size_t document) {
  if (m_state == nullptr) return;
  DocumentStanding& standing = m_stale[document];
  if (std::exchange(m_kinds[document], Standing::Kind::stale) == Standing::Kind::fresh) {
    const DocumentStanding before = m_state->document(document);
    --m_fresh;
    m_warnings -= std::min(m_warnings, before.warnings);
    m_losses -= std::min(m_losses, before.losses);
  }
  if (standing.why.empty()) standing.why = places_changed;
  std::map<std::size_t, std::uint64_t> foreign;
  for (std::size_t k = 0; k < standing.outputs.size(); ++k) foreign[standing.outputs[k]] = standing.foreign[k];
  standing.outputs.clear();
  standing.foreign.clear();
  for (std::size_t k = 0; k < m_recipe.outputs.size(); ++k) {
    if (m_recipe.outputs[k].joined) continue;
    standing.outputs.push_back(k);
    standing.foreign.push_back(foreign[k]);
  }
}

ToDo::Outputs ToDo::joined(const std::vector<std::size_t>& outputs) const {
  Outputs made;
  for (const std::size_t output : outputs) {
    const auto standing = m_joined.find(output);
    if (standing != m_joined.end() && standing->second.foreign == 0) made.wanted.push_back(output);
    else add(made, output, m_recipe.outputs[output].joined->path, "the joined documents");
  }
  made.stay = made.wanted.empty() && !made.refused;
  return made;
}

void ToDo::add(Outputs& to, std::size_t output, const std::string& path, const std::string& name) const {
  const OnExists on_exists = m_recipe.outputs[output].on_exists;
  if (on_exists == OnExists::replace || !m_files.same_file(path, path)) return to.wanted.push_back(output);
  if (on_exists == OnExists::fail)
    to.refused = error("output.exists", fmt::format("{}: its output {} is there already", name, path));
}

void ToDo::note_replaced(std::size_t document, const DocumentRecord& record, std::vector<Diagnostic>& said) const {
  const auto stale = m_stale.find(document);
  if (stale == m_stale.end() || m_recipe.documents[document].places.around->may_replace_input) return;
  const DocumentStanding& standing = stale->second;
  for (std::size_t k = 0; k < standing.outputs.size(); ++k)
    for (const MadeFile& file : record.made) {
      const bool is_it = file.kind == MadeFile::Kind::main && file.output == standing.outputs[k] && file.version;
      if (!is_it || standing.foreign[k] == 0 || file.version->stamp.inode == standing.foreign[k]) continue;
      Diagnostic note = error(
          "output.replaced", fmt::format("{} was not as this job had made it, and is replaced", short_path(file.path)));
      note.severity = Severity::note;
      said.push_back(std::move(note));
    }
}

std::string ToDo::take_why(std::size_t document) {
  const auto stale = m_stale.find(document);
  if (stale == m_stale.end()) return {};
  std::string why = std::move(stale->second.why);
  m_stale.erase(stale);
  return why;
}

}  // namespace deckle
