#include "transform.hpp"

DECKLE_PLUGIN("org.deckle.identifiers", "1.0.0", deckle::Transform<Identifiers>);
