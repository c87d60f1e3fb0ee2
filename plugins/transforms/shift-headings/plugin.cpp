#include "transform.hpp"

DECKLE_PLUGIN("org.deckle.shift-headings", "1.0.0", deckle::Transform<ShiftHeadings>);
