#include "page.hpp"

#include <algorithm>
#include <deckle/language.hpp>

#include "../known_attributes.hpp"
#include "body_writer.hpp"
#include "default_template.hpp"
#include "template.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace {

std::string escaped(std::string_view text) {
  Markup markup;
  markup.text(text);
  return std::move(markup.string());
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\n\r") == std::string_view::npos; }

// What loads a script that shows formulas. MathJax looks for them by itself; KaTeX is given them, and has a style sheet
// beside its script.
std::string math_script(Math math, std::string_view url) {
  Markup out;
  out << "<script defer=\"\" src=\"";
  out.url(url) << "\"></script>";
  if (math == Math::mathjax) return std::move(out.string());
  out << "\n<link rel=\"stylesheet\" href=\"";
  out.url(url.substr(0, url.rfind(".js")))
      << ".css\" />\n"
      << "<script>\ndocument.addEventListener(\"DOMContentLoaded\", () => {\n"
         "  for (const span of document.querySelectorAll(\"span.math\"))\n"
         "    katex.render(span.textContent, span,\n"
         "      {displayMode: span.classList.contains(\"display\"), throwOnError: false});\n"
         "});\n</script>";
  return std::move(out.string());
}

// The readable text of a value, for places where markup cannot stand.
std::string plain_text(const Node& node) {
  std::string text;
  for (deckle::Visit visit : node.walk()) {
    if (!visit.enter) continue;
    const bool is_break = visit.node.is(Kind::soft_break) || visit.node.is(Kind::hard_break);
    if (is_break) text += ' ';
    else if (!visit.node.is(Kind::raw_inline)) text += visit.node.text();
  }
  return text;
}

class PageVariables {
 public:
  PageVariables(const deckle::Document& document, const HtmlExporter::Options& options, deckle::Call& call)
      : m_document(document), m_options(options), m_call(call) {}

  TemplateValue make() {
    for (std::string_view id : {"title-block-header", "TOC", "toc-title"}) m_shared.claim(id);  // of the page itself
    TemplateValue variables = map(m_document.metadata());
    if (m_options.safe)
      for (std::string_view name : {"css", "header-includes", "include-before", "include-after", "math"})
        variables.set(name, {});
    variables.set("body", TemplateValue::of(body()));
    if (m_options.toc) {
      variables.set("toc", TemplateValue::of(contents()));
      variables.set("table-of-contents", *variables.find("toc"));
    }
    set_lines(variables);
    set_attributes(variables);
    set_style(variables);
    set_page_title(variables);
    return variables;
  }

 private:
  TemplateValue value(const Node& node) {
    switch (node.kind()) {
      case Kind::meta_map: return map(node);
      case Kind::meta_list: {
        TemplateValue list = TemplateValue::list();
        for (Node item : node.children()) list.items.push_back(value(item));
        return list;
      }
      case Kind::meta_string: return TemplateValue::of(escaped(node.text()));
      case Kind::meta_bool: return TemplateValue::of(node.boolean(Key::value));
      default: return TemplateValue::of(markup(node));
    }
  }
  TemplateValue map(const Node& node) {
    TemplateValue made = TemplateValue::map();
    for (Node entry : node.children()) {
      made.names.emplace_back(entry.string(Key::key));
      made.items.push_back(value(entry));
    }
    return made;
  }

  std::string markup(const Node& node) {
    Markup out;
    BodyWriter writer(m_options, m_shared, out, m_call);
    writer.write(node);
    std::string& text = out.string();
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return std::move(text);
  }
  std::string body() {
    Markup out;
    BodyWriter writer(m_options, m_shared, out, m_call);
    writer.write(m_document.body());
    writer.write_notes();
    return std::move(out.string());
  }
  std::string contents() {
    Markup out;
    BodyWriter(m_options, m_shared, out, m_call).write_contents(m_document, m_options.toc_depth);
    return std::move(out.string());
  }

  // Under `name`, the plain text of a metadata entry, or of each item of a list.
  void set_plain(TemplateValue& variables, std::string_view entry_name, std::string_view name) {
    const auto entry = deckle::entry(m_document.metadata(), entry_name);
    if (!entry) return;
    if (!entry->is(Kind::meta_list)) {
      variables.set(name, TemplateValue::of(escaped(plain_text(*entry))));
      return;
    }
    TemplateValue list = TemplateValue::list();
    for (Node item : entry->children()) list.items.push_back(TemplateValue::of(escaped(plain_text(item))));
    variables.set(name, std::move(list));
  }

  // What stands on a line of the title block has no blocks.
  void set_lines(TemplateValue& variables) {
    for (std::string_view name : {"title", "subtitle", "author", "date"}) {
      const auto entry = deckle::entry(m_document.metadata(), name);
      if (!entry) continue;
      const bool is_list = entry->is(Kind::meta_list) && entry->child(Kind::meta_blocks);
      if (is_list || entry->is(Kind::meta_blocks)) set_plain(variables, name, name);
    }
  }

  // What stands in attributes of the page has no markup.
  void set_attributes(TemplateValue& variables) {
    set_plain(variables, "author", "author-meta");
    set_plain(variables, "keywords", "keywords-meta");
    set_plain(variables, "date", "date-meta");
    set_plain(variables, "description", "description-meta");
    set_plain(variables, "title-prefix", "title-prefix");
    set_plain(variables, "lang", "lang");
    set_plain(variables, "dir", "dir");
    const TemplateValue* lang = variables.find("lang");
    if (lang && !is_language(lang->text)) lang = &variables.set("lang", {});
    const TemplateValue* dir = variables.find("dir");
    const bool has_direction = dir && (dir->text == "ltr" || dir->text == "rtl" || dir->text == "auto");
    // Languages written from right to left say so unless the document does.
    const bool is_rtl = !has_direction && lang && deckle::is_right_to_left(lang->text);
    if (!has_direction) variables.set("dir", is_rtl ? TemplateValue::of(std::string("rtl")) : TemplateValue());
  }

  static void add_address(TemplateValue& list, std::string_view address) {
    Markup out;
    out.url(address);
    if (!address.empty()) list.items.push_back(TemplateValue::of(std::move(out.string())));
  }

  // Style sheets and scripts.
  void set_style(TemplateValue& variables) {
    TemplateValue css = TemplateValue::list();
    for (std::size_t i = 0; i < m_options.css.size(); ++i) add_address(css, m_options.css[i]);
    const auto entry = deckle::entry(m_document.metadata(), "css");
    if (css.items.empty() && entry && !m_options.safe) {
      if (!entry->is(Kind::meta_list)) add_address(css, plain_text(*entry));
      else
        for (const Node item : entry->children()) add_address(css, plain_text(item));
    }
    variables.set("css", std::move(css));
    if (!m_options.math_url.empty())
      variables.set("math", TemplateValue::of(math_script(m_options.math, m_options.math_url)));
    if (m_shared.has_source_code) variables.set("highlighting-css", TemplateValue::of(std::string(highlighting_style)));
  }

  // A page must have a title: the document's, its first heading, or none of both.
  void set_page_title(TemplateValue& variables) {
    set_plain(variables, "title", "pagetitle");
    set_plain(variables, "pagetitle", "pagetitle");
    if (const TemplateValue* title = variables.find("pagetitle"); title && title->is_true()) return;
    const auto headings = m_document.nodes(Kind::heading);
    const auto first = headings.begin();
    const std::string text = first != headings.end() ? escaped(plain_text(*first)) : std::string();
    variables.set("pagetitle", TemplateValue::of(is_blank(text) ? std::string("Untitled") : text));
  }

  const deckle::Document& m_document;
  const HtmlExporter::Options& m_options;
  deckle::Call& m_call;
  SharedState m_shared;
};

}  // namespace

void write_page(const deckle::Document& in, const HtmlExporter::Options& options, deckle::Output& out,
                deckle::Call& call) {
  const dk_source* source = options.page_template.source;
  std::vector<char> storage;
  const std::string_view text = source ? deckle::bytes_of(*source, storage) : default_template;
  Template page;
  const TemplateError error = page.parse(text);
  if (!error.message.empty()) {
    // The template is no source of the document, so its place is told in words.
    const std::string_view before = text.substr(0, error.begin);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const auto column = error.begin - (before.rfind('\n') + 1) + 1;
    call.fail("html.template", {}, "{}:{}:{}: {}", source ? deckle::view(source->uri) : "the built-in template", line,
              column, error.message);
  }
  out << page.render(PageVariables(in, options, call).make());
}
