#include "transform.hpp"

DECKLE_PLUGIN("org.deckle.metadata", "1.0.0", deckle::Transform<Metadata>);
