#include "transform.hpp"

DECKLE_PLUGIN("org.deckle.toc", "1.0.0", deckle::Transform<Toc>);
