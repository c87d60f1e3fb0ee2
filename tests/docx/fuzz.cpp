// Word documents with random damage: whatever is in them, a sound document comes of it, or a refusal; what is written
// of that, also by the look of the damaged one, can be read. Compiled with AddressSanitizer and
// UndefinedBehaviorSanitizer in every build.
//
//   docx_fuzz [--runs N] [--seed S] TEMPLATE_FOLDER FILE...
//
// Without --runs the environment's DECKLE_FUZZ_RUNS counts, else 5,000. Each document is made of the parts of the
// template and the body that a file holds, with pieces of markup thrown into some part or bytes of the archive changed.
#include <cstdio>
#include <cstdlib>
#include <deckle/plugin.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>

#include "check/random.hpp"
#include "document/block.hpp"
#include "document/builder.hpp"
#include "read/document_reader.hpp"
#include "stored_zip.hpp"
#include "write/document_package.hpp"

using namespace deckle;
using deckle::naive::Random;

namespace {

constexpr std::string_view pieces[] = {"<w:p>",
                                       "</w:p>",
                                       "<w:r>",
                                       "</w:r>",
                                       "<w:t>",
                                       "</w:t>",
                                       "<w:t xml:space=\"preserve\"> a  b </w:t>",
                                       "<w:rPr><w:b/>",
                                       "</w:rPr>",
                                       "<w:pPr><w:numPr><w:ilvl w:val=\"8\"/><w:numId w:val=\"6\"/></w:numPr></w:pPr>",
                                       "<w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr>",
                                       "<w:pPr><w:pStyle w:val=\"SourceCode\"/></w:pPr>",
                                       "<w:pPr><w:pStyle w:val=\"Title\"/></w:pPr>",
                                       "<w:pPr><w:ind w:left=\"999\"/></w:pPr>",
                                       "<w:pPr><w:pStyle w:val=\"DefinitionTerm\"/><w:ind w:left=\"300\"/></w:pPr>",
                                       "<w:pPr><w:pStyle w:val=\"AdmonitionTitle\"/></w:pPr>",
                                       "<w:pPr><w:pStyle w:val=\"AdmonitionTitle\"/><w:ind w:left=\"999\"/></w:pPr>",
                                       "<w:pPr><w:pStyle w:val=\"Admonition\"/></w:pPr>",
                                       "<w:fldChar w:fldCharType=\"begin\"/>",
                                       "<w:fldChar w:fldCharType=\"separate\"/>",
                                       "<w:fldChar w:fldCharType=\"end\"/>",
                                       "<w:instrText> HYPERLINK \"http://a\" \\l \"b\" </w:instrText>",
                                       "<w:hyperlink w:anchor=\"b\">",
                                       "</w:hyperlink>",
                                       "<w:bookmarkStart w:id=\"0\" w:name=\"b\"/>",
                                       "<w:ins w:author=\"a\">",
                                       "</w:ins>",
                                       "<w:del>",
                                       "</w:del>",
                                       "<w:tbl>",
                                       "</w:tbl>",
                                       "<w:tr>",
                                       "</w:tr>",
                                       "<w:tc>",
                                       "</w:tc>",
                                       "<w:tcPr><w:gridSpan w:val=\"3\"/><w:vMerge/></w:tcPr>",
                                       "<w:vMerge w:val=\"restart\"/>",
                                       "<w:br/>",
                                       "<w:tab/>",
                                       "<w:footnoteReference w:id=\"1\"/>",
                                       "<w:endnoteReference w:id=\"2\"/>",
                                       "<w:commentReference w:id=\"0\"/>",
                                       "<m:oMath>",
                                       "</m:oMath>",
                                       "<m:f><m:num/><m:den>",
                                       "<w:sdt><w:sdtContent>",
                                       "</w:sdtContent></w:sdt>",
                                       "<mc:AlternateContent><mc:Fallback>",
                                       "<w:txbxContent>",
                                       "</w:txbxContent>",
                                       "<w:drawing>",
                                       "</w:drawing>",
                                       "<a:blip r:embed=\"image\"/>",
                                       "<a:blip r:link=\"outside\"/>",
                                       "<w:sym w:font=\"Symbol\" w:char=\"F0\"/>",
                                       "<w:ruby><w:rubyBase>",
                                       "<w:basedOn w:val=\"Both\"/>",
                                       "<w:outlineLvl w:val=\"1\"/>",
                                       "<w:framePr w:dropCap=\"drop\"/>",
                                       "<w:gridBefore w:val=\"2\"/>",
                                       "<w:rtl/>",
                                       "<w:rStyle w:val=\"VerbatimChar\"/>",
                                       "&#xD800;",
                                       "&#0;",
                                       "&lt;",
                                       "&x;",
                                       "<!--",
                                       "-->",
                                       "<![CDATA[",
                                       "]]>",
                                       "<?x",
                                       "?>",
                                       "\"",
                                       ">",
                                       "<",
                                       "/>",
                                       "xmlns:w=\"urn:x\"",
                                       "xmlns:x=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"",
                                       "\xFF",
                                       "\xFF\xFE",
                                       "é",
                                       "w:val=\"-1\"",
                                       "99999999999",
                                       " "};

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

struct State {
  DocumentBuilder builder;
  std::uint64_t reports = 0, errors = 0;
};

const void* no_extension(const dk_host*, const char*) noexcept { return nullptr; }

void check_span(const Node& node) {
  if (node.span() || node.is(Kind::metadata) || node.is(Kind::body)) return;
  std::printf("a node of kind %u without a span\n", static_cast<unsigned>(node.kind()));
  std::abort();
}

// What is around a call: a host that has nothing to offer, and counts what is reported.
struct Surrounding {
  explicit Surrounding(State& state) {
    host.size = sizeof host;
    host.extension = no_extension;
    call.size = sizeof call;
    call.host = &host;
    call.ctx = &state;
    call.max_depth = 512;
    call.max_ratio = 200;
    call.report = [](void* ctx, const dk_diag* diag) noexcept {
      ++static_cast<State*>(ctx)->reports;
      static_cast<State*>(ctx)->errors += diag->severity == DK_ERROR;
    };
  }
  dk_host host{};
  dk_call call{};
};

dk_source source_of(std::string_view bytes) {
  dk_source source{};
  source.size = sizeof source;
  source.length = bytes.size();
  source.mapped = reinterpret_cast<const std::uint8_t*>(bytes.data());
  return source;
}

// The document, or nothing; ends the program when it is not sound.
std::optional<Block> read(State& state, std::string_view bytes, const docx::Settings& settings) {
  const Surrounding around(state);
  const dk_source source = source_of(bytes);
  const std::uint64_t errors = state.errors;
  BuildLimits limits;
  limits.depth = around.call.max_depth;
  state.builder.begin(limits);
  state.builder.add_source(DK_NONE, DK_SOURCE_FILE, "in.docx", "", bytes.size());
  Call call(around.call);
  Input input(source, call);
  Builder out(*state.builder.face(), true);
  try {
    docx::DocumentReader(input, out, call, settings).run();
    out.finish();
  } catch (const Failure& failure) {
    if (state.errors > errors) return std::nullopt;
    std::printf("failed without a word: %d, %s\n", failure.status, state.builder.problem().c_str());
    std::abort();
  }
  auto block = state.builder.finish();
  if (block) {
    for (std::uint32_t i = 1; i < block->document().size(); ++i) check_span(block->document().node(i));
    return std::move(*block);
  }
  std::printf("not a document: %s\n", block.problem().message.c_str());
  std::abort();
}

// The document written, by the look of `look` where that is not empty; nothing when that can lend none.
std::optional<std::string> written(State& state, const Document& document, std::string_view look) {
  const Surrounding around(state);
  std::string bytes;
  dk_sink sink{};
  sink.size = sizeof sink;
  sink.ctx = &bytes;
  sink.write = [](void* ctx, const void* from, std::uint64_t length) noexcept -> dk_status {
    static_cast<std::string*>(ctx)->append(static_cast<const char*>(from), length);
    return DK_OK;
  };
  const dk_source source = source_of(look);
  DocxExporter::Options options;
  options.toc = !look.empty();
  options.figure_label = options.table_label = look.empty() ? "" : "Figure";
  if (!look.empty()) options.reference_doc.source = &source;
  const std::uint64_t errors = state.errors;
  Output out(sink);
  Call call(around.call);
  try {
    write_package(document, options, out, call);
  } catch (const Failure&) {
    if (state.errors > errors && !look.empty()) return std::nullopt;
    std::printf("nothing is written\n");
    std::abort();
  }
  out.flush();
  return bytes;
}

// What is written of a document is one that can be read; false when nothing is, for the look cannot be had.
bool write_and_read(const Document& document, std::string_view look, const docx::Settings& settings) {
  State state;
  const auto bytes = written(state, document, look);
  if (!bytes) return false;
  if (read(state, *bytes, settings)) return true;
  std::printf("what is written cannot be read\n");
  std::abort();
}

void damage(Random& random, std::string& text) {
  for (std::uint32_t i = random.between(1, 6); i > 0; --i) {
    const std::size_t at = random.below(text.size() + 1);
    const std::size_t end = std::min<std::size_t>(text.size(), at + random.below(60));
    if (random.chance(20)) text.erase(at, end - at);
    else if (random.chance(20)) text.insert(random.below(text.size() + 1), text.substr(at, end - at));
    else text.insert(at, random.pick(pieces));
  }
  if (random.chance(2)) {
    const std::string_view piece = random.pick(pieces);
    std::string many;
    for (int i = 0; i < 3000; ++i) many += piece;
    text.insert(random.below(text.size() + 1), many);
  }
}

std::string random_document(Random& random, const std::vector<stored_zip::Stored>& parts,
                            const std::vector<std::string>& bodies) {
  std::vector<stored_zip::Stored> entries = parts;
  const std::string uri = "http://schemas.openxmlformats.org/";
  entries.push_back({"word/document.xml", "<w:document xmlns:w=\"" + uri + "wordprocessingml/2006/main\"><w:body>" +
                                              bodies[random.below(bodies.size())] + "</w:body></w:document>"});
  if (random.chance(70)) damage(random, entries.back().content);
  else damage(random, entries[random.below(entries.size())].content);
  std::string archive = stored_zip::archive_of(entries);
  if (random.chance(10))
    for (std::uint32_t i = random.between(1, 4); i > 0; --i)
      archive[random.below(archive.size())] = static_cast<char>(random.below(256));
  if (random.chance(2)) archive.resize(random.below(archive.size()));
  return archive;
}

}  // namespace

int main(int argc, char** argv) {
  std::uint64_t runs = 5'000, first = 1;
  if (const char* said = std::getenv("DECKLE_FUZZ_RUNS")) runs = std::strtoull(said, nullptr, 10);
  std::vector<stored_zip::Stored> parts;
  std::vector<std::string> bodies;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--runs" && i + 1 < argc) runs = std::strtoull(argv[++i], nullptr, 10);
    else if (word == "--seed" && i + 1 < argc) first = std::strtoull(argv[++i], nullptr, 10);
    else if (!std::filesystem::is_directory(word)) bodies.push_back(content_of(word));
    else
      for (const auto& entry : std::filesystem::recursive_directory_iterator(word))
        if (entry.is_regular_file())
          parts.push_back({std::filesystem::relative(entry.path(), word).string(), content_of(entry.path())});
  }
  std::sort(parts.begin(), parts.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  State state;
  std::uint64_t documents = 0, written_again = 0;
  for (std::uint64_t seed = first; seed < first + runs; ++seed) {
    Random random(seed);
    const std::string archive = random_document(random, parts, bodies);
    const std::vector<char> exact(archive.begin(), archive.end());  // so that reading one byte too far is found
    docx::Settings settings;
    settings.track_changes = static_cast<docx::TrackChanges>(random.below(3));
    settings.comments = settings.properties = settings.headers_footers = random.chance(50);

    const std::string_view bytes(exact.data(), exact.size());
    const auto document = read(state, bytes, settings);
    documents += document ? 1 : 0;
    if (document && random.chance(30))
      written_again += write_and_read(document->document(), random.chance(50) ? bytes : "", settings) ? 1 : 0;
  }
  std::printf("%llu archives, %llu documents, %llu of them written, %llu reports\n",
              static_cast<unsigned long long>(runs), static_cast<unsigned long long>(documents),
              static_cast<unsigned long long>(written_again), static_cast<unsigned long long>(state.reports));
  return documents > 0 && (runs < 1000 || (documents < runs && written_again > 0)) ? 0 : 1;
}
