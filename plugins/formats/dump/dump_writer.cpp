#include "dump_writer.hpp"

#include "shape.hpp"
#include "yaml_text.hpp"

#include <charconv>
#include <cmath>

namespace dump {

using deckle::Attribute;
using deckle::Node;

namespace {

template <class Number>
void append_number(std::string& out, Number number) {
  char digits[40];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

void append_double(std::string& out, double value) {
  if (std::isnan(value)) out += ".nan";
  else if (std::isinf(value)) out += value < 0 ? "-.inf" : ".inf";
  else append_number(out, value);
}

constexpr std::size_t longest_key = 200;

// Keys that repeat, or are longer than YAML allows, are no keys of a map.
bool needs_pairs(const Node& node) {
  std::uint32_t i = 0;
  for (const Attribute attribute : node.attributes()) {
    if (attribute.name().size() > longest_key) return true;
    std::uint32_t j = 0;
    for (const Attribute earlier : node.attributes()) {
      if (j++ == i) break;
      if (earlier.key() == attribute.key()) return true;
    }
    if (++i > 32) return true;  // so that nothing is compared too often
  }
  return false;
}

}  // namespace

void DumpWriter::begin_line(std::size_t indent, std::string_view words) { m_line.append(indent, ' ').append(words); }

void DumpWriter::end_line() {
  m_line += '\n';
  m_out << m_line;
  m_line.clear();
}

void DumpWriter::run() {
  find_labels();
  find_generated();
  begin_line(0, "deckle-document: 1"), end_line();
  if (m_spans) find_sources(), sources();
  resources();
  about();
  if (m_in.metadata().has_children()) {
    begin_line(0, "metadata:"), end_line();
    children(m_in.metadata(), 0);
  }
  begin_line(0, m_in.body().has_children() ? "body:" : "body: []"), end_line();
  children(m_in.body(), 0);
  if (!m_continued.empty()) begin_line(0, "continued:"), end_line();
  for (std::uint32_t number = 1; !m_continued.empty(); ++number) {
    const std::uint32_t next = m_continued.front();
    m_continued.pop_front();
    begin_line(2, {});
    append_number(m_line, number);
    m_line += ':', end_line();
    children(m_in.node(next), 2);
  }
}

// Nodes that others refer to are numbered in reading order.
void DumpWriter::find_labels() {
  const dk_doc& doc = m_in.raw();
  for (std::uint64_t i = 0; i < doc.attrs.count; ++i) {
    const auto& attr = deckle::record<dk_attr>(doc.attrs, i);
    if (attr.type == DK_A_NODE) m_labels[attr.low] = 0;
  }
  std::uint32_t next = 1;
  for (auto& [node, label] : m_labels) label = next++;
}

void DumpWriter::find_generated() {
  m_all_generated.assign(m_in.size(), true);
  for (std::uint32_t i = m_in.size() - 1; i > 0; --i) {
    const dk_node& node = m_in.node(i).raw();
    if (!(node.flags & DK_GENERATED)) m_all_generated[i] = false;
    if (!m_all_generated[i]) m_all_generated[node.parent] = false;
  }
  m_all_generated[0] = false;
}

// The flags to write: below a node that is generated as a whole, that is not said again.
std::uint16_t DumpWriter::flags_of(const Node& node) const {
  const unsigned flags = node.flags() & (DK_GENERATED | DK_BOUNDARY | DK_ATOMIC);
  const bool is_said = !node.is_root() && m_all_generated[node.raw().parent];
  return static_cast<std::uint16_t>(is_said ? flags & ~static_cast<unsigned>(DK_GENERATED) : flags);
}

void DumpWriter::flags(const Node& node, std::size_t indent) {
  const std::uint16_t flags = flags_of(node);
  if (flags == 0) return;
  begin_line(indent, "flags: [");
  std::string_view separator;
  for (const FlagName& row : flag_names) {
    if (!(flags & row.flag)) continue;
    const bool is_whole = row.flag == DK_GENERATED && node.has_children() && m_all_generated[node.index()];
    m_line.append(separator).append(is_whole ? generated_subtree : row.name);
    separator = ", ";
  }
  m_line += ']', end_line();
}

// Attributes and the like of root, metadata and body, which are no items of a list.
void DumpWriter::about() {
  bool is_first = true;
  for (const Node& node : {m_in.root(), m_in.metadata(), m_in.body()}) {
    if (node.raw().attr_count == 0 && !has_details(node)) continue;
    if (is_first) begin_line(0, "about:"), end_line();
    is_first = false;
    begin_line(2, node.kind_name());
    m_line += ':', end_line();
    if (node.raw().attr_count > 0) pairs(node, 4);
    details(node, 4);
  }
}

// The subtree below a node, its children at `indent`.
void DumpWriter::children(const Node& top, std::size_t indent) {
  std::size_t level = 0;
  const deckle::Walk steps = top.walk();
  for (auto step = steps.begin(); step != steps.end();) {
    const deckle::Visit visit = *step;
    if ((visit.node.index() & 0xFFF) == 0) m_call.stop_if_cancelled();
    if (!visit.enter) {
      level -= visit.node.index() == top.index() ? 0 : 1;
    } else if (visit.node.index() != top.index()) {
      const bool is_cut = level + 1 == levels_at_once && visit.node.has_children();
      node(visit.node, indent + 2 * level, is_cut);
      if (is_cut) {
        step.skip_children();
        continue;
      }
      if (!visit.node.is_leaf()) ++level;
    }
    ++step;
  }
}

void DumpWriter::node(const Node& node, std::size_t indent, bool is_cut) {
  const bool as_pairs = needs_pairs(node);
  const bool has_map = node.raw().attr_count > 0 && !as_pairs;
  const bool has_lines = as_pairs || has_details(node) || is_cut || node.is_custom();
  const bool has_text = !node.text().empty();
  begin_line(indent, "- ");
  const bool is_long_name = node.kind_name().size() > longest_key;
  if (is_long_name) m_line += "kind: ";
  kind_name(node);
  const bool text_at_once = !is_long_name && !has_map && (has_text || (node.is(deckle::Kind::text) && !as_pairs));
  if (text_at_once) {
    m_line += ": ";
    text(node.text(), indent + 4);
  } else if (has_map && !is_long_name) {
    m_line += ": ";
    attributes(node);
  } else if (is_long_name) {
  } else if (has_lines) {
    m_line += ": {}";
  } else if (node.has_children()) {
    m_line += ':';
  }
  end_line();
  if (as_pairs || (is_long_name && has_map)) pairs(node, indent + 2);
  details(node, indent + 2);
  if (has_text && !text_at_once) {
    begin_line(indent + 2, "value: ");
    text(node.text(), indent + 4);
    end_line();
  }
  if (is_cut) {
    m_continued.push_back(node.index());
    begin_line(indent + 2, "continued: ");
    append_number(m_line, ++m_continued_count);
    end_line();
  } else if (node.has_children() && (has_map || has_lines || is_long_name)) {
    begin_line(indent + 2, "children:"), end_line();
  }
}

bool DumpWriter::has_details(const Node& node) const {
  return flags_of(node) != 0 || (m_spans && node.span()) || m_labels.count(node.index()) > 0;
}

// Category, flags, label and span, each on a line.
void DumpWriter::details(const Node& node, std::size_t indent) {
  if (!deckle::row_of(node.kind())) {
    begin_line(indent, "category: ");
    for (const FlagName& row : category_names)
      if (row.flag == node.category()) m_line += row.name;
    end_line();
    if (node.is_leaf()) begin_line(indent, "leaf: true"), end_line();
  }
  flags(node, indent);
  if (const auto label = m_labels.find(node.index()); label != m_labels.end()) {
    begin_line(indent, "label: ");
    append_number(m_line, label->second), end_line();
  }
  if (const auto span = m_spans ? node.span() : std::nullopt) {
    begin_line(indent, "at: ");
    if (m_sources[span->source] != 0) append_number(m_line, m_sources[span->source]), m_line += ':';
    append_number(m_line, span->begin), m_line += '-';
    append_number(m_line, span->end), end_line();
  }
}

void DumpWriter::text(std::string_view text, std::size_t indent) {
  if (fits_block(text)) append_block(m_line, text, indent);
  else append_string(m_line, text);
}

void DumpWriter::attributes(const Node& node) {
  m_line += '{';
  std::string_view separator;
  for (const Attribute attribute : node.attributes()) {
    m_line += separator;
    separator = ", ";
    key_name(attribute);
    m_line += ": ";
    value(attribute);
  }
  m_line += '}';
}

void DumpWriter::pairs(const Node& node, std::size_t indent) {
  begin_line(indent, "attributes:"), end_line();
  for (const Attribute attribute : node.attributes()) {
    begin_line(indent, "- [");
    key_name(attribute);
    m_line += ", ";
    value(attribute);
    m_line += ']', end_line();
  }
}

// Custom names have a plus before them; what this version does not know is told by number.
void DumpWriter::kind_name(const Node& node) {
  if (deckle::row_of(node.kind())) m_line += node.kind_name();
  else if (node.is_custom()) append_string(m_line, std::string("+").append(node.kind_name()));
  else append_string(m_line, "#" + std::to_string(node.raw().kind));
}

void DumpWriter::key_name(const Attribute& attribute) {
  if (deckle::row_of(attribute.key())) m_line += attribute.name();
  else if (attribute.is_custom()) append_string(m_line, std::string("+").append(attribute.name()));
  else append_string(m_line, "#" + std::to_string(static_cast<std::uint32_t>(attribute.key())));
}

void DumpWriter::value(const Attribute& attribute) {
  const deckle::KeyRow* row = deckle::row_of(attribute.key());
  const bool is_expected = attribute.type() == (row ? row->type : std::uint32_t{DK_A_STRING});
  if (!is_expected) {
    for (const TypeName& name : type_names)
      if (name.type == attribute.type()) m_line.append("{").append(name.name).append(": ");
  }
  switch (attribute.type()) {
    case DK_A_INT: append_number(m_line, attribute.integer()); break;
    case DK_A_BOOL: m_line += attribute.boolean() ? "true" : "false"; break;
    case DK_A_DOUBLE: append_double(m_line, attribute.number()); break;
    case DK_A_NODE: append_number(m_line, m_labels[attribute.index()]); break;
    case DK_A_RESOURCE: append_number(m_line, attribute.index()); break;
    default: append_string(m_line, attribute.string());
  }
  if (!is_expected) m_line += '}';
}

}  // namespace dump
