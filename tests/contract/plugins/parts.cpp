// A format of lines that may include files ("include: PATH"), which may include others, and a transform that does the
// same to paragraphs of any document ("{PATH}").
#include <algorithm>
#include <deckle/plugin.hpp>
#include <string_view>
#include <vector>

namespace {

constexpr std::string_view include_mark = "include: ", image_mark = "image: ";

std::string_view next_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

struct PartsReader {
  static constexpr auto info =
      deckle::info("parts", "Parts", "Lines, each a paragraph; images, and lines of other files.").suffixes("parts");
  static constexpr auto codes =
      deckle::codes(deckle::code("parts.cycle", "A file includes itself, directly or through others.", DK_ERROR),
                    deckle::code("parts.missing", "A file that is included cannot be had.", DK_ERROR),
                    deckle::code("parts.odd", "A line is odd."));

  void read(deckle::Input& in, deckle::Builder& out, deckle::Call& call) const {
    std::vector<std::uint32_t> within = {in.source()};
    add(in, within, out, call);
  }

  static void add(deckle::Input& in, std::vector<std::uint32_t>& within, deckle::Builder& out, deckle::Call& call) {
    const std::string_view all = in.text();
    for (std::string_view rest = all; !rest.empty();) {
      const auto begin = static_cast<std::size_t>(rest.data() - all.data());
      const std::string_view line = next_line(rest);
      const dk_span where = in.span(begin, begin + line.size());
      if (line.starts_with("odd")) call.warning("parts.odd", where, "\"{}\" is odd", line);
      if (line.starts_with(include_mark)) {
        include(line.substr(include_mark.size()), where, within, out, call);
        continue;
      }
      auto paragraph = out.paragraph(where);
      if (!line.starts_with(image_mark)) {
        out.text(line, where);
        continue;
      }
      auto image = out.open(deckle::Kind::image, where);
      out.attribute(deckle::Key::url, line.substr(image_mark.size()));
    }
  }

  static void include(std::string_view path, dk_span where, std::vector<std::uint32_t>& within, deckle::Builder& out,
                      deckle::Call& call) {
    const dk_source* part = call.resolve(where.source, path);
    if (part == nullptr) call.fail("parts.missing", where, "{} cannot be included", path);
    if (std::find(within.begin(), within.end(), part->id) != within.end())
      call.fail("parts.cycle", where, "{} is included by itself", path);
    within.push_back(part->id);
    deckle::Input in(*part, call);
    add(in, within, out, call);
    within.pop_back();
  }
};

struct PartsTransform {
  static constexpr auto info = deckle::info("parts", "Parts", "Puts a file's text in the place of {PATH}.");

  void transform(const deckle::Document& in, deckle::Edits& edits, deckle::Call& call) const {
    for (const deckle::Node node : in.nodes(deckle::Kind::text)) {
      const std::string_view text = node.text();
      if (!text.starts_with('{') || !text.ends_with('}')) continue;
      const deckle::MaybeSpan where = node.span();
      const dk_source* part = call.resolve(where ? where->source : DK_NONE, text.substr(1, text.size() - 2));
      if (part != nullptr) edits.set_text(node, deckle::Input(*part, call).text());
    }
  }
};

}  // namespace

DECKLE_PLUGIN("org.example.parts", "1.0.0", deckle::Reader<PartsReader>, deckle::Transform<PartsTransform>);
