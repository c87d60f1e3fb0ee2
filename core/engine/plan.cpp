#include "engine/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>

#include "engine/collisions.hpp"
#include "engine/match.hpp"

namespace deckle {
namespace {

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
  Planner(const Job& job, const PlanContext& context) : m_job(job), m_context(context) {
    for (const JobOutput& output : job.outputs) {
      if (output.in_place) continue;
      const PathTemplate& path = output.path;
      m_needs_reader = m_needs_reader || path.uses_reader();
      if (path.is_constant()) m_written.push_back({{}, path.constant_path()});
      else if (!path.leading_folders().empty()) m_written.push_back({path.leading_folders(), path.ending()});
    }
  }

  Plan run() {
    Matches matches = match_files(m_job.inputs, m_context.job_folder, m_context.listing, m_context.files);
    m_plan.problems = std::move(matches.problems);
    m_plan.roots = std::move(matches.roots);
    m_plan.listed = std::move(matches.listed);
    std::size_t outputs_seen = 0;
    m_plan.documents.reserve(matches.files.size());
    for (MatchedFile& file : matches.files) {
      if (is_output(file.path)) ++outputs_seen;
      else if (is_only_copied(file)) copy_unread(file);
      else m_plan.documents.push_back({std::move(file.path), file.root, &m_job.inputs[file.input], {}});
    }
    matches.files = {};  // what follows takes as much memory
    report_idle(matches.idle, m_job.inputs);
    if (m_plan.documents.empty() && m_plan.copies.empty()) report_nothing(outputs_seen);
    plan_joined();
    for (PlannedDocument& document : m_plan.documents) plan_outputs(document);
    plan_assets();
    refuse_collisions(m_context, m_plan);
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

  bool is_only_copied(const MatchedFile& file) const {
    const JobInput& input = m_job.inputs[file.input];
    return input.on_unknown == OnUnknown::copy && !input.reader && m_context.reader_of &&
           m_context.reader_of(file.path).empty();
  }

  // Beside what documents become: to its path below the root, in the folder of every output that has one.
  void copy_unread(const MatchedFile& file) {
    std::set<std::string> folders;
    for (const JobOutput& output : m_job.outputs)
      if (!output.collect && !output.in_place) folders.insert(output.path.leading_folders());
    for (const std::string& folder : folders) {
      std::string to = folder + std::string(below_root(file.path, m_plan.roots[file.root]));
      m_plan.copies.push_back({file.path, std::move(to), m_job.inputs[file.input].where});
    }
  }

  void report_idle(const std::vector<const InputPattern*>& idle, const std::vector<JobInput>& inputs) {
    for (const InputPattern* pattern : idle) {
      const auto has = [&](const JobInput& input) {
        return !input.files.empty() && pattern >= &input.files.front() && pattern <= &input.files.back();
      };
      const auto input = std::find_if(inputs.begin(), inputs.end(), has);
      if (input != inputs.end() && input->allow_empty) continue;
      Diagnostic warning =
          error("job.pattern-without-files", fmt::format("'{}' matches no file", pattern->glob.pattern()));
      warning.severity = Severity::warning;
      warning.where = pattern->where;
      m_plan.problems.push_back(std::move(warning));
    }
  }

  void report_nothing(std::size_t outputs_seen) {
    const auto may_be_empty = [](const JobInput& input) { return input.allow_empty; };
    if (std::all_of(m_job.inputs.begin(), m_job.inputs.end(), may_be_empty)) return;
    m_plan.nothing_matched = true;
    Diagnostic nothing = error("job.nothing-matched", "the job's inputs match no file",
                               "'allow-empty: true' of an input says that this is no mistake");
    if (outputs_seen > 0)
      nothing.hint = fmt::format("{} files were left out: they lie where this job writes its outputs", outputs_seen);
    if (!m_job.inputs.empty()) nothing.where = m_job.inputs[0].where;
    m_plan.problems.push_back(std::move(nothing));
  }

  PathFields fields_of(const PlannedDocument& document) const {
    const std::string_view below = below_root(document.path, m_plan.roots[document.root]);
    const std::size_t slash = below.rfind('/');
    PathFields fields;
    fields.name = below.substr(slash == std::string_view::npos ? 0 : slash + 1);
    if (slash != std::string_view::npos) fields.dir = below.substr(0, slash);
    if (!m_needs_reader) return fields;
    const std::optional<Stage>& reader = document.input->reader;
    if (reader) fields.reader = reader->component.manifest->name;
    else if (m_context.reader_of) fields.reader = m_context.reader_of(document.path);
    return fields;
  }

  // One path for all documents: what the fields of a document are does not matter.
  void plan_joined() {
    for (const JobOutput& output : m_job.outputs) {
      if (!output.collect) continue;
      Result<std::string> path = output.path.expand({});
      if (!path) refuse(output, std::move(path.problem()));
      else m_plan.joined.push_back({&output, std::move(*path)});
    }
  }

  void plan_outputs(PlannedDocument& document) {
    const PathFields fields = fields_of(document);
    document.outputs.reserve(m_job.outputs.size());
    for (const JobOutput& output : m_job.outputs) {
      if (output.collect) continue;
      Result<std::string> path = output.in_place ? place_of(document) : output.path.expand(fields);
      if (path) {
        document.outputs.push_back({&output, std::move(*path)});
      } else {
        path.problem().message += fmt::format(", for '{}'", document.path);
        refuse(output, std::move(path.problem()));
      }
    }
  }

  // Its own, or the same below another folder for outputs.
  Result<std::string> place_of(const PlannedDocument& document) const {
    const bool leads_out = document.path.starts_with('/') || document.path.starts_with("../");
    if (!leads_out || m_context.job_folder == m_context.output_folder) return document.path;
    return error("job.output-path", "there is no such place below the folder for outputs");
  }

  void plan_assets() {
    for (const JobAssets& assets : m_job.assets) {
      const std::vector<JobInput> wanted = {assets.files};  // the idle patterns point into it
      Matches matches = match_files(wanted, m_context.job_folder, m_context.listing, m_context.files);
      for (Diagnostic& problem : matches.problems) m_plan.problems.push_back(std::move(problem));
      report_idle(matches.idle, wanted);
      m_plan.listed.add(matches.listed);
      for (const MatchedFile& file : matches.files) {
        std::string to = assets.to.empty() ? "" : assets.to + "/";
        to += below_root(file.path, matches.roots[file.root]);
        m_plan.copies.push_back({file.path, std::move(to), assets.files.where});
      }
    }
  }

  void refuse(const JobOutput& output, Diagnostic problem) {
    problem.where = output.where;
    m_plan.problems.push_back(std::move(problem));
  }

  const Job& m_job;
  const PlanContext& m_context;
  std::vector<Written> m_written;
  bool m_needs_reader = false;
  Plan m_plan;
};

}  // namespace

bool Plan::has_errors() const {
  return std::any_of(problems.begin(), problems.end(),
                     [](const Diagnostic& problem) { return problem.severity == Severity::error; });
}

Plan make_plan(const Job& job, const PlanContext& context) { return Planner(job, context).run(); }

}  // namespace deckle
