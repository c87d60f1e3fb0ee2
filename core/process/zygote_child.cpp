#include "process/zygote_child.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <locale>
#include <memory>

#include "fence/architecture.hpp"
#include "fence/crash_signals.hpp"
#include "fence/fence.hpp"
#include "fence/last_words.hpp"
#include "host/executable.hpp"
#include "process/wire_fields.hpp"

namespace deckle {
namespace {

class ZygoteChild {
 public:
  ZygoteChild(const Channel& channel, const Workplace& place, const WorkerLimits& limits, pid_t supervisor)
      : m_channel(channel), m_place(place), m_limits(limits), m_supervisor(supervisor) {}

  // Until the supervisor is gone, which the fence sees to, or closes the channel.
  [[noreturn]] void run() {
    while (true) {
      std::vector<pollfd> waiting = {{m_channel.descriptor(), POLLIN, 0}};
      for (const Child& child : m_children) waiting.push_back({child.handle.get(), POLLIN, 0});
      if (poll(waiting.data(), waiting.size(), -1) < 0) continue;
      for (std::size_t k = waiting.size(); --k > 0;)
        if (waiting[k].revents != 0) bury(k - 1);
      if (waiting[0].revents != 0) obey();
    }
  }

 private:
  struct Child {
    pid_t process;
    Descriptor handle;
  };

  void obey() {
    std::optional<Message> message = m_channel.receive(1u << 20);
    if (!message) _exit(0);
    Incoming order(std::move(*message));
    ZygoteWord word{};
    Need need;
    if (!order.read.number("word", word)) _exit(1);
    if (word == ZygoteWord::enter_fence) fence_in();
    else if (word == ZygoteWord::prepare) prepare(order);
    else if (word == ZygoteWord::spawn) spawn(order);
    else if (word == ZygoteWord::load && fields::of_need(order.read, need)) load(need);
  }

  void fence_in() {
    m_place.workshop.open_option_files();
    m_memory = Descriptor(open("/proc/self/statm", O_RDONLY | O_CLOEXEC));
    m_fence = enter_fence(rules());
    std::signal(SIGXFSZ, SIG_IGN);  // a file that grows too large is an error and no death
    Outgoing answer;
    answer.write.number("word", ZygoteWord::fenced);
    answer.write.number("fence", m_fence);
    say(answer);
  }

  void prepare(Incoming& order) {
    std::vector<Need> likely;
    if (!order.read.list("likely", likely, fields::of_need)) _exit(1);
    Made made = m_place.workshop.prepare();
    if (made.result.done)
      for (const Need& need : likely) make_ready(need);
    settle();
    Outgoing answer;
    answer.write.number("word", ZygoteWord::prepared);
    fields::of_made(answer.write, made);
    say(answer);
    // To go through the whole plan takes longer than to answer for a few documents.
    constexpr std::size_t few = 20;  // of so many
    if (m_place.recipe.to_make > m_place.recipe.documents.size() / few)
      m_plan = std::make_unique<PlannedAnswers>(m_place.recipe, m_place.files);
  }

  FenceRules rules() const {
    FenceRules rules;
    rules.parent_process = m_supervisor;
    rules.may_fork = true;
    rules.last_words = m_channel.descriptor();
    rules.limits = limits(m_limits.memory + room_for_libraries, 1024);  // workers get less
    rules.readable = {own_library_folder()};
    for (const auto& plugin : m_place.registry.plugins()) {
      rules.readable.push_back(plugin->library);
      rules.readable.insert(rules.readable.end(), plugin->objects.begin(), plugin->objects.end());
    }
    return rules;
  }

  FenceLimits limits(std::uint64_t memory, std::uint64_t open_files) const {
    FenceLimits limits;
    limits.memory = memory;
    limits.cpu_seconds = no_limit;
    limits.file_bytes = m_limits.output_bytes + m_limits.memory;  // files in memory, documents among them
    limits.open_files = open_files;
    return limits;
  }

  void load(const Need& need) {
    const bool is_there = make_ready(need);
    settle();
    Outgoing answer;
    answer.write.number("word", ZygoteWord::loaded);
    answer.write.number("is there", is_there);
    say(answer);
  }

  // After plugins were loaded: what they may have done to the process is found or undone. What is called here is bound
  // by the dynamic linker once, and not in each worker.
  void settle() {
    check_alone();
    std::locale::global(std::locale::classic());
    static_cast<void>(std::chrono::steady_clock::now());
    m_top = highest_descriptor();
  }

  // False: this installation has no such extension. Of a reader that cannot be had each document tells.
  bool make_ready(const Need& need) {
    if (need.kind == Need::extension) return m_place.host.extension(need.name) != nullptr;
    m_place.workshop.load_reader(need.name);
    return true;
  }

  void spawn(Incoming& order) {
    std::uint64_t slot = 0;
    if (!order.read.number("slot", slot)) _exit(1);
    Descriptor end = order.take_descriptor();
    const pid_t zygote = getpid(), child = end ? fork() : -1;
    if (child == 0) be_worker(std::move(end), slot, zygote);
    Descriptor handle(child > 0 ? static_cast<int>(syscall(SYS_pidfd_open, child, 0)) : -1);
    Outgoing answer;
    answer.write.number("word", ZygoteWord::spawned);
    answer.write.number("process", handle ? child : pid_t{-1});
    say(answer);
    if (handle) m_children.push_back({child, std::move(handle)});
  }

  [[noreturn]] void be_worker(Descriptor end, std::size_t slot, pid_t zygote) {
    m_place.notes.take_slot(slot);
    Channel channel(std::move(end));
    channel.be_patient();
    FenceRules closed;
    closed.parent_process = zygote;
    closed.last_words = channel.descriptor();
    closed.limits = limits(data_bytes() + m_limits.memory, Channel::most_descriptors + 56);
    if (!(close_fence(closed, m_fence) == m_fence)) _exit(1);  // it would have less around it than was said
    m_children.clear();
    close(m_channel.descriptor());
    work(channel, m_place, m_plan.get(), std::max(m_top, channel.descriptor()));
  }

  // It may fork, and so may plugins that are loaded here; they must not.
  void check_alone() const {
    if (getpid() != m_own) _exit(0);
    if (!m_children.empty() || (waitpid(-1, nullptr, WNOHANG) < 0 && errno == ECHILD)) return;
    LastWords words;
    words.kind = LastWords::refused_call;
    words.number = SYS_clone;
    words.architecture = this_architecture;
    m_channel.send({reinterpret_cast<const char*>(&words), sizeof words});
    _exit(1);
  }

  int highest_descriptor() const {
    const auto most = std::min(256l, sysconf(_SC_OPEN_MAX));  // workers can open no more
    std::vector<pollfd> asked;
    for (int number = 0; number < most; ++number) asked.push_back({number, 0, 0});
    poll(asked.data(), asked.size(), 0);  // one call, where fcntl() would take one for each
    const auto is_open = [](const pollfd& one) { return (one.revents & POLLNVAL) == 0; };
    const auto highest = std::find_if(asked.rbegin(), asked.rend(), is_open);
    return highest != asked.rend() ? highest->fd : 2;
  }

  // What the limit of memory counts, as this process has it already.
  std::uint64_t data_bytes() const {
    char text[128] = {};
    if (!m_memory || pread(m_memory.get(), text, sizeof text - 1, 0) <= 0) return 64u << 20;
    std::uint64_t pages = 0;
    char* at = text;
    for (int field = 0; field < 6; ++field) pages = std::strtoull(at, &at, 10);
    return pages * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
  }

  void bury(std::size_t index) {
    const Child& child = m_children[index];
    int status = 0;
    rusage usage{};
    while (wait4(child.process, &status, 0, &usage) < 0 && errno == EINTR) {
    }
    Outgoing message;
    message.write.number("word", ZygoteWord::died);
    message.write.number("process", child.process);
    message.write.number("status", status);
    message.write.number("peak", static_cast<std::uint64_t>(usage.ru_maxrss) * 1024);
    say(message);
    m_children.erase(m_children.begin() + static_cast<std::ptrdiff_t>(index));
  }

  void say(const Outgoing& message) const {
    if (!message.send(m_channel)) _exit(1);
  }

  static constexpr std::uint64_t room_for_libraries = 256u << 20;
  const Channel& m_channel;
  const Workplace& m_place;
  const pid_t m_own = getpid();
  WorkerLimits m_limits;
  pid_t m_supervisor;
  FenceState m_fence;
  Descriptor m_memory;
  int m_top = 2;  // the highest descriptor that it and its workers need
  std::vector<Child> m_children;
  std::unique_ptr<PlannedAnswers> m_plan;  // null: they are the supervisor's
};

}  // namespace

void be_zygote(const Channel& channel, const Workplace& place, const WorkerLimits& limits, pid_t supervisor) {
  // Nothing that the supervisor has open is a plugin's business.
  const auto own = static_cast<unsigned>(channel.descriptor());
  if (own > 3) close_range(3, own - 1, 0);
  close_range(own + 1, ~0u, 0);
  ZygoteChild(channel, place, limits, supervisor).run();
}

}  // namespace deckle
