#include "reader.hpp"

#include "from_pandoc.hpp"

void JsonReader::read(deckle::Input& in, deckle::Builder& out, deckle::Call& call) {
  // Spans count the bytes as they came. JSON is UTF-8: anything else is an error of syntax.
  const std::string_view bytes = in.bytes();
  const auto fail = [&](std::string_view code, const json::Mistake& mistake) {
    call.fail(code, dk_span{in.source(), mistake.begin, mistake.end}, "{}", mistake.message);
  };
  json::Tape tape;
  try {
    tape = json::parse(bytes);
  } catch (const json::Mistake& mistake) {
    fail("json.syntax", mistake);
  }
  try {
    json::FromPandoc(tape, in, out, call).run();
  } catch (const json::Mistake& mistake) {
    fail("json.unexpected", mistake);
  }
}
