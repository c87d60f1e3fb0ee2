#include "transform.hpp"

DECKLE_PLUGIN("org.deckle.highlight", "1.0.0", deckle::Transform<Highlight>);
