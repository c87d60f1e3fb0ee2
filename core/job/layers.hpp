// The files of a job in the order in which they are laid over one another: the bases of its bases, its bases, itself.
#pragma once
#include <string>
#include <vector>

#include "io/files.hpp"
#include "job/job_sources.hpp"

namespace deckle {

class LayerReader {
 public:
  LayerReader(Files& files, JobSources& sources, std::string job_folder, std::vector<Diagnostic>& problems)
      : m_files(files), m_sources(sources), m_job_folder(std::move(job_folder)), m_problems(problems) {}

  // Bases first. A base that is reached twice counts once, where it is reached first.
  std::vector<const YamlNode*> read(const std::string& path);

 private:
  void file(const std::string& path, const YamlNode* named_by);
  void bases(const YamlNode& root);
  void base(const YamlNode& name);

  Files& m_files;
  JobSources& m_sources;
  std::string m_job_folder;
  std::vector<Diagnostic>& m_problems;
  std::vector<std::string> m_under_way;  // from the job to the file being read, by absolute paths
  std::vector<std::string> m_seen;       // bases, alike
  std::vector<const YamlNode*> m_layers;
};

// The YAML of a source; null, and a problem, when it is none.
const YamlNode* read_source(JobSources& sources, std::uint16_t number, std::vector<Diagnostic>& problems);

}  // namespace deckle
