#include "fuzz_mutate.hpp"

#include <deckle/document.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <vector>

namespace deckle::naive {
namespace {

constexpr std::size_t table_begin = sizeof(dk_doc_header);

template <class Value>
Value load(const std::string& bytes, std::size_t at) {
  Value value{};
  if (at + sizeof value <= bytes.size()) std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

template <class Value>
void store(std::string& bytes, std::size_t at, const Value& value) {
  if (at + sizeof value <= bytes.size()) std::memcpy(bytes.data() + at, &value, sizeof value);
}

// Sections are found in the sound original, so that several corruptions of one block all land somewhere.
class Mutator {
 public:
  Mutator(const std::string& block, Random& random) : m_bytes(block), m_random(random) {
    const auto header = load<dk_doc_header>(block, 0);
    for (std::uint32_t i = 0; i < header.section_count; ++i)
      m_sections.push_back(load<dk_section>(block, table_begin + i * sizeof(dk_section)));
  }

  std::string run() {
    for (std::uint32_t times = m_random.chance(60) ? 1 : m_random.between(2, 6); times > 0; --times) mutate();
    return m_bytes;
  }

 private:
  void mutate() {
    switch (m_random.below(12)) {
      case 0: return flip_bits(m_random.below(m_bytes.size()), 1);
      case 1: return flip_bits(m_random.below(m_bytes.size()), m_random.between(2, 16));
      case 2: return change_header();
      case 3: return change_table();
      case 4: return swap_sections();
      case 5: return cut();
      case 6: return copy_record();
      case 7: return swap_records();
      case 8:
        return store(m_bytes, m_random.below(m_bytes.size() / 4) * 4, static_cast<std::uint32_t>(m_random.next()));
      default: return change_record();
    }
  }

  std::uint64_t interesting() {
    const dk_section& section = m_random.pick(m_sections);
    const std::uint64_t values[] = {0,
                                    1,
                                    2,
                                    3,
                                    4,
                                    7,
                                    8,
                                    12,
                                    0x7F,
                                    0x80,
                                    0xFF,
                                    0x7FFF,
                                    0x8000,
                                    0xFFFF,
                                    0x10000,
                                    0x7FFFFFFF,
                                    0x80000000,
                                    0xFFFFFFFE,
                                    0xFFFFFFFF,
                                    0x100000000,
                                    0x7FFFFFFFFFFFFFFF,
                                    0x8000000000000000,
                                    0xFFFFFFFFFFFFFFF8,
                                    0xFFFFFFFFFFFFFFFF,
                                    section.count,
                                    section.count - 1,
                                    section.count + 1,
                                    section.offset,
                                    section.stride,
                                    section.tag,
                                    m_bytes.size(),
                                    m_bytes.size() - 8,
                                    m_bytes.size() + 8,
                                    m_random.below(300)};
    return m_random.pick(values);
  }

  void flip_bits(std::size_t at, std::uint32_t count) {
    for (; count > 0 && at < m_bytes.size(); --count, at += m_random.below(3))
      m_bytes[at] = static_cast<char>(m_bytes[at] ^ (1 << m_random.below(8)));
  }

  void change_header() {
    const std::size_t at = m_random.below(sizeof(dk_doc_header) / 4) * 4;
    if (m_random.chance(50)) store(m_bytes, at, static_cast<std::uint32_t>(interesting()));
    else store(m_bytes, at / 8 * 8, interesting());
  }

  std::size_t entry(std::size_t i) const { return table_begin + i * sizeof(dk_section); }

  void change_table() {
    const std::size_t at = entry(m_random.below(m_sections.size()));
    auto section = load<dk_section>(m_bytes, at);
    const std::uint32_t strides[] = {1, 4, 8, 12, 16, 20, 24, 32, 36, 40, 48, 64};
    switch (m_random.below(7)) {
      case 0: section.tag = m_random.below(12); break;
      case 1: section.stride = m_random.pick(strides); break;
      case 2: section.stride = static_cast<std::uint32_t>(interesting()); break;
      case 3: section.offset += 8 * (std::uint64_t{m_random.below(9)} - 4); break;
      case 4: section.offset = interesting(); break;
      case 5: section.count += std::uint64_t{m_random.below(9)} - 4; break;
      default: section.count = interesting();
    }
    store(m_bytes, at, section);
  }

  // Whole entries, or only what they are called.
  void swap_sections() {
    const std::size_t one = entry(m_random.below(m_sections.size())), other = entry(m_random.below(m_sections.size()));
    auto first = load<dk_section>(m_bytes, one), second = load<dk_section>(m_bytes, other);
    if (m_random.chance(50)) std::swap(first.tag, second.tag);
    else std::swap(first, second);
    store(m_bytes, one, first), store(m_bytes, other, second);
  }

  // Mostly with a header that agrees.
  void cut() {
    if (m_random.chance(30)) m_bytes.append(m_random.below(64), '\0');
    else m_bytes.resize(m_random.below(m_bytes.size()));
    if (m_random.chance(80)) store(m_bytes, offsetof(dk_doc_header, total_size), std::uint64_t{m_bytes.size()});
    if (m_bytes.size() < sizeof(dk_doc_header)) m_bytes.resize(sizeof(dk_doc_header));
  }

  std::size_t some_record(const dk_section& section) {
    return static_cast<std::size_t>(section.offset + m_random.below(section.count) * section.stride);
  }

  void change_record() {
    const dk_section& section = m_random.pick(m_sections);
    const std::size_t at = some_record(section) + m_random.below((section.stride + 1) / 2) * 2;
    switch (m_random.below(4)) {
      case 0: return store(m_bytes, at, static_cast<std::uint16_t>(interesting()));
      case 1: return store(m_bytes, at / 4 * 4, load<std::uint32_t>(m_bytes, at / 4 * 4) + m_random.below(5) - 2);
      default: return store(m_bytes, at / 4 * 4, static_cast<std::uint32_t>(interesting()));
    }
  }

  void copy_record() {
    const dk_section& section = m_random.pick(m_sections);
    const std::string record = m_bytes.substr(std::min(some_record(section), m_bytes.size()), section.stride);
    const std::size_t at = some_record(section);
    if (at + record.size() <= m_bytes.size()) m_bytes.replace(at, record.size(), record);
  }

  void swap_records() {
    const dk_section& section = m_random.pick(m_sections);
    const std::size_t one = some_record(section), other = some_record(section);
    for (std::size_t i = 0; i < section.stride; ++i)
      if (std::max(one, other) + i < m_bytes.size()) std::swap(m_bytes[one + i], m_bytes[other + i]);
  }

  std::string m_bytes;
  Random& m_random;
  std::vector<dk_section> m_sections;
};

}  // namespace

std::string mutant_of(const std::string& block, Random& random) { return Mutator(block, random).run(); }

}  // namespace deckle::naive
