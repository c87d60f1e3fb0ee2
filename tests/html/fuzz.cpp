// Random pages: what is read is a sound document, and the spans of its nodes are right. The reader is compiled with
// AddressSanitizer and UndefinedBehaviorSanitizer in every build; Gumbo is Debian's.
//
//   html_fuzz [--runs N] [--seed S] FILE...
//
// Without --runs the environment's DECKLE_FUZZ_RUNS counts, else 20,000. Pages are put together from tags and text, or
// are files with such pieces thrown in. A finding is printed with its seed and page; `--runs 1 --seed S` repeats it.
#include <cstring>
#include <deckle/utf8.hpp>
#include <fstream>
#include <iterator>

#include "check/random.hpp"
#include "in_process.hpp"
#include "reader.hpp"

using namespace deckle;
using deckle::naive::Random;

namespace {

constexpr std::string_view tags[] = {"p",        "div",       "span",       "b",          "i",
                                     "a",        "em",        "code",       "pre",        "ul",
                                     "ol",       "li",        "dl",         "dt",         "dd",
                                     "table",    "caption",   "colgroup",   "col",        "thead",
                                     "tbody",    "tfoot",     "tr",         "td",         "th",
                                     "h1",       "h3",        "blockquote", "figure",     "figcaption",
                                     "details",  "summary",   "ruby",       "rb",         "rt",
                                     "rp",       "rtc",       "q",          "del",        "ins",
                                     "sup",      "sub",       "br",         "hr",         "img",
                                     "video",    "source",    "iframe",     "object",     "embed",
                                     "form",     "input",     "select",     "option",     "textarea",
                                     "button",   "template",  "script",     "style",      "title",
                                     "svg",      "math",      "mi",         "annotation", "foreignObject",
                                     "html",     "head",      "body",       "base",       "meta",
                                     "link",     "section",   "aside",      "nav",        "address",
                                     "center",   "font",      "kbd",        "bdi",        "time",
                                     "noscript", "plaintext", "xmp",        "frameset",   "x-y",
                                     "label",    "fieldset",  "legend",     "menu",       "nobr",
                                     "marquee",  "applet",    "dialog"};
constexpr std::string_view attributes[] = {" id=a",
                                           " id=b",
                                           " id=''",
                                           " class='a b'",
                                           " class=footnotes",
                                           " class='math inline'",
                                           " class='admonition tip'",
                                           " class=line-block",
                                           " class=smallcaps",
                                           " class=page-break",
                                           " class=section-break data-columns=2",
                                           " class='markdown-alert markdown-alert-note'",
                                           " class=admonition-title",
                                           " href='#a'",
                                           " href='#b'",
                                           " href=u",
                                           " href='../&amp;x'",
                                           " name=a",
                                           " hidden",
                                           " style='display:none'",
                                           " aria-controls=a",
                                           " name=b",
                                           " src=i.png",
                                           " alt='x &lt;'",
                                           " title=\"t>\"",
                                           " colspan=3",
                                           " rowspan=2",
                                           " rowspan=0",
                                           " colspan=99999999",
                                           " span=2",
                                           " width='30%'",
                                           " style='text-align:right;width:5%'",
                                           " align=center",
                                           " start=5",
                                           " value=-3",
                                           " type=checkbox checked",
                                           " type=a",
                                           " type=math/tex",
                                           " encoding=application/x-tex",
                                           " display=block",
                                           " open",
                                           " datetime=2026-01-01",
                                           " role=doc-noteref",
                                           " role=doc-toc",
                                           " data-x=1",
                                           " data-id=z",
                                           " onclick=x",
                                           " lang=de",
                                           " dir=rtl",
                                           " =",
                                           " \"",
                                           " '",
                                           " charset=latin1",
                                           " name=author content=A",
                                           " style='list-style-type:lower-roman'",
                                           " hidden"};
constexpr std::string_view texts[] = {"a",
                                      "b c",
                                      " ",
                                      "\n",
                                      "  \n ",
                                      "\t",
                                      "word ",
                                      "é",
                                      "日本",
                                      "&amp;",
                                      "&",
                                      "&lt;",
                                      "&notit;",
                                      "&copy2020",
                                      "&#65;",
                                      "&#x1F600;",
                                      "&#0;",
                                      "&nbsp;",
                                      "\xC2\xA0",
                                      "<",
                                      ">",
                                      "<!-- c -->",
                                      "<!--",
                                      "-->",
                                      "<!DOCTYPE html>",
                                      "</",
                                      "<?",
                                      "]]>",
                                      "<![CDATA[x]]>",
                                      "\r\n",
                                      "\r",
                                      std::string_view("\0", 1),
                                      "\x01",
                                      "\xEF\xBB\xBF",
                                      "[1]",
                                      "1",
                                      "\\(x\\)",
                                      "\"",
                                      "\xF0\x9F\x98\x80"};

std::string random_page(Random& random, const std::vector<std::string>& files) {
  std::string page;
  const auto tag = [&] {
    std::string made = random.chance(35) ? "</" : "<";
    made += random.pick(tags);
    while (random.chance(30)) made += random.pick(attributes);
    if (!random.chance(3)) made += random.chance(5) ? "/>" : ">";
    return made;
  };
  if (!files.empty() && random.chance(40)) {
    page = random.pick(files);
    for (std::uint32_t i = random.between(1, 8); i > 0; --i) {
      std::size_t at = random.below(page.size() + 1);
      while (at < page.size() && (static_cast<unsigned char>(page[at]) & 0xC0) == 0x80) ++at;
      if (random.chance(20)) page.resize(at);
      else page.insert(at, random.chance(60) ? tag() : std::string(random.pick(texts)));
    }
    return page;
  }
  // Few kinds of tags, often: so they meet.
  std::vector<std::string> some;
  for (std::uint32_t i = random.between(2, 14); i > 0; --i) some.push_back(tag());
  for (std::uint32_t i = random.between(1, random.chance(5) ? 1000 : 60); i > 0; --i)
    page += random.chance(60) ? some[random.below(some.size())] : std::string(random.pick(texts));
  return page;
}

std::string collapsed(std::string_view text) {
  std::string made;
  for (const char c : text) {
    const bool is_white = std::strchr(" \t\r\n\f", c) && c != 0;
    if (!is_white) made += c;
    else if (!made.empty() && made.back() != ' ') made += ' ';
  }
  while (!made.empty() && made.back() == ' ') made.pop_back();
  return made;
}

// In words; empty when nothing is wrong. What is written with references or tags in it says something else.
std::string wrong_span(const Document& document, std::string_view page) {
  for (std::uint32_t i = document.body().index() + 1; i < document.raw().nodes.count; ++i) {
    const Node node = document.node(i);
    const std::string name = "node " + std::to_string(i) + " (" + std::string(node.kind_name()) + ")";
    const std::optional<dk_span> span = node.span();
    if (!span) return name + " has no span";
    if (span->end < span->begin || span->end > page.size()) return name + " lies outside of the page";
    const std::optional<dk_span> around = node.parent().span();
    const bool is_apart = !around || node.is(Kind::text) || span->end <= around->begin || span->begin >= around->end;
    if (!is_apart && (span->begin < around->begin || span->end > around->end))
      return name + " reaches out of the " + std::string(node.parent().kind_name()) + " around it";
    const std::string_view written = page.substr(span->begin, span->end - span->begin);
    const bool is_plain = written.find_first_of(std::string_view("&<>\0\r\x01", 6)) == written.npos;
    if (node.is(Kind::text) && is_plain && collapsed(written) != collapsed(node.text()))
      return name + " says '" + std::string(node.text()) + "' and is written '" + std::string(written) + "'";
  }
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  std::uint64_t runs = 20'000, first_seed = 1, reports = 0;
  std::vector<std::string> files;
  if (const char* wanted = std::getenv("DECKLE_FUZZ_RUNS")) runs = std::strtoull(wanted, nullptr, 10);
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--runs" && i + 1 < argc) runs = std::strtoull(argv[++i], nullptr, 10);
    else if (word == "--seed" && i + 1 < argc) first_seed = std::strtoull(argv[++i], nullptr, 10);
    else {
      std::ifstream file(argv[i], std::ios::binary);
      std::string text{std::istreambuf_iterator<char>(file), {}};
      if (utf8::is_valid(text)) files.push_back(std::move(text));
    }
  }
  InProcess read;
  for (std::uint64_t seed = first_seed; seed < first_seed + runs; ++seed) {
    Random random(seed);
    const std::string page = random_page(random, files);
    // A copy of just this size: so that reading one byte too far is found.
    const std::vector<char> exact(page.begin(), page.end());
    const std::string_view bytes(exact.data(), exact.size());
    HtmlReader reader{};
    reader.opts.auto_identifiers = random.chance(20);
    reader.opts.native_divs = !random.chance(10);
    reader.opts.native_spans = !random.chance(10);
    const Reading reading = read(bytes, [&](Input& in, Builder& out, Call& call) { reader.read(in, out, call); });
    reports += reading.codes.size();
    const std::string wrong = reading.block ? wrong_span(reading.block->document(), bytes) : std::string();
    if (wrong.empty()) continue;
    std::printf("seed %llu: %s in\n", static_cast<unsigned long long>(seed), wrong.c_str());
    std::fwrite(page.data(), 1, page.size(), stdout);  // there may be NUL in it
    return 1;
  }
  std::printf("%llu pages, %llu reports\n", static_cast<unsigned long long>(runs),
              static_cast<unsigned long long>(reports));
  return runs < 1000 || reports > 0 ? 0 : 1;
}
