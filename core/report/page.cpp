#include "report/page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "diagnostics/counted.hpp"
#include "diagnostics/printable.hpp"
#include "report/units.hpp"

namespace deckle {
namespace {

constexpr std::size_t largest_page = 4 << 20, most_slow = 20;

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  return out;
}

std::string_view class_of(Severity severity) {
  if (severity == Severity::error) return "bad";
  return severity == Severity::warning ? "warn" : "faint";
}

std::string place_of(const Place& place) {
  if (place.file.empty()) return {};
  std::string text = place.file;
  if (place.line != 0) text += fmt::format(":{}:{}", place.line, place.column);
  else if (place.offset != 0) text += fmt::format(", byte {}", place.offset);
  return text;
}

class Page {
 public:
  Page(const Digest& digest, const MeaningOfCode& meaning) : m_digest(digest), m_meaning(meaning) {}

  std::string made() {
    const ReportHead& head = m_digest.head();
    add("{}<title>{}: report</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n", page_head, escaped(head.job),
        page_style);
    add("<header>\n<h1>{}</h1>\n", escaped(head.job));
    state();
    add("</header>\n");
    numbers();
    errors();
    failures();
    codes("Losses", "what an output could not hold", true);
    codes("Messages", "by code", false);
    slowest();
    components();
    add("<footer>Deckle {}</footer>\n</main>\n</body>\n</html>\n", escaped(head.version));
    return std::move(m_html);
  }

 private:
  template <class... Values>
  void add(fmt::format_string<Values...> text, Values&&... values) {
    fmt::format_to(std::back_inserter(m_html), text, std::forward<Values>(values)...);
  }
  bool is_full() const { return m_html.size() > largest_page; }

  void state() {
    const RunSummary& summary = m_digest.summary();
    const bool is_good = m_digest.is_over() && summary.exit_code == 0;
    const char* words = is_good ? "Done" : "Not all is well";
    if (!m_digest.is_over()) words = "Ended before its end";
    else if (summary.exit_code > 128) words = "Interrupted";
    add("<p><span class=\"state {}\">{}</span> <span class=\"faint\">begun {}, {:.1f} s, exit code {}</span></p>\n",
        is_good ? "good" : "bad", words, escaped(shown_date(m_digest.head().started)), summary.seconds,
        summary.exit_code);
  }

  // All of them, so that a page can be read by a program; those that are always of interest, or not zero, are shown.
  void numbers() {
    add("<dl class=\"numbers\">\n");
    for (const SummaryCount& count : summary_counts()) {
      const std::uint64_t value = m_digest.summary().*count.value;
      const bool is_shown =
          value != 0 || count.name == "documents" || count.name == "outputs" || count.name == "failed";
      const std::string_view look = value == 0 ? "" : look_of(count.name);
      const bool is_bytes = count.name.ends_with("-bytes");
      add("<div title=\"{}\"{}><dt>{}</dt><dd id=\"{}\" data-value=\"{}\" class=\"number {}\">{}</dd></div>\n",
          escaped(count.doc), is_shown ? "" : " hidden", label_of(count.name), count.name, value, look,
          is_bytes ? shown_size(value) : std::to_string(value));
    }
    add("</dl>\n");
  }

  static std::string_view look_of(std::string_view count) {
    if (count.starts_with("failed")) return "bad";
    return count == "warnings" || count == "losses" ? "warn" : "";
  }

  // "input-bytes" -> "input"
  static std::string label_of(std::string_view name) {
    std::string label(name.substr(0, name.find("-bytes")));
    std::replace(label.begin(), label.end(), '-', ' ');
    return label;
  }

  void begin_section(std::string_view title, std::string_view more) {
    add("<section>\n<h2>{} <small>{}</small></h2>\n", title, more);
  }

  void rest(std::uint64_t count) {
    if (count != 0) add("<p class=\"faint\">and {} more, in report.jsonl</p>\n", count);
  }

  void said(const Diagnostic& diagnostic) {
    const std::string place = place_of(diagnostic.where);
    add("<li><span class=\"{}\">{}</span> <code>{}</code>", class_of(diagnostic.severity), name_of(diagnostic.severity),
        escaped(diagnostic.code));
    if (!place.empty()) add(" {}", escaped(place));
    add("<br>{}", escaped(diagnostic.message));
    if (!diagnostic.where.excerpt.empty()) add("<pre>{}</pre>", escaped(diagnostic.where.excerpt));
    if (!diagnostic.hint.empty()) add("<p class=\"faint\">{}</p>", escaped(diagnostic.hint));
    add("</li>\n");
  }

  void errors() {
    if (m_digest.errors().empty()) return;
    begin_section("The run", "");
    add("<div class=\"card\"><ul class=\"said\">\n");
    for (const Diagnostic& diagnostic : m_digest.errors())
      if (!is_full()) said(diagnostic);
    add("</ul></div>\n</section>\n");
  }

  void failures() {
    const std::vector<ReportedDocument>& all = m_digest.failures();
    if (all.empty()) return;
    begin_section("Failures", std::to_string(m_digest.failed()));
    std::size_t told = 0;
    for (; told < all.size() && !is_full(); ++told) {
      const ReportedDocument& document = all[told];
      add("<article class=\"card failure\"><h3>{}</h3>\n", escaped(document.input));
      if (document.status == DocumentStatus::failed_unchanged)
        add("<p class=\"faint\">It failed in an earlier run, and nothing has changed since.</p>\n");
      if (!document.errors.empty()) add("<ul class=\"said\">\n");
      for (const Diagnostic& diagnostic : document.errors) said(diagnostic);
      if (!document.errors.empty()) add("</ul>");
      add("</article>\n");
    }
    rest(m_digest.failed() - told);
    add("</section>\n");
  }

  void codes(std::string_view title, std::string_view more, bool losses) {
    std::vector<const ReportedCode*> shown;
    for (const ReportedCode& code : m_digest.codes())
      if (code.is_loss() == losses && !is_full()) shown.push_back(&code);
    if (shown.empty()) return;
    std::stable_sort(shown.begin(), shown.end(), [](const ReportedCode* one, const ReportedCode* other) {
      return std::pair(one->severity, one->count) > std::pair(other->severity, other->count);
    });
    begin_section(title, more);
    for (const ReportedCode* code : shown) code_card(*code);
    add("</section>\n");
  }

  void code_card(const ReportedCode& code) {
    add("<details class=\"card\"><summary><span class=\"{}\">{}</span> <code>{}</code> {} in {}</summary>\n",
        class_of(code.severity), name_of(code.severity), escaped(code.code), code.count,
        counted(code.documents, "document"));
    if (const std::string meaning = m_meaning(code.code); !meaning.empty()) add("<p>{}</p>\n", escaped(meaning));
    if (!code.first.empty()) add("<ul>\n");
    for (const Diagnostic& diagnostic : code.first)
      if (!is_full())
        add("<li>{} <span class=\"faint\">{}</span></li>\n", escaped(place_of(diagnostic.where)),
            escaped(diagnostic.message));
    if (!code.first.empty()) add("</ul>\n");
    rest(code.count > code.first.size() ? code.count - code.first.size() : 0);
    add("</details>\n");
  }

  void slowest() {
    const std::vector<ReportedDocument>& all = m_digest.slowest();
    if (all.empty() || is_full()) return;
    begin_section("Slowest", "");
    add("<div class=\"table\"><table>\n<thead><tr><th>document</th><th class=\"number\">size</th>"
        "<th class=\"number\">time</th><th class=\"bar\"></th></tr></thead>\n<tbody>\n");
    for (std::size_t k = 0; k < std::min(all.size(), most_slow); ++k)
      row(escaped(all[k].input), shown_size(all[k].input_bytes), all[k].microseconds, all[0].microseconds);
    add("</tbody>\n</table></div>\n</section>\n");
  }

  void components() {
    std::vector<ReportedComponent> all = m_digest.components();
    if (all.empty() || is_full()) return;
    std::stable_sort(all.begin(), all.end(), [](const ReportedComponent& one, const ReportedComponent& other) {
      return one.microseconds > other.microseconds;
    });
    begin_section("Where the time went", "all documents together");
    add("<div class=\"table\"><table>\n<thead><tr><th>component</th><th class=\"number\">calls</th>"
        "<th class=\"number\">time</th><th class=\"bar\"></th></tr></thead>\n<tbody>\n");
    for (const ReportedComponent& one : all)
      if (!is_full())
        row(fmt::format("{} {}", name_of(one.role), escaped(one.name)), std::to_string(one.calls), one.microseconds,
            all[0].microseconds);
    add("</tbody>\n</table></div>\n</section>\n");
  }

  void row(const std::string& name, const std::string& amount, std::uint64_t time, std::uint64_t longest) {
    const std::uint64_t share = longest == 0 ? 0 : time * 100 / longest;
    add("<tr><td class=\"name\">{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td>"
        "<td class=\"bar\"><span style=\"width: {}%\"></span></td></tr>\n",
        name, amount, shown_time(time), share);
  }

  const Digest& m_digest;
  const MeaningOfCode& m_meaning;
  std::string m_html;
};

}  // namespace

std::string report_page(const Digest& digest, const MeaningOfCode& meaning) { return Page(digest, meaning).made(); }

}  // namespace deckle
