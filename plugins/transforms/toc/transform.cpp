#include "transform.hpp"

#include "copy_inlines.hpp"
#include "sections/sections.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace {

void entry(const Node& heading, deckle::Builder& out) {
  auto plain = out.open(Kind::plain);
  if (heading.id().empty()) return copy_inlines(heading, out);
  auto link = out.open(Kind::link);
  out.attribute(Key::url, std::string("#").append(heading.id()));
  copy_inlines(heading, out);
}

}  // namespace

// Lists in items in lists. A level that is skipped opens no list of its own.
void Toc::fill(const std::vector<Node>& headings, std::int64_t depth, deckle::Builder& out) const {
  if (!opts.title.empty()) {
    auto paragraph = out.paragraph();
    out.attribute(Key::classes, "toc-title");
    out.text(opts.title);
  }
  const auto open = [&](Kind kind) { out.begin(kind, deckle::row_of(kind)->flags, {}, {}); };
  std::vector<int> levels;  // of the lists open now
  for (const Node& heading : headings) {
    const int level = heading.level();
    if (level > depth) continue;
    // Close lists as long as the heading belongs to one further out.
    for (; levels.size() > 1 && level <= levels[levels.size() - 2]; levels.pop_back()) out.close(2);
    if (levels.empty() || level > levels.back()) {
      open(Kind::bullet_list);
      levels.push_back(level);
    } else {
      out.close();  // the item before
      levels.back() = level;
    }
    open(Kind::list_item);
    entry(heading, out);
  }
  for (; !levels.empty(); levels.pop_back()) out.close(2);
}

void Toc::transform(const deckle::Document& in, deckle::Edits& edits, deckle::Call& call) {
  std::vector<Node> listed;
  for (const Node& heading : sections::headings(in)) {
    if (heading.has_class("unlisted")) continue;
    if (heading.id().empty() && heading.level() <= opts.depth)
      call.warning("toc.no-identifier", heading, "this heading has no identifier to link to");
    listed.push_back(heading);
  }
  bool has_place = false;
  for (const Node contents : in.nodes(Kind::contents)) {
    has_place = true;
    for (const Node old : contents.children()) edits.remove(old);
    if (listed.empty() && opts.title.empty()) continue;
    auto content = edits.put(contents, deckle::Position::last);
    fill(listed, contents.integer(Key::depth, opts.depth), *content);
  }
  if (has_place || listed.empty()) return;
  auto content = edits.put(in.body(), deckle::Position::first);
  auto contents = content->open(Kind::contents);
  fill(listed, opts.depth, *content);
}
