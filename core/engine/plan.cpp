#include "engine/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "engine/match.hpp"

namespace deckle {
namespace {

// Where an output was planned, to name both sides of a collision.
struct Claim {
  std::size_t document;  // or all_documents
  const JobOutput* output;
};

constexpr std::size_t all_documents = static_cast<std::size_t>(-1);

// Where the files of an output lie: a folder with its slash, and what they end with; or no folder, and the one file.
struct Written {
  std::string folders, ending;
};

std::string_view below_root(std::string_view path, std::string_view root) {
  if (!root.empty()) path.remove_prefix(std::min(path.size(), root.size() + (root.back() == '/' ? 0 : 1)));
  return path;
}

class Planner {
 public:
  Planner(const Job& job, Listing& listing, const ReaderNamer& reader_of)
      : m_job(job), m_listing(listing), m_reader_of(reader_of) {
    for (const JobOutput& output : job.outputs) {
      const PathTemplate& path = output.path;
      m_needs_reader = m_needs_reader || path.uses_reader();
      if (path.is_constant()) m_written.push_back({{}, path.constant_path()});
      else if (!path.leading_folders().empty()) m_written.push_back({path.leading_folders(), path.ending()});
    }
  }

  Plan run(const std::string& job_folder) {
    Matches matches = match_files(m_job.inputs, job_folder, m_listing);
    m_plan.problems = std::move(matches.problems);
    std::size_t outputs_seen = 0;
    for (MatchedFile& file : matches.files) {
      if (is_output(file.path)) ++outputs_seen;
      else m_plan.documents.push_back({std::move(file.path), std::move(file.root), &m_job.inputs[file.input], {}});
    }
    report_idle(matches.idle, outputs_seen);
    for (std::size_t k = 0; k < m_plan.documents.size(); ++k) m_inputs.emplace(m_plan.documents[k].path, k);
    plan_joined();
    for (std::size_t k = 0; k < m_plan.documents.size(); ++k) plan_outputs(k);
    refuse_files_as_folders();
    plan_copies(job_folder);
    return std::move(m_plan);
  }

 private:
  // What this job writes into a folder of its own is never an input: site/{dir}/{stem}.html makes site/**.html.
  bool is_output(std::string_view path) const {
    return std::any_of(m_written.begin(), m_written.end(), [&](const Written& written) {
      if (written.folders.empty()) return path == written.ending;
      return path.size() >= written.folders.size() && path.starts_with(written.folders) &&
             path.ends_with(written.ending);
    });
  }

  void report_idle_patterns(const std::vector<const InputPattern*>& idle) {
    for (const InputPattern* pattern : idle) {
      Diagnostic warning =
          error("job.pattern-without-files", fmt::format("'{}' matches no file", pattern->glob.pattern()));
      warning.severity = Severity::warning;
      warning.where = pattern->where;
      m_plan.problems.push_back(std::move(warning));
    }
  }

  void report_idle(const std::vector<const InputPattern*>& idle, std::size_t outputs_seen) {
    report_idle_patterns(idle);
    if (!m_plan.documents.empty()) return;
    m_plan.nothing_matched = true;
    Diagnostic nothing = error("job.nothing-matched", "the job's inputs match no file");
    if (outputs_seen > 0)
      nothing.hint = fmt::format("{} files were left out: they lie where this job writes its outputs", outputs_seen);
    if (!m_job.inputs.empty()) nothing.where = m_job.inputs[0].where;
    m_plan.problems.push_back(std::move(nothing));
  }

  PathFields fields_of(const PlannedDocument& document) const {
    const std::string_view below = below_root(document.path, document.root);
    const std::size_t slash = below.rfind('/');
    PathFields fields;
    fields.name = below.substr(slash == std::string_view::npos ? 0 : slash + 1);
    if (slash != std::string_view::npos) fields.dir = below.substr(0, slash);
    if (!m_needs_reader) return fields;
    const std::optional<Stage>& reader = document.input->reader;
    if (reader) fields.reader = reader->component.manifest->name;
    else if (m_reader_of) fields.reader = m_reader_of(document.path);
    return fields;
  }

  // One path for all documents: what the fields of a document are does not matter.
  void plan_joined() {
    for (const JobOutput& output : m_job.outputs) {
      if (!output.collect) continue;
      Result<std::string> path = output.path.expand({});
      if (!path) refuse(output, std::move(path.problem()));
      else if (is_free(*path, {all_documents, &output})) m_plan.joined.push_back({&output, std::move(*path)});
    }
  }

  void plan_outputs(std::size_t index) {
    PlannedDocument& document = m_plan.documents[index];
    const PathFields fields = fields_of(document);
    for (const JobOutput& output : m_job.outputs) {
      if (output.collect) continue;
      Result<std::string> path = output.path.expand(fields);
      if (!path) {
        path.problem().message += fmt::format(", for '{}'", document.path);
        refuse(output, std::move(path.problem()));
      } else if (is_free(*path, {index, &output})) {
        document.outputs.push_back({&output, std::move(*path)});
      }
    }
  }

  // Every path is written once, and never over an input.
  bool is_free(const std::string& path, const Claim& claim) {
    const std::string input = said(claim);
    if (const auto hit = m_inputs.find(path); hit != m_inputs.end()) {
      const bool own = hit->second == claim.document;
      refuse(*claim.output, error("job.overwrites-input",
                                  fmt::format("the output '{}' of {} would overwrite {}", claim.output->name, input,
                                              own ? "its own input" : fmt::format("the input '{}'", path)),
                                  "write into a folder of its own, such as 'site/{path}'"));
      return false;
    }
    const auto [known, is_new] = m_claims.try_emplace(path, claim);
    if (is_new) return true;
    Diagnostic made =
        error("job.output-collision",
              fmt::format("'{}' would be written twice: from {} and from {}", path, said(known->second), input),
              way_out(*claim.output));
    if (known->second.output != claim.output) made.related.push_back({known->second.output->where, "the other output"});
    refuse(*claim.output, std::move(made));
    return false;
  }

  std::string said(const Claim& claim) const {
    if (claim.document == all_documents) return "the joined documents";
    return fmt::format("'{}'", m_plan.documents[claim.document].path);
  }

  static std::string way_out(const JobOutput& output) {
    if (output.collect) return "give every output that collects a file of its own";
    if (!output.path.is_constant()) return "keep folders and suffixes apart with {dir} and {name}";
    return "name each output after its input, such as '{dir}/{stem}.html', or join them with 'collect: true'";
  }

  // Assets go where no output goes, each to one place.
  void plan_copies(const std::string& job_folder) {
    std::unordered_map<std::string, std::string> copied;  // from, by to
    for (const JobAssets& assets : m_job.assets) {
      const std::vector<JobInput> wanted = {assets.files};  // the idle patterns point into it
      Matches matches = match_files(wanted, job_folder, m_listing);
      for (Diagnostic& problem : matches.problems) m_plan.problems.push_back(std::move(problem));
      report_idle_patterns(matches.idle);
      for (const MatchedFile& file : matches.files) {
        std::string to = assets.to.empty() ? "" : assets.to + "/";
        to += below_root(file.path, file.root);
        const auto [known, is_new] = copied.try_emplace(to, file.path);
        if (is_new && !m_claims.contains(to)) {
          m_plan.copies.push_back({file.path, std::move(to)});
        } else if (is_new || known->second != file.path) {
          Diagnostic made =
              error("job.output-collision",
                    fmt::format("'{}' would be written twice: by the asset '{}' and by another", to, file.path));
          made.where = assets.files.where;
          m_plan.problems.push_back(std::move(made));
        }
      }
    }
  }

  // 'a' and 'a/b' cannot both be files.
  void refuse_files_as_folders() {
    for (const PlannedOutput& output : m_plan.joined) refuse_files_as_folders_of(output);
    for (const PlannedDocument& document : m_plan.documents)
      for (const PlannedOutput& output : document.outputs) refuse_files_as_folders_of(output);
  }

  void refuse_files_as_folders_of(const PlannedOutput& output) {
    for (std::size_t slash = output.path.find('/'); slash != std::string::npos;
         slash = output.path.find('/', slash + 1)) {
      const std::string folder = output.path.substr(0, slash);
      if (!m_claims.contains(folder) && !m_inputs.contains(folder)) continue;
      return refuse(*output.output,
                    error("job.output-collision",
                          fmt::format("'{}' needs the folder '{}', which is a file", output.path, folder)));
    }
  }

  void refuse(const JobOutput& output, Diagnostic problem) {
    problem.where = output.where;
    m_plan.problems.push_back(std::move(problem));
  }

  const Job& m_job;
  Listing& m_listing;
  const ReaderNamer& m_reader_of;
  std::vector<Written> m_written;
  bool m_needs_reader = false;
  Plan m_plan;
  std::unordered_map<std::string, std::size_t> m_inputs;  // documents by path
  std::unordered_map<std::string, Claim> m_claims;        // outputs by path
};

}  // namespace

bool Plan::has_errors() const {
  return std::any_of(problems.begin(), problems.end(),
                     [](const Diagnostic& problem) { return problem.severity == Severity::error; });
}

Plan make_plan(const Job& job, const std::string& job_folder, Listing& listing, const ReaderNamer& reader_of) {
  return Planner(job, listing, reader_of).run(job_folder);
}

}  // namespace deckle
