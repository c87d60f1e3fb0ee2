// A program at the other end of a channel, for a process that must not fork: one with threads, or with much memory. It
// finds the channel at descriptor 3, and nothing else of the process that spawned it but standard error.
#pragma once
#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "diagnostics/result.hpp"
#include "process/channel.hpp"

namespace deckle {

class SpawnedProgram {
 public:
  static constexpr int channel_descriptor = 3;

  static Result<SpawnedProgram> start(const std::filesystem::path& program, const std::vector<std::string>& arguments);
  SpawnedProgram(SpawnedProgram&& other) noexcept;
  SpawnedProgram& operator=(SpawnedProgram&& other) noexcept;
  // Ends it.
  ~SpawnedProgram();

  const Channel& channel() const { return m_channel; }

 private:
  SpawnedProgram(Channel channel, pid_t process) : m_channel(std::move(channel)), m_process(process) {}

  Channel m_channel;
  pid_t m_process = 0;
};

}  // namespace deckle
