// first-steps: reads notes. A line that begins with "= " is a heading, each further "=" one level deeper; what stands
// between empty lines is a paragraph.
//
// A reader opens nodes in reading order; each closes itself at the end of its scope. Nodes are told which bytes of the
// input they stand for, so that messages can point at them; those of a node lie within those of the node around it.
#include <deckle/plugin.hpp>

#include <algorithm>
#include <optional>

namespace {

struct Reader {
  static constexpr auto info =
      deckle::info("first-steps", "First steps", "Notes: headings and paragraphs.").suffixes("first-steps");
  // What it may tell about a document: `deckle explain first-steps.no-title` prints the text.
  static constexpr auto codes =
      deckle::codes(deckle::code("first-steps.no-title", "A heading without text; it is left out."));
  // The default of an option is the member's own value.
  struct Options {
    int first_level = 1;
  };
  static constexpr auto options = deckle::options(
      deckle::option("first-level", &Options::first_level, "The level of a heading with one mark.").range(1, 6));
  Options opts;

  // An instance reads many documents and keeps nothing of one for the next.
  void read(deckle::Input& in, deckle::Builder& out, deckle::Call& call) {
    const std::string_view text = in.text();  // valid UTF-8, whatever the bytes were
    std::optional<deckle::Scope> paragraph;
    for (std::size_t at = 0, next = 0; at < text.size(); at = next) {
      call.stop_if_cancelled();
      std::size_t end = std::min(text.find('\n', at), text.size());
      next = end + 1;
      if (end > at && text[end - 1] == '\r') --end;
      const std::string_view line = text.substr(at, end - at);
      const std::size_t marks = std::min(line.find_first_not_of('='), line.size());
      const bool is_heading = marks > 0 && (marks == line.size() || line[marks] == ' ');
      if (line.empty() || is_heading) paragraph.reset();
      if (is_heading) read_heading(at, end, marks, in, out, call);
      if (line.empty() || is_heading) continue;
      if (paragraph) out.leaf(deckle::Kind::soft_break);
      else paragraph.emplace(out.paragraph());  // without bytes of its own: where it ends is not known yet
      out.text(line, in.span(at, end));
    }
  }

 private:
  void read_heading(std::size_t at, std::size_t end, std::size_t marks, deckle::Input& in, deckle::Builder& out,
                    deckle::Call& call) const {
    const std::size_t begin = std::min(at + marks + 1, end);
    if (begin == end) return call.warning("first-steps.no-title", in.span(at, end), "a heading without text");
    const int level = std::min(opts.first_level + static_cast<int>(marks) - 1, 6);
    auto heading = out.heading(level, in.span(at, end));
    out.text(in.text().substr(begin, end - begin), in.span(begin, end));
  }
};

}  // namespace

DECKLE_PLUGIN("org.example.first-steps", "1.0.0", deckle::Reader<Reader>);
