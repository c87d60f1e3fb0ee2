#include "transform.hpp"

DECKLE_PLUGIN("org.deckle.number-sections", "1.0.0", deckle::Transform<NumberSections>);
