#include "template.hpp"

#include <catch2/catch.hpp>

namespace {

TemplateValue sample() {
  TemplateValue variables = TemplateValue::map();
  variables.set("title", TemplateValue::of(std::string("T")));
  variables.set("empty", TemplateValue::of(std::string()));
  variables.set("draft", TemplateValue::of(false));
  TemplateValue people = TemplateValue::list();
  for (const char* name : {"Ann", "Bob"}) {
    TemplateValue person = TemplateValue::map();
    person.set("name", TemplateValue::of(std::string(name)));
    people.items.push_back(person);
  }
  variables.set("people", people);
  return variables;
}

std::string render(std::string_view text) {
  Template parsed;
  const TemplateError error = parsed.parse(text);
  REQUIRE(error.message == "");
  return parsed.render(sample());
}

TemplateError error_of(std::string_view text) { return Template().parse(text); }

}  // namespace

TEST_CASE("variables, dollars and comments") {
  CHECK(render("a $title$ ${title} ${ title } $none$ $$5") == "a T T T  $5");
  CHECK(render("a$-- gone\nb") == "a\nb");
  CHECK(render("$-- gone\nb") == "b");
  CHECK(render("$people.name$|$title.x$") == "|");
}

TEST_CASE("conditions choose the first branch that holds") {
  CHECK(render("$if(title)$yes$else$no$endif$") == "yes");
  CHECK(render("$if(empty)$a$elseif(draft)$b$elseif(title)$c$else$d$endif$") == "c");
  CHECK(render("$if(none)$a$else$d$endif$") == "d");
}

TEST_CASE("loops bind their name and `it`") {
  CHECK(render("$for(people)$$people.name$$sep$, $endfor$") == "Ann, Bob");
  CHECK(render("$for(people)$$it.name$;$endfor$") == "Ann;Bob;");
  CHECK(render("$for(title)$<$title$>$endfor$$for(none)$x$endfor$") == "<T>");
}

TEST_CASE("a directive alone on its line leaves no line") {
  CHECK(render("a\n  $if(title)$\nb\n$endif$\nc\n") == "a\nb\nc\n");
}

TEST_CASE("mistakes are told with their place") {
  CHECK(error_of("a $if(x)$ b").begin == 2);
  CHECK(error_of("a $if(x)$ b").end == 9);
  for (std::string_view text : {"$endif$", "$else$", "$sep$", "$endfor$", "$for(x)$$endif$", "$if()$$endif$", "$a b$",
                                "$", "$a\n$", "$x()$", "$x/upper$", "$if(a)$$else$$else$$endif$"})
    CHECK(error_of(text).message != "");
  std::string deep;
  for (int i = 0; i < 10'000; ++i) deep += "$if(a)$";
  CHECK(error_of(deep).message == "nested too deep");
}
