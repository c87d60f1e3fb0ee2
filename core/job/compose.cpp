#include "job/compose.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "diagnostics/nearest.hpp"
#include "io/paths.hpp"
#include "job/expand.hpp"
#include "job/language.hpp"
#include "job/layers.hpp"
#include "job/merge.hpp"
#include "job/settings.hpp"

namespace deckle {
namespace {

bool is_of_composition(std::string_view key) {
  const JobKey* const known = language::job.find(key);
  return known != nullptr && known->composes;
}

class Composer {
 public:
  Composer(Files& files, const JobRequest& request)
      : m_request(request), m_files(files), m_sources(std::make_shared<JobSources>()), m_merge(m_sources->arena()) {}

  ComposedJob run() {
    m_job.path = m_request.path;
    m_job.sources = m_sources;
    const std::string folder = absolute_path(folder_of_file(m_request.path));
    const auto layers = LayerReader(m_files, *m_sources, folder, m_job.problems).read(m_request.path);
    if (!m_job.problems.empty()) return std::move(m_job);
    const YamlNode* root = nullptr;
    for (const YamlNode* layer : layers) {
      note_profiles(*layer);
      root = m_merge.merged(root, *layer);
    }
    root = with_profiles(root, layers);
    m_merge.set_layers_from(static_cast<std::uint16_t>(m_sources->count()));
    root = named_profile(root);
    for (const std::string& variable : m_request.variables)
      root = laid_over(root, variable_layer(*m_sources, "--var", variable, m_job.problems));
    for (const std::string& setting : m_request.settings)
      root = laid_over(root, setting_layer(*m_sources, setting, m_job.problems));
    for (const YamlNode* item : m_merge.missing_items())
      problem(*item, "job.no-item", fmt::format("there is no item {} in this list", item->value.substr(0, 20)),
              "items are counted from 0; PATH+=VALUE adds one");
    m_job.root = root->is_map() ? expanded(*root, folder) : root;
    return std::move(m_job);
  }

 private:
  void problem(const YamlNode& node, std::string code, std::string message, std::string hint = {}) {
    m_job.problems.push_back(error(std::move(code), std::move(message), std::move(hint)));
    m_job.problems.back().where = m_sources->place(node);
  }

  // The profiles of a layer; null when it has none.
  const YamlNode* profiles_of(const YamlNode& layer) {
    const YamlNode* const profiles = layer.is_map() ? layer.find("profiles") : nullptr;
    return profiles != nullptr && profiles->is_map() ? profiles : nullptr;
  }

  void note_profiles(const YamlNode& layer) {
    const YamlNode* const any = layer.is_map() ? layer.find("profiles") : nullptr;
    if (any != nullptr && !any->is_map() && !any->is_null())
      problem(*any, "job.wrong-type", "'profiles' has to be a map of names and parts of a job");
    const YamlNode* const profiles = profiles_of(layer);
    if (profiles == nullptr) return;
    for (std::size_t k = 0; k < profiles->keys.size(); ++k) {
      const std::string name(profiles->keys[k]->value);
      if (std::find(m_job.profiles.begin(), m_job.profiles.end(), name) == m_job.profiles.end())
        m_job.profiles.push_back(name);
      check_profile(*profiles->items[k], name);
    }
  }

  void check_profile(const YamlNode& profile, const std::string& name) {
    if (profile.is_null()) return;
    if (!profile.is_map())
      return problem(profile, "job.wrong-type", fmt::format("the profile '{}' has to be a map, a part of a job", name));
    for (const YamlNode* key : profile.keys)
      if (is_of_composition(key->value))
        problem(*key, "job.unknown-key", fmt::format("a profile has no key '{}'", key->value),
                "it belongs to the job itself");
  }

  const YamlNode* with_profiles(const YamlNode* root, const std::vector<const YamlNode*>& layers) {
    std::vector<const YamlNode*> chosen;  // each whole
    LayerMerge as_layer(m_sources->arena(), LayerMerge::Additions::kept);
    for (const std::string& name : m_request.profiles) {
      if (std::find(m_job.profiles.begin(), m_job.profiles.end(), name) == m_job.profiles.end()) {
        unknown_profile(name);
        continue;
      }
      const YamlNode* whole = nullptr;
      for (const YamlNode* layer : layers) {
        const YamlNode* const profiles = profiles_of(*layer);
        const YamlNode* const part = profiles != nullptr ? profiles->find(name) : nullptr;
        if (part == nullptr || !root->is_map()) continue;
        root = part->is_map() ? m_merge.merged(root, *part) : root;
        whole = part->is_map() ? as_layer.merged(whole, *part) : whole;
      }
      for (std::size_t k = 0; whole != nullptr && k < chosen.size(); ++k) contradicting(*chosen[k], *whole, k, name);
      if (whole != nullptr) chosen.push_back(whole);
    }
    return root;
  }

  // A job that was put together and printed says it itself.
  const YamlNode* named_profile(const YamlNode* root) {
    const YamlNode* const vars = root->is_map() ? root->find("vars") : nullptr;
    if (vars != nullptr && vars->is_list()) return root;  // a mistake, which read_job tells
    if (vars != nullptr && vars->is_map() && vars->find("profile") != nullptr && m_request.profiles.empty())
      return root;
    const std::string chosen =
        m_request.profiles.empty() ? "default" : fmt::format("{}", fmt::join(m_request.profiles, "-"));
    return laid_over(root, variable_layer(*m_sources, "--profile", "profile=" + chosen, m_job.problems));
  }

  void contradicting(const YamlNode& one, const YamlNode& other, std::size_t index, const std::string& name) {
    for (const Contradiction& found : contradictions(one, other)) {
      problem(*found.other, "job.profiles-contradict",
              fmt::format("the profiles '{}' and '{}' contradict each other: {}", m_request.profiles[index], name,
                          found.path),
              "choose one of them");
      m_job.problems.back().related.push_back({m_sources->place(*found.one), "the other profile says"});
    }
  }

  void unknown_profile(const std::string& name) {
    Nearest nearest(name);
    for (const std::string& known : m_job.profiles) nearest.offer(known);
    std::string hint = did_you_mean(nearest.best());
    if (!hint.empty()) hint += " ";
    hint += m_job.profiles.empty() ? "the job has no profiles"
                                   : fmt::format("the job has {}", fmt::join(m_job.profiles, ", "));
    m_job.problems.push_back(error("job.unknown-profile", fmt::format("there is no profile '{}'", name), hint));
  }

  // A layer that is none has been reported.
  const YamlNode* laid_over(const YamlNode* root, const YamlNode* layer) {
    return layer != nullptr && root->is_map() ? m_merge.merged(root, *layer) : root;
  }

  const YamlNode* expanded(const YamlNode& root, const std::string& folder) {
    std::vector<const YamlNode*> keys, items;
    Expansion expansion(*m_sources, root.find("vars"), folder, m_job.problems);
    for (std::size_t k = 0; k < root.keys.size(); ++k) {
      if (is_of_composition(root.keys[k]->value)) continue;
      keys.push_back(root.keys[k]);
      items.push_back(expansion.expanded(*root.items[k]));
    }
    return m_sources->arena().map(root, keys, items);
  }

  const JobRequest& m_request;
  Files& m_files;
  std::shared_ptr<JobSources> m_sources;
  LayerMerge m_merge;
  ComposedJob m_job;
};

}  // namespace

ComposedJob compose_job(Files& files, const JobRequest& request) { return Composer(files, request).run(); }

}  // namespace deckle
