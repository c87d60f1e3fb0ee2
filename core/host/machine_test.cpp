// Memory and processors as control groups of both versions leave them.
#include "host/machine.hpp"

#include <catch2/catch.hpp>

#include "test_folder.hpp"

using deckle::Machine;
using deckle::this_machine;
namespace fs = std::filesystem;

namespace {

// A folder with files that look like /proc and /sys.
class Root {
 public:
  Root() { write("proc/meminfo", "MemTotal:  4096 kB\nMemFree: 1 kB\nMemAvailable:  2048 kB\n"); }
  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((m_folder.path / name).parent_path());
    put(m_folder / name, text);
  }
  Machine machine() const { return this_machine(m_folder.path); }

 private:
  TestFolder m_folder;
};

}  // namespace

TEST_CASE("a machine without control groups offers all it has") {
  const Machine machine = Root().machine();
  CHECK(machine.memory == 4096 * 1024);
  CHECK(machine.memory_available == 2048 * 1024);
  CHECK(machine.memory_limit == 0);
  CHECK(machine.processors_in_time == machine.processors);
}

TEST_CASE("the strictest group above the process counts, in version 2") {
  const Root root;
  root.write("proc/self/cgroup", "0::/user/session\n");
  root.write("sys/fs/cgroup/user/session/memory.max", "max\n");
  root.write("sys/fs/cgroup/user/memory.max", "1048576\n");
  root.write("sys/fs/cgroup/user/session/cpu.max", "50000 100000\n");
  root.write("sys/fs/cgroup/user/cpu.max", "max 100000\n");
  CHECK(root.machine().memory_limit == 1048576);
  CHECK(root.machine().processors_in_time == 1);
}

TEST_CASE("the tree of each resource counts, in version 1") {
  const Root root;
  root.write("proc/self/cgroup", "4:memory:/job\n2:cpu,cpuacct:/job\n");
  root.write("sys/fs/cgroup/memory/job/memory.limit_in_bytes", "2097152\n");
  root.write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
  root.write("sys/fs/cgroup/cpu/job/cpu.cfs_quota_us", "-1\n");
  root.write("sys/fs/cgroup/cpu/job/cpu.cfs_period_us", "100000\n");
  CHECK(root.machine().memory_limit == 2097152);
  CHECK(root.machine().processors_in_time == root.machine().processors);
}

TEST_CASE("in a container the top of the tree is that of the container") {
  const Root root;
  root.write("proc/self/cgroup", "0::/../outside/pod\n");
  root.write("sys/fs/cgroup/memory.max", "3145728\n");
  root.write("sys/fs/cgroup/cpu.max", "1 0\n");  // no period
  CHECK(root.machine().memory_limit == 3145728);
  CHECK(root.machine().processors_in_time == root.machine().processors);
}
