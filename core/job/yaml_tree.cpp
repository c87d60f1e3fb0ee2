// Reads YAML through yaml-cpp, whose faults this file keeps away from everyone: text that is not text is refused
// before it, since yaml-cpp guesses charsets and takes byte 4 for the end of input; its queue of tokens is kept short
// (Feed); its recursion ends at the limit of depth; its exceptions stay inside.
#include "job/yaml_tree.hpp"

#include <fmt/format.h>
#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <deckle/utf8.hpp>
#include <istream>
#include <streambuf>

#include "job/yaml_builder.hpp"
#include "job/yaml_plain.hpp"

namespace deckle {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::uint32_t deepest = 480;  // yaml-cpp stops at 500

// Marks that yaml-cpp may read ahead of one event. It holds a flow collection that may still turn out to be a key as
// tokens of about 90 bytes, a few for each of these marks: this keeps that below some 100 MB. A scalar with as many of
// them is refused too, but prose has one in twenty letters: that is a scalar of 10 MB.
constexpr std::size_t max_marks_ahead = 500'000;

bool is_mark(char c) { return std::string_view("[]{},:?&*!\"'").find(c) != std::string_view::npos; }

// Hands the text over, piece by piece, as long as events keep coming.
class Feed final : public std::streambuf {
 public:
  // `cancel`: what YamlLimits has.
  Feed(std::string_view text, const YamlBuilder& builder, const volatile std::uint32_t* cancel)
      : m_builder(builder), m_cancel(cancel) {
    char* const begin = const_cast<char*>(text.data());  // never written to: putback finds equal bytes
    setg(begin, begin, begin + text.size());
  }
  bool refused() const { return m_marks > max_marks_ahead; }

 private:
  std::streamsize xsgetn(char* to, std::streamsize wanted) override {
    const std::streamsize count = std::min<std::streamsize>(wanted, egptr() - gptr());
    if (m_builder.events() != m_events) m_events = m_builder.events(), m_marks = 0;
    m_marks += static_cast<std::size_t>(std::count_if(gptr(), gptr() + count, is_mark));
    if (refused() || (m_cancel != nullptr && *m_cancel != 0)) return 0;
    std::copy(gptr(), gptr() + count, to);
    setg(eback(), gptr() + count, egptr());
    return count;
  }

  const YamlBuilder& m_builder;
  const volatile std::uint32_t* m_cancel;
  std::size_t m_events = 0, m_marks = 0;
};

// Bytes that no YAML may contain (YAML 1.2, 5.1); the few others that are merely unprintable do no harm.
std::optional<YamlProblem> refuse_text(std::string_view text, const YamlLimits& limits) {
  const std::uint64_t most = std::min<std::uint64_t>(limits.max_bytes, INT32_MAX);
  if (text.size() > most) {
    return YamlProblem{
        "yaml.size", fmt::format("the text has {} bytes, the limit is {}", text.size(), most), {}, 0, 0, 0, 0};
  }
  const auto control = std::find_if(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r';
  });
  const std::size_t controlled = static_cast<std::size_t>(control - text.begin());
  const std::size_t valid = utf8::valid_prefix(text);
  if (valid < text.size() && valid <= controlled) {
    return YamlProblem{
        "yaml.encoding", "the text is not UTF-8 from here on", "save the file as UTF-8", valid, valid + 1, 0, 0};
  }
  if (controlled == text.size()) return std::nullopt;
  return YamlProblem{
      "yaml.control-character",
      fmt::format("the control character 0x{:02x} has no place in YAML", static_cast<unsigned>(*control)),
      R"(inside double quotes it can be written as \xNN)",
      controlled,
      controlled + 1,
      0,
      0};
}

// yaml-cpp's words, with help for the two commonest mistakes.
YamlProblem syntax_problem(std::string_view text, std::size_t at, const std::string& message) {
  YamlProblem problem{"yaml.syntax", message, {}, at, at + 1, 0, 0};
  const std::size_t line = at == 0 ? 0 : text.substr(0, at).rfind('\n') + 1;
  const std::string_view before = text.substr(line, text.find_first_not_of(" \t", line) - line);
  const bool starts_badly = at < text.size() && std::string_view("*&!%@`").find(text[at]) != std::string_view::npos;
  if (before.find('\t') != std::string_view::npos) {
    problem.hint = "indent with spaces, not tabs";
  } else if (starts_badly) {
    problem.hint = fmt::format("put quotes around a text that begins with '{}'", text[at]);
  } else if (message == YAML::ErrorMsg::END_OF_MAP_FLOW || message == YAML::ErrorMsg::END_OF_SEQ_FLOW) {
    problem.hint = "is a bracket or comma missing? inside { } and [ ], texts that contain these need quotes";
  }
  return problem;
}

YamlProblem too_deep(const YamlLimits& limits, std::size_t at) {
  const std::string message = fmt::format("lists and maps are nested deeper than {} levels", limits.max_depth);
  return {"yaml.depth", message, {}, at, at + 1, 0, 0};
}

YamlResult refused(YamlProblem problem, std::vector<YamlProblem> more = {}) {
  more.push_back(std::move(problem));
  return {std::nullopt, std::move(more)};
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
  for (std::size_t k = 0; k < keys.size(); ++k) {
    if (keys[k]->value == key) return items[k];
  }
  return nullptr;
}

YamlResult read_yaml(std::string_view text, const YamlLimits& asked, std::uint16_t source) {
  YamlLimits limits = asked;
  limits.max_depth = std::min(limits.max_depth, deepest);
  if (auto problem = refuse_text(text, limits)) return refused(std::move(*problem));
  const std::size_t text_begin = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;

  auto memory = std::make_shared<std::pmr::monotonic_buffer_resource>();
  YamlBuilder builder(text, text_begin, limits, source, *memory);
  Feed feed(text.substr(text_begin), builder, limits.cancel);
  const auto too_dense = [&] {
    return refused({"yaml.too-dense", "a list or map that is no value of a key goes on for too long",
                    "begin it on a line behind its key", 0, 0, 0, 0});
  };
  try {
    if (!read_plain_yaml(text.substr(text_begin), builder)) {
      std::istream stream(&feed);
      YAML::Parser parser(stream);
      if (parser.HandleNextDocument(builder) && limits.only_document) parser.HandleNextDocument(builder);
    }
    if (feed.refused()) return too_dense();
  } catch (YamlRefused& stopped) {
    if (feed.refused()) return too_dense();
    return refused(std::move(stopped.problem), builder.duplicate_keys());
  } catch (const YAML::Exception& fault) {
    if (feed.refused()) return too_dense();
    const std::size_t at = fault.mark.pos < 0 ? 0 : static_cast<std::size_t>(fault.mark.pos) + text_begin;
    const bool deep = dynamic_cast<const YAML::DeepRecursion*>(&fault) != nullptr;
    if (deep) return refused(too_deep(limits, at));
    return refused(syntax_problem(text, std::min(at, text.size()), fault.msg), builder.duplicate_keys());
  }
  if (auto twice = builder.duplicate_keys(); !twice.empty()) return {std::nullopt, std::move(twice)};
  if (builder.root()) return {YamlTree(memory, builder.root()), {}};
  auto* nothing = new (memory->allocate(sizeof(YamlNode), alignof(YamlNode))) YamlNode;
  nothing->source = source;
  return {YamlTree(std::move(memory), nothing), {}};
}

}  // namespace deckle
