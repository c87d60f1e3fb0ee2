// Which addresses may stand in a page that a stranger wrote.
#pragma once
#include <string_view>

// What follows an address: a reader's click, or the browser by itself to show what is there.
enum class Follows { click, image, sound_or_film };

// Whether nothing but a document, a message or a picture can be behind an address: it has no scheme, or a known one.
// Schemes are read as browsers read them, which leave out control characters and white space.
bool is_harmless(std::string_view address, Follows follows);
