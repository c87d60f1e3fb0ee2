#include "template.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace {

constexpr std::size_t depth_limit = 64;

enum class What { text, variable, condition, loop };

}  // namespace

// A condition has branches with a name each, the last perhaps without (else); a loop one branch and a separator.
struct Template::Part {
  struct Branch {
    std::string name;
    std::vector<Part> parts;
  };
  What what = What::text;
  std::string text;  // or the name
  std::vector<Branch> branches;
  std::vector<Part> separator;
};

namespace {

using Part = Template::Part;

// One directive: $...$ or ${...}.
struct Directive {
  std::size_t begin = 0, end = 0;
  std::string_view word;  // if, elseif, for: then `name` is what stands in parentheses; else a word or a name
  std::string_view name;
};

bool is_blank(char c) { return c == ' ' || c == '\t'; }

bool is_name(std::string_view name) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
  };
  return !name.empty() && name.front() != '.' && name.back() != '.' && std::all_of(name.begin(), name.end(), allowed);
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

class Parser {
 public:
  explicit Parser(std::string_view text) : m_text(text) {}

  TemplateError run(std::vector<Part>& out) {
    m_stack.push_back({{}, &out, nullptr});
    while (m_error.message.empty() && m_at < m_text.size()) step();
    if (m_error.message.empty() && m_stack.size() > 1)
      fail(m_stack.back().opened, joined("this $", m_stack.back().opened.word, "$ is never ended"));
    return m_error;
  }

 private:
  // A condition or loop under way; `parts` is where its content goes. Its owner lies in the level below.
  struct Level {
    Directive opened;
    std::vector<Part>* parts;
    Part* owner;
  };

  static std::string joined(std::string_view a, std::string_view b, std::string_view c) {
    return std::string(a).append(b).append(c);
  }
  void fail(const Directive& where, std::string message) { m_error = {where.begin, where.end, std::move(message)}; }

  void step() {
    const auto dollar = std::min(m_text.find('$', m_at), m_text.size());
    add_text(m_text.substr(m_at, dollar - m_at));
    m_at = dollar;
    if (m_at == m_text.size()) return;
    if (m_text.substr(m_at, 2) == "$$") {
      add_text("$");
      m_at += 2;
    } else if (m_text.substr(m_at, 3) == "$--") {
      skip_comment();
    } else if (const auto directive = read_directive()) {
      apply(*directive);
    }
  }

  void add_text(std::string_view text) {
    if (text.empty()) return;
    auto& parts = *m_stack.back().parts;
    if (parts.empty() || parts.back().what != What::text) parts.push_back({What::text, {}, {}, {}});
    parts.back().text += text;
  }

  void skip_comment() {
    const bool whole_line = m_at == 0 || m_text[m_at - 1] == '\n';
    m_at = std::min(m_text.find('\n', m_at), m_text.size());
    if (whole_line && m_at < m_text.size()) ++m_at;
  }

  std::optional<Directive> read_directive() {
    Directive found;
    found.begin = m_at;
    const bool braces = m_text.substr(m_at, 2) == "${";
    const auto inside = m_at + (braces ? 2 : 1);
    const auto close = m_text.find_first_of(braces ? "}\n" : "$\n", inside);
    found.end = close == std::string_view::npos ? m_text.size() : close + 1;
    if (close == std::string_view::npos || m_text[close] == '\n') {
      fail(found, "a $ begins a directive, which must end on its line; write $$ for a dollar");
      return std::nullopt;
    }
    const std::string_view body = trimmed(m_text.substr(inside, close - inside));
    const auto open = body.find('(');
    found.word = trimmed(body.substr(0, open));
    if (open != std::string_view::npos && body.back() == ')')
      found.name = trimmed(body.substr(open + 1, body.size() - open - 2));
    m_at = found.end;
    return found;
  }

  void apply(const Directive& directive) {
    const std::string_view word = directive.word;
    const bool block = word == "if" || word == "elseif" || word == "for";
    if (block || word == "else" || word == "endif" || word == "endfor" || word == "sep") own_line(directive);
    if (block && !is_name(directive.name)) return fail(directive, "in parentheses must stand a name");
    if (word == "if" || word == "for") return open(directive);
    if (word == "elseif" || word == "else") return branch(directive);
    if (word == "endif") return close(directive, "if");
    if (word == "endfor") return close(directive, "for");
    if (word == "sep") return separator(directive);
    if (directive.end - directive.begin > 2 &&
        m_text.substr(directive.begin, directive.end - directive.begin).find('(') != std::string_view::npos)
      return fail(directive, "templates cannot include other templates");
    if (word.find('/') != std::string_view::npos) return fail(directive, "pipes behind a name are not supported");
    if (!is_name(word)) return fail(directive, "this is no name of a variable");
    m_stack.back().parts->push_back({What::variable, std::string(word), {}, {}});
  }

  void open(const Directive& directive) {
    if (m_stack.size() > depth_limit) return fail(directive, "nested too deep");
    auto& parts = *m_stack.back().parts;
    parts.push_back({directive.word == "if" ? What::condition : What::loop, std::string(directive.name), {}, {}});
    Part& owner = parts.back();
    owner.branches.push_back({std::string(directive.name), {}});
    m_stack.push_back({directive, &owner.branches.back().parts, &owner});
  }

  void branch(const Directive& directive) {
    Part* owner = m_stack.back().owner;
    if (!owner || owner->what != What::condition || owner->branches.back().name.empty())
      return fail(directive, "there is no $if(...)$ that this belongs to");
    owner->branches.push_back({std::string(directive.name), {}});
    m_stack.back().parts = &owner->branches.back().parts;
  }

  void separator(const Directive& directive) {
    Part* owner = m_stack.back().owner;
    if (!owner || owner->what != What::loop) return fail(directive, "there is no $for(...)$ that this belongs to");
    m_stack.back().parts = &owner->separator;
  }

  void close(const Directive& directive, std::string_view word) {
    if (m_stack.back().opened.word != word)
      return fail(directive, joined("there is no $", word, "(...)$ that this ends"));
    m_stack.pop_back();
  }

  // A directive alone on its line takes the line with it.
  void own_line(const Directive& directive) {
    auto begin = directive.begin;
    while (begin > 0 && is_blank(m_text[begin - 1])) --begin;
    if (begin > 0 && m_text[begin - 1] != '\n') return;
    auto end = directive.end;
    while (end < m_text.size() && is_blank(m_text[end])) ++end;
    if (end < m_text.size() && m_text[end] == '\r') ++end;
    if (end < m_text.size() && m_text[end] != '\n') return;
    auto& parts = *m_stack.back().parts;
    if (!parts.empty() && parts.back().what == What::text) {
      std::string& before = parts.back().text;
      before.resize(before.size() - std::min(before.size(), directive.begin - begin));
    }
    m_at = std::min(end + 1, m_text.size());
  }

  std::string_view m_text;
  std::size_t m_at = 0;
  std::vector<Level> m_stack;
  TemplateError m_error;
};

// Names in scope: the innermost loops' items before the document's variables.
class Renderer {
 public:
  explicit Renderer(const TemplateValue& variables) : m_variables(variables) {}

  void render(const std::vector<Part>& parts) {
    for (const Part& part : parts) {
      if (part.what == What::text) m_out += part.text;
      else if (part.what == What::variable) insert(look_up(part.text));
      else if (part.what == What::condition) condition(part);
      else loop(part);
    }
  }
  std::string& text() { return m_out; }

 private:
  void insert(const TemplateValue* value) {
    if (!value) return;
    if (value->what == TemplateValue::What::text) m_out += value->text;
    else if (value->what == TemplateValue::What::list)
      for (const TemplateValue& item : value->items) insert(&item);
    else if (value->what != TemplateValue::What::nothing) m_out += "true";
  }

  void condition(const Part& part) {
    for (const Part::Branch& branch : part.branches) {
      const TemplateValue* value = branch.name.empty() ? nullptr : look_up(branch.name);
      if (branch.name.empty() || (value && value->is_true())) return render(branch.parts);
    }
  }

  void loop(const Part& part) {
    const TemplateValue* value = look_up(part.text);
    if (!value || !value->is_true()) return;
    const bool many = value->what == TemplateValue::What::list;
    const std::size_t count = many ? value->items.size() : 1;
    for (std::size_t i = 0; i < count; ++i) {
      if (i > 0) render(part.separator);
      m_items.push_back({part.text, many ? &value->items[i] : value});
      render(part.branches.front().parts);
      m_items.pop_back();
    }
  }

  // The longest name that a loop binds wins; the rest of the path is followed through maps.
  const TemplateValue* look_up(std::string_view path) const {
    for (auto item = m_items.rbegin(); item != m_items.rend(); ++item)
      for (std::string_view name : {std::string_view(item->first), std::string_view("it")})
        if (path.substr(0, name.size()) == name && (path.size() == name.size() || path[name.size()] == '.'))
          return follow(item->second, path.substr(std::min(path.size(), name.size() + 1)));
    return follow(&m_variables, path);
  }

  static const TemplateValue* follow(const TemplateValue* value, std::string_view path) {
    while (value && !path.empty()) {
      const auto dot = path.find('.');
      value = value->find(path.substr(0, dot));
      path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
    }
    return value;
  }

  const TemplateValue& m_variables;
  std::vector<std::pair<std::string_view, const TemplateValue*>> m_items;
  std::string m_out;
};

}  // namespace

TemplateValue TemplateValue::of(std::string text) { return {What::text, std::move(text), {}, {}}; }
TemplateValue TemplateValue::of(bool truth) { return {truth ? What::truth : What::nothing, {}, {}, {}}; }
TemplateValue TemplateValue::list() { return {What::list, {}, {}, {}}; }
TemplateValue TemplateValue::map() { return {What::map, {}, {}, {}}; }

const TemplateValue* TemplateValue::find(std::string_view name) const {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == name) return &items[i];
  return nullptr;
}

TemplateValue& TemplateValue::set(std::string_view name, TemplateValue value) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == name) return items[i] = std::move(value);
  what = What::map;
  names.emplace_back(name);
  items.push_back(std::move(value));
  return items.back();
}

bool TemplateValue::is_true() const {
  if (what == What::text) return !text.empty();
  if (what == What::list)
    return std::any_of(items.begin(), items.end(), [](const TemplateValue& item) { return item.is_true(); });
  return what != What::nothing;
}

Template::Template() = default;
Template::~Template() = default;

TemplateError Template::parse(std::string_view text) {
  m_parts.clear();
  return Parser(text).run(m_parts);
}

std::string Template::render(const TemplateValue& variables) const {
  Renderer renderer(variables);
  renderer.render(m_parts);
  return std::move(renderer.text());
}
