// The C interface of libdeckle over its converters. No exception leaves it.
#include <deckle/embed.h>

#include <algorithm>
#include <deckle/str.hpp>

#include "diagnostics/guarded.hpp"
#include "diagnostics/log.hpp"
#include "embed/converter.hpp"
#include "host/executable.hpp"

using namespace deckle;

struct deckle_converter {
  std::unique_ptr<embed::Converter> converter;
  decltype(deckle_settings::report) report = nullptr;
  void* ctx = nullptr;
};

struct deckle_result {
  Converted converted;
  std::vector<const std::pair<const std::string, std::string>*> parts;
};

namespace {

std::vector<std::string> texts(const dk_str* at, std::uint32_t count) {
  std::vector<std::string> made;
  for (std::uint32_t k = 0; k < count; ++k) made.emplace_back(view(at[k]));
  return made;
}

// Settings as they are known here: what their producer did not know is zero.
deckle_settings known(const deckle_settings& given) {
  deckle_settings made{};
  std::memcpy(&made, &given, std::min<std::size_t>(given.size, sizeof made));
  return made;
}

Service service_of(const deckle_settings& settings) {
  Service service;
  service.words.from = view(settings.from);
  service.words.to = view(settings.to);
  service.words.transforms = texts(settings.transforms, settings.transform_count);
  service.words.reader_options = texts(settings.reader_options, settings.reader_option_count);
  service.words.exporter_options = texts(settings.exporter_options, settings.exporter_option_count);
  service.plugin_paths = texts(settings.plugin_paths, settings.plugin_path_count);
  service.time_ms = settings.time_ms;
  service.memory_bytes = settings.memory;
  service.words.resources = view(settings.resources);
  service.gives_files = settings.resource != nullptr;
  return service;
}

void report(const deckle_converter& to, const std::vector<Diagnostic>& diagnostics) {
  if (to.report == nullptr) return;
  for (const Diagnostic& one : diagnostics) {
    deckle_diagnostic told{};
    told.size = sizeof told;
    told.severity = static_cast<std::uint32_t>(one.severity);
    told.code = str(one.code);
    told.message = str(one.message);
    told.hint = str(one.hint);
    told.component = str(one.component);
    told.file = str(one.where.file);
    told.offset = one.where.offset;
    told.line = one.where.line;
    told.column = one.where.column;
    to.report(to.ctx, &told);
  }
}

dk_status status_of(const Diagnostic& problem) {
  if (problem.code == "host.wrong-thread") return DK_E_UNSUPPORTED;
  return problem.code == "host.worker-gone" || problem.code == "host.cannot-start" ? DK_E_IO : DK_E_CONFIG;
}

dk_status why_not(const std::vector<Diagnostic>& problems) {
  for (const Diagnostic& problem : problems)
    if (problem.severity == Severity::error) return status_of(problem);
  return DK_E_INTERNAL;
}

dk_status open(const deckle_settings& given, deckle_converter*& out) {
  configure_log(LogLevel::off, LogFormat::text);
  const deckle_settings settings = known(given);
  auto made = std::make_unique<deckle_converter>();
  made->report = settings.report;
  made->ctx = settings.ctx;
  const std::filesystem::path program =
      settings.program.len > 0 ? std::filesystem::path(view(settings.program)) : own_program();
  const Service service = service_of(settings);
  const embed::Embedder embedder(settings);
  embed::Opened opened = settings.where == DECKLE_HERE ? embed::open_here(service, embedder, program)
                                                       : embed::open_worker(service, embedder, program);
  report(*made, opened.problems);
  if (!opened.converter) return why_not(opened.problems);
  made->converter = std::move(opened.converter);
  out = made.release();
  return DK_OK;
}

bool was_cancelled(const Converted& converted) {
  const auto says_so = [](const Diagnostic& one) { return one.code == "host.cancelled"; };
  return std::any_of(converted.diagnostics.begin(), converted.diagnostics.end(), says_so);
}

dk_status convert(deckle_converter& converter, const InputFile& input, deckle_result*& out) {
  Result<Converted> converted = converter.converter->convert(input);
  if (!converted) {
    report(converter, {converted.problem()});
    return status_of(converted.problem());
  }
  report(converter, converted->diagnostics);
  if (!converted->done) return was_cancelled(*converted) ? DK_E_CANCELLED : DK_E_INPUT;
  auto made = std::make_unique<deckle_result>();
  made->converted = std::move(*converted);
  for (const auto& part : made->converted.parts) made->parts.push_back(&part);
  out = made.release();
  return DK_OK;
}

}  // namespace

dk_status deckle_open(const deckle_settings* settings, deckle_converter** out) noexcept {
  *out = nullptr;
  return guarded([&] { return open(*settings, *out); });
}

void deckle_close(deckle_converter* converter) noexcept { delete converter; }

dk_status deckle_convert(deckle_converter* converter, dk_str name, const void* bytes, std::uint64_t len,
                         deckle_result** out) noexcept {
  *out = nullptr;
  return guarded([&] {
    const std::string_view content(static_cast<const char*>(bytes), len);
    return convert(*converter, {std::string(view(name)), "", FileBytes(nullptr, content)}, *out);
  });
}

dk_str deckle_output(const deckle_result* result) noexcept { return str(result->converted.output); }

std::uint32_t deckle_part_count(const deckle_result* result) noexcept {
  return static_cast<std::uint32_t>(result->parts.size());
}

dk_str deckle_part_name(const deckle_result* result, std::uint32_t part) noexcept {
  return part < result->parts.size() ? str(result->parts[part]->first) : dk_str{};
}

dk_str deckle_part_bytes(const deckle_result* result, std::uint32_t part) noexcept {
  return part < result->parts.size() ? str(result->parts[part]->second) : dk_str{};
}

const dk_doc* deckle_document(const deckle_result* result) noexcept {
  return result->converted.document ? &result->converted.document->doc() : nullptr;
}

void deckle_free(deckle_result* result) noexcept { delete result; }

dk_str deckle_version() noexcept { return str(DECKLE_VERSION); }
