// The rules a manifest keeps, whoever wrote it: names, texts, counts, ranges. Checked in the child that read it from a
// library, and again on what came through the pipe or from the cache.
#pragma once
#include "diagnostics/result.hpp"
#include "host/manifest.hpp"

namespace deckle {

// The first rule that is broken, as plugin.bad-manifest.
Result<void> check_manifest(const Manifest& manifest);

// "shift-headings": lower-case letters and digits, words joined by single hyphens. Formats such as "markdown_mmd" may
// use underscores.
bool is_kebab_case(std::string_view name);
// "org.deckle.markdown": two words or more, joined by dots.
bool is_reverse_dns(std::string_view id);

}  // namespace deckle
