// The checks, one function each. What they promise stands in checks.cpp.
#pragma once
#include "check/check.hpp"

namespace deckle::checking {

// The library as a file, and loading it.
Finding entry_symbol(Subject& subject);
Finding loading(Subject& subject);
Finding binary_form(Subject& subject);
Finding quiet_loading(Subject& subject);
Finding fast_description(Subject& subject);
Finding steady_description(Subject& subject);

// Its life, its options.
Finding older_host(Subject& subject);
Finding unknown_extensions(Subject& subject);
Finding life(Subject& subject);
Finding options(Subject& subject);
Finding option_values(Subject& subject);
Finding refusals(Subject& subject);

// Readers.
Finding any_input(Subject& subject);
Finding pieces(Subject& subject);
Finding truncation(Subject& subject);
Finding probe(Subject& subject);
Finding documents(Subject& subject);
Finding spans(Subject& subject);
Finding words(Subject& subject);

// Every component.
Finding determinism(Subject& subject);
Finding fresh_instance(Subject& subject);
Finding cancel(Subject& subject);
Finding memory(Subject& subject);
Finding broken_streams(Subject& subject);
Finding limits(Subject& subject);

// Transforms and exporters.
Finding unknown_survives(Subject& subject);
Finding losses(Subject& subject);
Finding round_trip(Subject& subject);

// As in a run.
Finding sandbox(Subject& subject);
Finding budget(Subject& subject);
Finding newer_host(Subject& subject);

}  // namespace deckle::checking
