#include "fence/call_filter.hpp"

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <vector>

#include "fence/architecture.hpp"

namespace deckle {
namespace {

using Program = std::vector<sock_filter>;

sock_filter load(std::size_t offset) { return BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset)); }
sock_filter give(std::uint32_t action) { return BPF_STMT(BPF_RET | BPF_K, action); }
sock_filter jump_if(std::uint16_t comparison, std::uint32_t value, std::size_t if_true, std::size_t if_false) {
  return BPF_JUMP(static_cast<std::uint16_t>(BPF_JMP | BPF_K | comparison), value, static_cast<std::uint8_t>(if_true),
                  static_cast<std::uint8_t>(if_false));
}
void append(Program& to, const Program& more) { to.insert(to.end(), more.begin(), more.end()); }

constexpr std::size_t low_half(unsigned argument) { return offsetof(seccomp_data, args) + 8 * argument; }

// What a rule gives if it fits; otherwise the program goes on behind it.
Program program_of(const CallRule& rule) {
  const sock_filter decision = give(rule.answer ? SECCOMP_RET_ERRNO | rule.answer : SECCOMP_RET_ALLOW);
  const std::size_t low = low_half(rule.argument);
  switch (rule.test) {
    case CallRule::always: return {decision};
    case CallRule::equal: return {load(low), jump_if(BPF_JEQ, rule.value, 0, 1), decision};
    case CallRule::to_self: return {load(low), jump_if(BPF_JEQ, static_cast<std::uint32_t>(getpid()), 0, 1), decision};
    case CallRule::null:
      return {load(low), jump_if(BPF_JEQ, 0, 0, 3), load(low + 4), jump_if(BPF_JEQ, 0, 0, 1), decision};
    case CallRule::without: return {load(low), jump_if(BPF_JSET, rule.value, 1, 0), decision};
    case CallRule::with: return {load(low), jump_if(BPF_JSET, rule.value, 0, 1), decision};
  }
  return {};
}

// All calls from `first` to the next region's are decided by `decide`.
struct Region {
  std::uint32_t first;
  Program decide;
};

bool same(const Program& a, const Program& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const sock_filter& one, const sock_filter& other) {
    return one.code == other.code && one.jt == other.jt && one.jf == other.jf && one.k == other.k;
  });
}

void add_region(std::vector<Region>& regions, std::uint32_t first, Program decide) {
  if (!regions.empty() && regions.back().first == first) regions.pop_back();
  if (regions.empty() || !same(regions.back().decide, decide)) regions.push_back({first, std::move(decide)});
}

std::vector<Region> regions_of(std::vector<CallRule> rules) {
  std::stable_sort(rules.begin(), rules.end(), [](const CallRule& a, const CallRule& b) { return a.call < b.call; });
  std::vector<Region> regions{{0, {give(SECCOMP_RET_TRAP)}}};
  for (auto rule = rules.begin(); rule != rules.end();) {
    const int call = rule->call;
    Program decide;
    for (; rule != rules.end() && rule->call == call; ++rule) append(decide, program_of(*rule));
    if (std::prev(rule)->test != CallRule::always) decide.push_back(give(SECCOMP_RET_TRAP));
    add_region(regions, static_cast<std::uint32_t>(call), std::move(decide));
    add_region(regions, static_cast<std::uint32_t>(call) + 1, {give(SECCOMP_RET_TRAP)});
  }
  return regions;
}

// Halves the regions again and again: the kernel takes in a list of comparisons four times as slowly.
Program search(const std::vector<Region>& regions, std::size_t begin, std::size_t end) {
  if (end - begin == 1) return regions[begin].decide;
  const std::size_t middle = begin + (end - begin) / 2;
  const Program lower = search(regions, begin, middle);
  Program found;
  if (lower.size() <= 255) {
    found.push_back(jump_if(BPF_JGE, regions[middle].first, lower.size(), 0));
  } else {
    found.push_back(jump_if(BPF_JGE, regions[middle].first, 0, 1));
    found.push_back(BPF_STMT(BPF_JMP | BPF_JA, static_cast<std::uint32_t>(lower.size())));
  }
  append(found, lower);
  append(found, search(regions, middle, end));
  return found;
}

Program program_for(Phase phase) {
  std::vector<CallRule> rules;
  for (const CallRule& rule : call_rules())
    if (rule.phases & static_cast<unsigned>(phase)) rules.push_back(rule);
  const std::vector<Region> regions = regions_of(std::move(rules));
  Program program{load(offsetof(seccomp_data, arch)), jump_if(BPF_JEQ, this_architecture, 1, 0), give(SECCOMP_RET_TRAP),
                  load(offsetof(seccomp_data, nr))};
  append(program, search(regions, 0, regions.size()));
  return program;
}

}  // namespace

int filter_calls(Phase phase) {
  Program program = program_for(phase);
  const sock_fprog installed{static_cast<unsigned short>(program.size()), program.data()};
  return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &installed) == 0 ? 0 : errno;
}

}  // namespace deckle
