// What all parts of one export share: the call, the lines, the notes met so far, the losses told so far.
#pragma once
#include <deckle/plugin.hpp>

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "lines.hpp"

class Session {
 public:
  Session(deckle::Call& host_call, Wrap wrapping) : call(host_call), typesetter(host_call), wrap(wrapping) {}

  // The number of a note, in the order in which they are first met.
  std::size_t number_of(const deckle::Node& note) {
    const auto [place, is_new] = m_numbers.try_emplace(note.index(), m_numbers.size() + 1);
    if (is_new) notes.push_back(note);
    return place->second;
  }

  void loss(const deckle::Node& node, std::string_view what) {
    if (std::find(m_lost.begin(), m_lost.end(), node.raw().kind) != m_lost.end()) return;
    m_lost.push_back(node.raw().kind);
    call.note("text.loss", node, "{} {}", node.kind_name(), what);
  }

  deckle::Call& call;
  Typesetter typesetter;
  Wrap wrap;
  std::vector<deckle::Node> notes;

 private:
  std::unordered_map<std::uint32_t, std::size_t> m_numbers;
  std::vector<std::uint16_t> m_lost;  // kinds
};
