#include "from_pandoc.hpp"

#include "from_pandoc_word.hpp"

namespace json {

using deckle::Key;
using deckle::Kind;

// A table needs this many levels from its own node down to the text in a cell.
constexpr std::uint32_t spare_depth = 8;

void FromPandoc::plan(std::initializer_list<Task> in_reading_order) {
  for (auto task = std::rbegin(in_reading_order); task != std::rend(in_reading_order); ++task)
    if (task->at != task->end) m_tasks.push_back(*task);
}

void FromPandoc::run() {
  const Value root(m_tape, 0);
  const Members document(root, "an object: a document as pandoc writes it");
  document.each([](const Value& key, const Value&) {
    const std::string_view name = key.string("a key");
    if (name != "pandoc-api-version" && name != "meta" && name != "blocks")
      key.unexpected("one of the keys \"pandoc-api-version\", \"meta\", \"blocks\"");
  });
  const Value version = document.get("pandoc-api-version");
  const List parts = version.list("a list of numbers: the version of pandoc's AST");
  if (parts.size() < 2 || parts[0].integer("a number") != 1 || parts[1].integer("a number") < 22)
    version.unexpected("version 1.22 or 1.23 of pandoc's AST");
  m_implicit_figures = parts[1].integer("a number") < 23;

  metadata(document.find("meta"));
  open(Kind::body, document.get("blocks"));
  plan({task(Step::blocks, document.get("blocks").list("a list of blocks"))});  // the builder closes the body
  work();
}

void FromPandoc::work() {
  for (std::uint32_t count = 0; !m_tasks.empty(); ++count) {
    if (count % 1024 == 0) m_call.stop_if_cancelled();
    Task task = m_tasks.back();
    m_tasks.pop_back();
    if (task.step == Step::close) {
      m_out.close();
      continue;
    }
    if (task.step == Step::inlines) text_run(task);
    if (task.at == task.end) continue;
    const Value element(m_tape, task.at);
    task.at = element.next();
    if (task.step == Step::meta_entries) task.at = Value(m_tape, task.at).next();
    if (task.at != task.end) m_tasks.push_back(task);
    step(task, element);
  }
}

void FromPandoc::step(Task task, Value element) {
  switch (task.step) {
    case Step::close: break;
    case Step::blocks: return block(element);
    case Step::inlines: return inline_element(element);
    case Step::items:
      return container(Kind::list_item, element, Step::blocks, element.list("a list item: a list of blocks"));
    case Step::definitions: return definition(element);
    case Step::descriptions:
      return container(Kind::description, element, Step::blocks, element.list("a description: a list of blocks"));
    case Step::lines: return container(Kind::line, element, Step::inlines, element.list("a line: a list of inlines"));
    case Step::rows: return row(element, false);
    case Step::header_rows: return row(element, true);
    case Step::cells: return cell(element);
    case Step::bodies: return body(element);
    case Step::columns: return column(element);
    case Step::row_group: return row_group(Kind::table_head, element);
    case Step::foot: return row_group(Kind::table_foot, element);
    case Step::citations: return citation(element);
    case Step::prefix:
      return container(Kind::prefix, element, Step::inlines, element.list("a prefix: a list of inlines"));
    case Step::suffix:
      return container(Kind::suffix, element, Step::inlines, element.list("a suffix: a list of inlines"));
    case Step::figure_image: return figure_image(element);
    case Step::meta_entries: return meta_entry(element);
    case Step::meta_values: return meta_value(element, nullptr);
  }
}

void FromPandoc::open(Kind kind, const Value& whole) {
  m_out.begin(kind, deckle::row_of(kind)->flags, {}, where(whole));
}

// [identifier, [class, ...], [[key, value], ...]]
void FromPandoc::attributes(const Value& attributes) {
  const List parts = attributes.list("attributes: [identifier, classes, key-value pairs]", 3);
  const std::string_view id = parts[0].string("an identifier: a string");
  if (!id.empty()) m_out.attribute(Key::id, id);
  m_classes.clear();
  for (const Value one : parts[1].list("a list of classes")) {
    const std::string_view name = one.string("a class: a string");
    if (name.empty() || name.find(' ') != name.npos)
      m_call.warning("json.name", where(one), "a class is a word; \"{}\" becomes several or none", name);
    if (!m_classes.empty() && !name.empty()) m_classes += ' ';
    m_classes += name;
  }
  if (!m_classes.empty()) m_out.attribute(Key::classes, m_classes);
  for (const Value pair : parts[2].list("a list of key-value pairs")) {
    const List entry = pair.list("[key, value]", 2);
    const std::string_view key = entry[0].string("a key: a string"), value = entry[1].string("a value: a string");
    if (key.empty())
      m_call.warning("json.name", where(pair), "the value \"{}\" has an empty key and is left out", value);
    else m_out.attribute(key, value);
  }
}

// At the depth that the host allows a subtree is read as its words.
bool FromPandoc::too_deep(const Value& element, bool is_block) {
  if (m_out.depth() + spare_depth <= m_call.max_depth()) return false;
  if (!m_flattened)
    m_call.warning("json.too-deep", where(element), "nested deeper than the limit: read as plain text from here on");
  m_flattened = true;
  const std::string text = words(element);
  if (is_block) open(Kind::paragraph, element);
  if (!text.empty()) m_out.text(text, where(element));
  if (is_block) m_out.close();
  return true;
}

// The text of every Str and of every string that is the last content of its node: code and formulas.
std::string FromPandoc::words(const Value& element) const {
  std::string text;
  std::string_view tag;
  for (std::uint32_t at = element.index(); at < element.next(); ++at) {
    const Token& token = m_tape.tokens[at];
    if (token.type != Type::string) continue;
    const std::string_view string = m_tape.string(token);
    if (string == "t" && at + 1 < element.next() && m_tape.tokens[at + 1].type == Type::string) {
      tag = m_tape.string(m_tape.tokens[++at]);
      if (tag == "Space" || tag == "SoftBreak" || tag == "LineBreak" || tag == "Para" || tag == "Plain")
        text += text.empty() || text.back() == ' ' ? "" : " ";
    } else if (string == "c" && tag == "Str" && at + 1 < element.next() && m_tape.tokens[at + 1].type == Type::string) {
      text += m_tape.string(m_tape.tokens[++at]);
    } else if (string == "c" && (tag == "Code" || tag == "CodeBlock" || tag == "Math") &&
               m_tape.tokens[at + 1].type == Type::list) {
      const List parts = Value(m_tape, at + 1).list("a list");
      if (parts.size() == 2 && parts[1].is(Type::string)) text += parts[1].string("a string");
      at = parts.end_index() - 1;
    }
    if (string == "c") tag = {};
  }
  return text;
}

}  // namespace json
