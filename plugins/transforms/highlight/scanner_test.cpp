#include "scanner.hpp"

#include <catch2/catch.hpp>
#include <ctime>

namespace {

// `class:text` of all pieces that have a class.
std::string shown(std::string_view language, std::string_view code) {
  const Grammar& grammar = *grammar_of(language);
  std::string text;
  std::size_t at = 0;
  for (const Piece& piece : scan(code, grammar, Words(grammar))) {
    CHECK(piece.begin == at);
    CHECK(piece.end > at);
    at = piece.end;
    if (piece.token == Token::plain) continue;
    text.append(text.empty() ? "" : " ").append(class_of(piece.token)).append(":");
    text.append(code.substr(piece.begin, piece.end - piece.begin));
  }
  CHECK(at == code.size());
  return text;
}

}  // namespace

TEST_CASE("pieces of code have the classes of what they are") {
  CHECK(shown("C++", "#include <map>\nint main() { return 0x1F; } // x") ==
        "pp:#include im:<map> dt:int fu:main cf:return bn:0x1F co:// x");
  CHECK(shown("cpp", "auto s = R\"x(a)\")x\" + 'c' + 1'000;") ==
        "kw:auto op:= vs:R\"x(a)\")x\" op:+ ch:'c' op:+ dv:1'000");
  CHECK(shown("c", "/* a\n*/ char *s = \"a\\n\\\"b\"") == "co:/* a\n*/ dt:char op:* op:= st:\"a sc:\\n\\\" st:b\"");
  CHECK(shown("python", "@a\ndef f(x): return f'{x}' # no\n\"\"\"a\nb\"\"\"") ==
        "at:@a kw:def fu:f op:: cf:return st:f'{x}' co:# no st:\"\"\"a\nb\"\"\"");
  CHECK(shown("rust", "fn f<'a>(c: &'a str) { '\\n'; r#\"x\"#; /* a /* b */ c */ }") ==
        "kw:fn op:<' op:> op:: op:&' dt:str ch:'\\n' vs:r#\"x\"# co:/* a /* b */ c */");
  CHECK(shown("js", "x = /[/]+\\//g.test(a / b)") == "op:= ss:/[/]+\\//g fu:test op:/");
  CHECK(shown("bash", "A=1 cat <<EOF # c\n$x\nEOF\necho \"${A}\"") ==
        "dt:A op:= dv:1 bu:cat op:<< co:# c st:$x\nEOF bu:echo st:\"${A}\"");
  CHECK(shown("json", "{\"a\": [1.5e-3, null]}") == "dt:\"a\" op:: fl:1.5e-3 cn:null");
  CHECK(shown("html", "<!-- c --><p class=\"x\">a &amp; b</p>") ==
        "co:<!-- c --> kw:<p at:class st:\"x\" kw:> sc:&amp; kw:</p>");
  CHECK(shown("diff", "--- a\n+b\n c\n-d") == "kw:--- a va:+b st:-d");
  CHECK(grammar_of("no such language") == nullptr);
}

// What makes matchers of regular expressions go back again and again is read in one pass.
TEST_CASE("time grows with the length of the code, whatever it is") {
  const char* pieces[] = {"\"", "'",    "/*", "/",  "/[", "${", "#[", "<<A\n", "<",  "&",  "R\"(", "r#",
                          "\\", "\"\\", "@",  "a ", "a:", "0.", "{-", "`",     "=/", "[[", "--"};
  for (const char* language :
       {"cpp", "rust", "js", "bash", "html", "css", "haskell", "python", "lua", "php", "toml", "latex", "diff"}) {
    const Grammar& grammar = *grammar_of(language);
    const Words words(grammar);
    for (const char* piece : pieces) {
      std::string code;
      while (code.size() < 200'000) code += piece;
      const std::clock_t begin = std::clock();
      scan(code, grammar, words);
      INFO(language << ": " << piece);
      CHECK(std::clock() - begin < CLOCKS_PER_SEC);  // quadratic: many seconds of the processor
    }
  }
}
