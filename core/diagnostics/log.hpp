// The log: what the program and its plugins tell about their work. Written by spdlog to stderr, set up on first use.
#pragma once
#include <string_view>

namespace deckle {

enum class LogLevel { debug, info, warning, error, off };
enum class LogFormat { text, json };

// Called once, before the first log(); until then warnings and errors are logged as text.
void configure_log(LogLevel least, LogFormat format);
bool logs(LogLevel level);
void log(LogLevel level, std::string_view text);

}  // namespace deckle
