// What the parts of one page have in common, in whatever order they are written: body, title and other metadata.
#pragma once
#include <deckle/document.hpp>

#include <deque>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

struct SharedState {
  struct Note {
    deckle::Node node;
    std::string_view id, mark_id;  // of the note, and of the mark that leads to it
  };
  // Notes in the order of their marks; those before `notes_done` have been written.
  std::deque<Note> notes;
  std::size_t notes_done = 0;
  bool has_source_code = false;  // there is highlighted code, which wants a style

  // Takes an identifier, which lives as long as the document; false if it is taken.
  bool claim(std::string_view id) { return m_ids.insert(id).second; }
  // An identifier of ours: the wish, or what resembles it and is free.
  const std::string& make_id(std::string wish) {
    while (m_ids.count(wish) > 0) wish += '_';
    m_ids.insert(m_made.emplace_back(std::move(wish)));
    return m_made.back();
  }
  // Whether this is the first time that it is told of nodes of that kind.
  bool is_news(deckle::Kind kind, std::string_view what) { return m_told.emplace(kind, what).second; }

 private:
  std::unordered_set<std::string_view> m_ids;
  std::deque<std::string> m_made;
  std::set<std::pair<deckle::Kind, std::string_view>> m_told;  // of literals
};
