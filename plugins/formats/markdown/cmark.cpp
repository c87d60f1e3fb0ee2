#include "cmark.hpp"

namespace cmark {
namespace {

struct FreeParser {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};

}  // namespace

Tree parse(std::string_view text, Dialect dialect, bool footnotes) {
  const bool gfm = dialect == Dialect::gfm;
  if (gfm) cmark_gfm_core_extensions_ensure_registered();
  const int options = gfm && footnotes ? CMARK_OPT_FOOTNOTES : CMARK_OPT_DEFAULT;
  std::unique_ptr<cmark_parser, FreeParser> parser(cmark_parser_new(options));
  if (gfm) {
    for (const char* name : {"table", "strikethrough", "autolink", "tasklist"})
      cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension(name));
  }
  cmark_parser_feed(parser.get(), text.data(), text.size());
  return Tree(cmark_parser_finish(parser.get()));
}

}  // namespace cmark
