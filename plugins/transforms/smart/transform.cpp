#include "transform.hpp"

#include <vector>

#include "punctuation.hpp"

namespace {

using deckle::Kind;
using deckle::Node;

bool is_code_like(const Node& node) {
  return node.is(Kind::span) && (node.has_class("kbd") || node.has_class("samp") || node.has_class("var"));
}

// A link that shows its own address must stay what it is.
bool is_address(const Node& node) {
  if (!node.is(Kind::link) || node.subtree() != 2) return false;
  const std::string_view text = node.document().node(node.index() + 1).text();
  const std::string_view url = node.string(deckle::Key::url);
  return url == text || (url.substr(0, 7) == "mailto:" && url.substr(7) == text);
}

std::string_view language_of(const Node& metadata) {
  const auto entry = deckle::entry(metadata, "lang");
  if (!entry) return {};
  if (entry->is(Kind::meta_inlines) && entry->has_children()) return entry->document().node(entry->index() + 1).text();
  return entry->text();
}

// Walks the document and cuts it into runs: the inlines of one block, those of a note inside it apart.
class Walker {
 public:
  Walker(const Smart::Options& options, deckle::Edits& edits, std::string_view lang)
      : m_changes{options.quotes, options.dashes, options.ellipses},
        m_edits(edits),
        m_fixed_lang(!options.lang.empty()) {
    m_languages.push_back({DK_NONE, &quotation_marks_of(m_fixed_lang ? options.lang : lang)});
  }

  void walk(const Node& top) {
    const deckle::Walk steps = top.walk();
    for (auto at = steps.begin(); at != steps.end();) {
      const deckle::Visit visit = *at;
      if (visit.enter && skip(visit.node)) {
        at.skip_children();
        continue;
      }
      visit.enter ? enter(visit.node) : leave(visit.node);
      ++at;
    }
  }

 private:
  struct Language {
    std::uint32_t owner;
    const QuotationMarks* marks;
  };
  struct Open {
    std::uint32_t owner;
    Run run;
  };

  // What is not prose counts as a letter in its run.
  bool skip(const Node& node) {
    const bool skipped = is_code_like(node) || is_address(node);
    if (skipped && !m_runs.empty()) m_runs.back().run.other('x');
    return skipped;
  }

  void enter(const Node& node) {
    if (const auto lang = node.find("lang"); lang && !m_fixed_lang)
      m_languages.push_back({node.index(), &quotation_marks_of(*lang)});
    // A run belongs to the node that holds its inlines. A note in it has runs of its own.
    if (!node.is_inline()) {
      if (!node.is_leaf() && holds_inlines(node)) m_runs.push_back({node.index(), Run(m_changes)});
      return;
    }
    if (m_runs.empty()) return;
    Run& run = m_runs.back().run;
    switch (node.kind()) {
      case Kind::text: run.text(node.index(), node.text(), *m_languages.back().marks); break;
      case Kind::soft_break:
      case Kind::hard_break: run.other(' '); break;
      case Kind::code:
      case Kind::math:
      case Kind::image: run.other('x'); break;
      default: break;
    }
  }

  void leave(const Node& node) {
    if (m_languages.back().owner == node.index()) m_languages.pop_back();
    if (m_runs.empty() || m_runs.back().owner != node.index()) return;
    const deckle::Document document = node.document();
    m_runs.back().run.finish(
        [&](std::uint32_t number, const std::string& text) { m_edits.set_text(document.node(number), text); });
    m_runs.pop_back();
  }

  static bool holds_inlines(const Node& node) {
    return node.has_children() && node.document().node(node.index() + 1).is_inline();
  }

  Changes m_changes;
  deckle::Edits& m_edits;
  bool m_fixed_lang;
  std::vector<Language> m_languages;
  std::vector<Open> m_runs;
};

}  // namespace

void Smart::transform(const deckle::Document& in, deckle::Edits& edits, deckle::Call&) {
  Walker(opts, edits, language_of(in.metadata())).walk(in.root());
}
