// Templates in pandoc's syntax: $name$, $name.field$, ${name}, $if(x)$ $elseif(y)$ $else$ $endif$,
// $for(x)$ $sep$ $endfor$ with $it$ or $x$ for the item, $$ for a dollar, $-- for a comment up to the end of the line.
// A directive alone on its line leaves no line. Pipes and partials are refused by name.
#pragma once
#include <string>
#include <string_view>
#include <vector>

// What a name in a template stands for.
struct TemplateValue {
  enum class What { nothing, text, truth, list, map };
  What what = What::nothing;
  std::string text;                  // markup, inserted as it is
  std::vector<TemplateValue> items;  // of a list or map
  std::vector<std::string> names;    // of a map: one for each item

  static TemplateValue of(std::string text);
  static TemplateValue of(bool truth);
  static TemplateValue list();
  static TemplateValue map();

  // The field of that name; null if there is none.
  const TemplateValue* find(std::string_view name) const;
  TemplateValue& set(std::string_view name, TemplateValue value);
  // Empty text, empty lists and what is absent are false.
  bool is_true() const;
};

struct TemplateError {
  std::size_t begin = 0, end = 0;  // bytes of the template
  std::string message;             // empty: no error
};

class Template {
 public:
  struct Part;

  Template();
  ~Template();
  // Parses; what went wrong, if anything.
  TemplateError parse(std::string_view text);
  std::string render(const TemplateValue& variables) const;

 private:
  std::vector<Part> m_parts;
};
