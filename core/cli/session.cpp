#include "cli/session.hpp"

#include "diagnostics/log.hpp"
#include "io/paths.hpp"

namespace deckle {
namespace {

PrintOptions print_options(const CommonOptions& options) {
  PrintOptions made;
  made.format = options.log_format == "json" ? MessageFormat::json : MessageFormat::text;
  made.least = options.quiet ? Severity::error : Severity::note;
  made.colour = made.format == MessageFormat::text && wants_colour(stderr);
  return made;
}

LogLevel log_level(Severity severity) {
  switch (severity) {
    case Severity::note: return LogLevel::info;
    case Severity::warning: return LogLevel::warning;
    case Severity::error: break;
  }
  return LogLevel::error;
}

}  // namespace

void add_common(Arguments& arguments, CommonOptions& options) {
  arguments.flag("-q,--quiet", options.quiet, "Print errors only");
  arguments.flag("-v,--verbose", options.verbose, "Say what is being done");
  arguments.choice("--log-format", options.log_format, {"text", "json"}, "How messages look on stderr");
  arguments.values("--plugin-path", options.plugin_paths, "DIR", "Look for plugins here first");
}

Session::Session(const CommonOptions& options) : m_options(options), m_printer(stderr, print_options(options)) {
  configure_log(options.quiet     ? LogLevel::error
                : options.verbose ? LogLevel::debug
                                  : LogLevel::warning,
                options.log_format == "json" ? LogFormat::json : LogFormat::text);
}

void Session::add_job_plugins(const std::vector<std::string>& folders) {
  for (const std::string& folder : folders) m_job_plugins.emplace_back(absolute_path(folder));
}

const Discovery& Session::discovery() {
  if (!m_discovery) m_discovery = discover(search_places(m_options.plugin_paths, m_job_plugins));
  return *m_discovery;
}

const Registry& Session::registry() {
  if (!m_registry) m_registry = discovery().registry();
  return *m_registry;
}

HostTable& Session::host() {
  if (!m_host) {
    m_host.emplace();
    offer_extensions(*m_host);
    m_host->log_to([](Severity severity, std::string_view text) { log(log_level(severity), text); });
  }
  return *m_host;
}

PluginLoader& Session::loader() {
  if (!m_loader) m_loader.emplace(host().table());
  return *m_loader;
}

}  // namespace deckle
