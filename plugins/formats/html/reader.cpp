#include "reader.hpp"

#include "read/charset.hpp"
#include "read/hidden.hpp"
#include "read/metadata.hpp"
#include "read/nesting.hpp"
#include "read/page_reader.hpp"

namespace {

// Elements below each other that a page may have, those that end by themselves not counted. Browsers have such a limit
// as well.
constexpr std::size_t deepest = 400;

// A byte order mark is stronger than what the page says, which is stronger than a guess (13.2.3.1).
void decode(deckle::Input& in, std::string_view wanted, deckle::Call& call) {
  const std::string charset = wanted.empty() ? html::declared_charset(in.bytes()) : std::string(wanted);
  if (!charset.empty() && html::must_decode(in.bytes(), charset) && !in.decode_as(charset))
    call.warning("html.encoding", {}, "nobody knows the charset {}, which the page is said to have", charset);
  in.report_encoding(call, "html.encoding");
}

}  // namespace

void HtmlReader::read(deckle::Input& in, deckle::Builder& out, deckle::Call& call) {
  decode(in, opts.charset, call);
  const html::Source source{in.text(), &in};
  html::Problems problems(call);
  const auto flat = html::flattened(source.text, deepest);
  if (flat)
    call.warning("html.depth", source.span({flat->first_begin, flat->first_end}),
                 "nested deeper than {} levels: read flat from here", deepest);
  const std::string_view text = flat ? std::string_view(flat->text) : source.text;
  html::PageTree tree(text, call.raw().cancel);
  call.stop_if_cancelled();
  if (!tree.root())
    call.fail("html.too-large", {}, "the tree of the page needs more memory than a page of its size may");
  const html::Source parsed{text, &in};
  if (!opts.hidden)
    html::take_out_hidden(*tree.root(), [&](const GumboNode& element) {
      problems.loss(parsed.span_of(element), "what the page does not show is left out");
    });
  const html::Wishes wishes{opts.native_divs, opts.native_spans, opts.auto_identifiers, opts.hidden};
  html::PageReader page(parsed, wishes, out, problems);
  html::Head head(*tree.root(), parsed);
  const html::TitleBlock shown(*tree.root());
  page.begin(*tree.root(), head.base());
  head.write(shown, page, out);
  page.read(*tree.root(), shown.element());
  problems.report();
}
