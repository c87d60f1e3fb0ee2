#include "transform.hpp"

DECKLE_PLUGIN("org.deckle.smart", "1.0.0", deckle::Transform<Smart>);
