#include "diagnostics/log.hpp"

#include <spdlog/sinks/ansicolor_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "diagnostics/printable.hpp"
#include "diagnostics/printer.hpp"

namespace deckle {
namespace {

LogLevel g_least = LogLevel::warning;
LogFormat g_format = LogFormat::text;

spdlog::level::level_enum spdlog_level(LogLevel level) {
  switch (level) {
    case LogLevel::debug: return spdlog::level::debug;
    case LogLevel::info: return spdlog::level::info;
    case LogLevel::warning: return spdlog::level::warn;
    case LogLevel::error: return spdlog::level::err;
    case LogLevel::off: break;
  }
  return spdlog::level::off;
}

// Its pattern has no time: two runs over the same input say the same.
spdlog::logger& logger() {
  static const std::unique_ptr<spdlog::logger> made = [] {
    std::shared_ptr<spdlog::sinks::sink> sink;
    if (g_format == LogFormat::text && wants_colour(stderr))
      sink = std::make_shared<spdlog::sinks::ansicolor_stderr_sink_st>();
    else sink = std::make_shared<spdlog::sinks::stderr_sink_st>();
    auto result = std::make_unique<spdlog::logger>("deckle", std::move(sink));
    result->set_pattern(g_format == LogFormat::json ? "%v" : "%^%l%$: %v");
    result->set_level(spdlog::level::trace);
    return result;
  }();
  return *made;
}

std::string as_json(LogLevel level, std::string_view text) {
  nlohmann::ordered_json line;
  const auto name = spdlog::level::to_string_view(spdlog_level(level));
  line["log"] = std::string(name.data(), name.size());
  line["message"] = text;
  return line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

void configure_log(LogLevel least, LogFormat format) {
  g_least = least;
  g_format = format;
}

bool logs(LogLevel level) { return level >= g_least && level != LogLevel::off; }

void log(LogLevel level, std::string_view text) {
  if (!logs(level)) return;
  const std::string line = g_format == LogFormat::json ? as_json(level, text) : printable(text);
  logger().log(spdlog_level(level), spdlog::string_view_t(line.data(), line.size()));
}

}  // namespace deckle
