#include "engine/collisions.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace deckle {
namespace {

class Collisions {
 public:
  Collisions(const PlanContext& context, Plan& plan) : m_context(context), m_plan(plan), m_claims(context.listing) {}

  void run() {
    claim();
    for (const Claims::Group& group : m_claims.shared())
      for (std::size_t k = 1; k < group.size(); ++k) refuse(group[0], group[k]);
    for (const Claims::Group& group : m_claims.alike(m_context.fold)) warn(group);
    drop_second_copies();
  }

 private:
  using By = PathClaim::By;

  void claim() {
    const auto number = [](std::size_t index) { return static_cast<std::uint32_t>(index); };
    const std::string &in = m_context.job_folder, &out = m_context.output_folder;
    for (std::size_t k = 0; k < m_plan.documents.size(); ++k)
      m_claims.add(in, m_plan.documents[k].path, {By::input, number(k)});
    for (std::size_t k = 0; k < m_plan.joined.size(); ++k)
      m_claims.add(out, m_plan.joined[k].path, {By::joined, number(k)});
    for (std::size_t k = 0; k < m_plan.documents.size(); ++k)
      for (std::size_t output = 0; output < m_plan.documents[k].outputs.size(); ++output)
        m_claims.add(out, m_plan.documents[k].outputs[output].path, {By::output, number(k), number(output)});
    for (std::size_t k = 0; k < m_plan.copies.size(); ++k)
      m_claims.add(out, m_plan.copies[k].to, {By::copy, number(k)});
    m_claims.add_folders();
  }

  const PlannedOutput& output_of(const PathClaim& claim) const {
    return claim.by == By::joined ? m_plan.joined[claim.document]
                                  : m_plan.documents[claim.document].outputs[claim.output];
  }

  const std::string& path_of(const PathClaim& claim) const {
    if (claim.by == By::input) return m_plan.documents[claim.document].path;
    return claim.by == By::copy ? m_plan.copies[claim.document].to : output_of(claim).path;
  }

  const Place& place_of(const PathClaim& claim) const {
    if (claim.by == By::input) return m_plan.documents[claim.document].input->where;
    return claim.by == By::copy ? m_plan.copies[claim.document].where : output_of(claim).output->where;
  }

  // What it is made of, as messages say it.
  std::string source_of(const PathClaim& claim) const {
    if (claim.by == By::joined) return "the joined documents";
    if (claim.by == By::copy) return fmt::format("'{}', which is copied", m_plan.copies[claim.document].from);
    return fmt::format("'{}'", m_plan.documents[claim.document].path);
  }

  void report(const PathClaim& claim, Diagnostic problem) {
    problem.where = place_of(claim);
    m_plan.problems.push_back(std::move(problem));
  }

  void refuse(const PathClaim& first, const PathClaim& second) {
    if (second.by == By::folder) {
      if (first.by != By::folder)
        report(first, error("job.output-collision",
                            fmt::format("'{}' is a file, and other outputs need a folder of this name", path_of(first)),
                            "change one of the paths"));
    } else if (first.by == By::input && second.by != By::input) {
      overwrites_input(first, second);
    } else if (first.by == By::copy && m_plan.copies[first.document].from == m_plan.copies[second.document].from) {
      m_second_copies.push_back(second.document);
    } else if (second.by != By::input) {
      written_twice(first, second);
    }
  }

  void overwrites_input(const PathClaim& input, const PathClaim& output) {
    const bool own = output.by == By::output && input.document == output.document;
    if (own && output_of(output).output->may_replace_input) return;
    const std::string whose = own ? "its own input" : fmt::format("the input '{}'", path_of(input));
    const std::string what =
        output.by == By::copy ? source_of(output)
                              : fmt::format("the output '{}' of {}", output_of(output).output->name, source_of(output));
    report(output, error("job.overwrites-input", fmt::format("{} would overwrite {}", what, whose),
                         "write into a folder of its own, such as 'site/{path}'"));
  }

  void written_twice(const PathClaim& first, const PathClaim& second) {
    Diagnostic made = error("job.output-collision",
                            fmt::format("'{}' would be written twice: from {} and from {}", path_of(second),
                                        source_of(first), source_of(second)),
                            way_out(second));
    if (place_of(first) != place_of(second)) made.related.push_back({place_of(first), "the other one"});
    report(second, std::move(made));
  }

  std::string way_out(const PathClaim& claim) const {
    if (claim.by == By::copy) return "give the assets a folder of their own with 'to'";
    const JobOutput& output = *output_of(claim).output;
    if (output.collect) return "give every output that collects a file of its own";
    if (!output.path.is_constant()) return "keep folders and suffixes apart with {dir} and {name}";
    return "name each output after its input, such as '{dir}/{stem}.html', or join them with 'collect: true'";
  }

  // Here both are written; where file systems ignore case or composition one would be lost.
  void warn(const Claims::Group& group) {
    const PathClaim &first = group[0], &second = group[1];
    Diagnostic made = error("job.output-alike",
                            fmt::format("'{}' and '{}' are one file on systems that ignore case or how accents are "
                                        "composed",
                                        path_of(first), path_of(second)),
                            "rename an input if the outputs are meant for such systems");
    made.severity = Severity::warning;
    report(second, std::move(made));
  }

  void drop_second_copies() {
    std::sort(m_second_copies.begin(), m_second_copies.end());
    std::size_t kept = 0;
    for (std::size_t k = 0; k < m_plan.copies.size(); ++k) {
      if (std::binary_search(m_second_copies.begin(), m_second_copies.end(), k)) continue;
      if (kept != k) m_plan.copies[kept] = std::move(m_plan.copies[k]);
      ++kept;
    }
    m_plan.copies.resize(kept);
  }

  const PlanContext& m_context;
  Plan& m_plan;
  Claims m_claims;
  std::vector<std::uint32_t> m_second_copies;  // by their places in the plan
};

}  // namespace

void refuse_collisions(const PlanContext& context, Plan& plan) { Collisions(context, plan).run(); }

}  // namespace deckle
