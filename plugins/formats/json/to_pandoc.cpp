#include "to_pandoc.hpp"

namespace json {

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace {

// The image of a figure that consists of one: the content beside the caption is a block that holds just it.
Node image_of(const Node& figure) {
  for (const Node child : figure.children())
    if (!child.is(Kind::caption)) return figure.document().node(child.index() + 1);
  return figure;
}

}  // namespace

void ToPandoc::run() {
  m_json.open(is_v22() ? R"({"pandoc-api-version":[1,22,2,1],"meta":{)" : R"({"pandoc-api-version":[1,23,1],"meta":{)");
  walk(m_in.metadata());
  m_json.close("}");
  m_json.key("blocks");
  m_json.open("[");
  walk(m_in.body());
  m_json.close("]}\n");
}

void ToPandoc::walk(const Node& whole) {
  m_frames.push_back({whole, "", whole.is(Kind::metadata) ? Holds::values : Holds::blocks});
  const deckle::Walk steps = whole.walk();
  for (auto step = steps.begin(); step != steps.end();) {
    const deckle::Visit visit = *step;
    if ((visit.node.index() & 0x3FFF) == 0) m_call.stop_if_cancelled();
    if (!visit.enter) {
      leave();
    } else if (visit.node.index() != whole.index() && !enter(visit.node)) {
      step.skip_children();
      continue;
    }
    ++step;
  }
}

bool ToPandoc::enter(const Node& node) {
  if (node.is(Kind::text) && top().holds == Holds::inlines) {
    top().any = true;
    return text(node), false;
  }
  end_run();
  Frame& parent = top();
  if (parent.holds == Holds::values) return metadata(node);
  if (parent.node.is(Kind::citation) && parent.open && node.is_inline()) {
    m_json.close("]");
    m_json.open("[");
    parent.holds = Holds::inlines;
    parent.open = false;
  }
  if (parent.holds == Holds::parts) return part(node);
  if (parent.holds == Holds::inlines)
    return node.is_inline() ? (parent.any = true, inline_node(node)) : block_inside_inlines(node);
  if (node.is_inline() != parent.plain) {
    if (parent.plain) m_json.close("]}");
    else m_json.open(R"({"t":"Plain","c":[)");
    parent.plain = !parent.plain;
  }
  return node.is_inline() ? inline_node(node) : node.is_block() ? block(node) : part(node);
}

ToPandoc::Frame& ToPandoc::push(const Node& node, std::string_view closing, Holds holds) {
  return m_frames.push_back({node, closing, holds}), m_frames.back();
}

void ToPandoc::leave() {
  end_run();
  const Frame frame = top();
  if (frame.plain) m_json.close("]}");
  if (frame.wrapped_inside) m_json.close(close_wrap);
  finish(frame);
  m_frames.pop_back();
  if (m_frames.empty()) return;
  if (frame.any && frame.closing.empty()) top().any = true;
  // A caption has its own place before the blocks of a figure.
  if (frame.node.is(Kind::caption) && top().node.is(Kind::figure) && top().open) m_json.open("["), top().open = false;
  if (frame.node.is(Kind::short_caption) && top().closing == "]]") m_json.open("[");
}

// What closes a node, as far as that is more than its closing brackets.
void ToPandoc::finish(const Frame& frame) {
  switch (frame.node.kind()) {
    case Kind::table:
      if (frame.holds == Holds::parts) advance(top(), Slot::end);
      break;
    case Kind::table_body:
      if (frame.holds == Holds::parts && !frame.open) m_json.close("]"), m_json.open("[");
      break;
    case Kind::definition_list:
      if (frame.open) m_json.close("]]");
      break;
    case Kind::citation:
      if (frame.open) m_json.close("]"), m_json.open("[");
      break;
    case Kind::link:
    case Kind::media:
    case Kind::image:
      if (!frame.closing.empty()) close_target(frame.node, {});
      return;
    case Kind::figure:
      if (frame.implicit) return close_target(image_of(frame.node), "fig:"), m_json.close("]}");
      break;
    case Kind::reference:
      if (!frame.open) break;
      m_json.close("]");
      m_json.open("[");
      m_json.string("#" + std::string(m_in.node(frame.node.find(Key::target)->index()).id()));
      m_json.string("");
      break;
    case Kind::comment:
      m_json.close("]]}");
      m_json.raw(R"({"t":"Span","c":[["",["comment-end"],[["id")");
      m_json.string(frame.node.id());
      return m_json.close("]]],[]]}");
    default: break;
  }
  if (!frame.closing.empty()) m_json.close(frame.closing);
  if (frame.wrapped) m_json.close(close_wrap);
  if (frame.node.is(Kind::term) && frame.holds == Holds::inlines && !frame.closing.empty()) m_json.open("[");
}

bool ToPandoc::metadata(const Node& node) {
  const Kind above = top().node.kind();
  if (node.category() != DK_META) return false;
  if (above != Kind::meta_list) m_json.key(node.string(Key::key));
  switch (node.kind()) {
    case Kind::meta_string:
      m_json.open(R"({"t":"MetaString","c":)");
      m_json.string(node.text());
      m_json.close("}");
      return false;
    case Kind::meta_bool:
      m_json.raw(node.boolean(Key::value) ? R"({"t":"MetaBool","c":true})" : R"({"t":"MetaBool","c":false})");
      return false;
    case Kind::meta_list:
      m_json.open(R"({"t":"MetaList","c":[)");
      push(node, "]}", Holds::values);
      return true;
    case Kind::meta_inlines:
      m_json.open(R"({"t":"MetaInlines","c":[)");
      push(node, "]}", Holds::inlines);
      return true;
    case Kind::meta_blocks:
      m_json.open(R"({"t":"MetaBlocks","c":[)");
      push(node, "]}", Holds::blocks);
      return true;
    default:
      m_json.open(R"({"t":"MetaMap","c":{)");
      push(node, "}}", Holds::values);
      return true;
  }
}

}  // namespace json
