#include "reader.hpp"

#include "dump_parser.hpp"

void DumpReader::read(deckle::Input& in, deckle::Builder& out, deckle::Call& call) {
  const auto* yaml = call.extension<dk_yaml_reader>(DK_EXT_YAML);
  if (!yaml) throw deckle::Failure{DK_E_UNSUPPORTED};
  const dk_yaml* root = nullptr;
  const dk_yaml_error* error = nullptr;
  const dk_status status = yaml->parse(&call.raw(), deckle::str(in.text()), 0, &root, &error);
  if (status == DK_E_INPUT && error)
    call.fail("dump.syntax", in.span(error->begin, error->end), "{}", deckle::view(error->message));
  deckle::check(status);
  try {
    dump::DumpParser(in, out, call).run(*root);
  } catch (const dump::Mistake& mistake) {
    call.report(DK_ERROR, mistake.code, in.span(mistake.where->begin, mistake.where->end), mistake.message,
                mistake.hint);
    throw deckle::Failure{DK_E_INPUT};
  }
}
