// JSON Schema 2020-12 of jobs: the declared language with the components and options of the plugins that are there.
#pragma once
#include <string>

#include "host/registry.hpp"

namespace deckle {

// What a schema is for: a base says only a part of what the job needs that extends it.
enum class SchemaOf { job, base };

// The same registry gives the same bytes. No plugin is loaded.
std::string job_schema(const Registry& registry, SchemaOf what = SchemaOf::job);

}  // namespace deckle
