// The files of a document that is converted in memory: its own, its outputs, and those that it refers to, which
// somebody gives by name.
#pragma once
#include <functional>
#include <map>
#include <string>

#include "io/files.hpp"
#include "pipeline/input_file.hpp"

namespace deckle {

class GivenFiles : public MemoryFiles {
 public:
  // A problem is one of the file system: there is no such file.
  using Give = std::function<Result<FileBytes>(const std::string& name)>;

  // `content` holds the outputs alone. Each name is asked for once; of what nobody gives there is none.
  GivenFiles(InputFile document, Give give) : m_document(std::move(document)), m_give(std::move(give)) {}

  Result<FileBytes> read(const std::string& path) override;
  Result<FileBytes> read_standard_input() override { return m_document.bytes; }
  Result<FileBytes> read_beneath(const std::string& folder, const std::string& relative) override;
  Result<void> look_beneath(const std::string& folder, const std::string& relative) override;

  // The folder that all names are below: the beginning of names that are relative, as that of the document.
  std::string root() const { return m_document.name.starts_with('/') ? "/" : "."; }

 private:
  InputFile m_document;
  Give m_give;
  std::map<std::string, Result<FileBytes>> m_given;
};

}  // namespace deckle
