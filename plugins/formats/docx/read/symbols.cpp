#include "symbols.hpp"

namespace docx {
namespace {

// Adobe's Symbol encoding (https://unicode.org/Public/MAPPINGS/VENDORS/ADOBE/symbol.txt), from 0x20 and from 0xA0 on.
constexpr std::u32string_view symbol_low =
    U" !∀#∃%&∋()∗+,−./0123456789:;<=>?"
    U"≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"
    U"\uF8E5αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";
constexpr std::u32string_view symbol_high =
    U"€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵"
    U"ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"
    U"◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\uF8FF〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭";

struct Pair {
  char32_t code, character;
};
// What people use of Wingdings: arrows, boxes, marks.
constexpr Pair wingdings[] = {
    {0x21, U'✏'}, {0x22, U'✂'}, {0x28, U'☎'}, {0x2A, U'✉'}, {0x36, U'⌛'}, {0x3C, U'💾'}, {0x41, U'✌'}, {0x45, U'☜'},
    {0x46, U'☞'}, {0x47, U'☝'}, {0x48, U'☟'}, {0x4A, U'☺'}, {0x4B, U'😐'}, {0x4C, U'☹'}, {0x51, U'✈'}, {0x52, U'☼'},
    {0x54, U'❄'}, {0x58, U'✠'}, {0x59, U'✡'}, {0x5A, U'☪'}, {0x5B, U'☯'}, {0x6C, U'●'}, {0x6D, U'❍'}, {0x6E, U'■'},
    {0x6F, U'□'}, {0x71, U'❑'}, {0x72, U'❒'}, {0x73, U'⬧'}, {0x74, U'⧫'}, {0x75, U'◆'}, {0x76, U'❖'}, {0x77, U'⬥'},
    {0x9F, U'•'}, {0xA1, U'○'}, {0xA7, U'▪'}, {0xA8, U'◻'}, {0xAB, U'★'}, {0xD8, U'➢'}, {0xDF, U'←'}, {0xE0, U'→'},
    {0xE1, U'↑'}, {0xE2, U'↓'}, {0xE8, U'➔'}, {0xEF, U'⇦'}, {0xF0, U'⇨'}, {0xF1, U'⇧'}, {0xF2, U'⇩'}, {0xFB, U'✗'},
    {0xFC, U'✓'}, {0xFD, U'☒'}, {0xFE, U'☑'}};

}  // namespace

bool is_symbol_font(std::string_view font) { return font == "Symbol" || font == "Wingdings"; }

char32_t symbol(std::string_view font, char32_t code) {
  if (code >= 0xF000 && code <= 0xF0FF) code -= 0xF000;
  if (font == "Symbol") {
    if (code >= 0x20 && code - 0x20 < symbol_low.size()) return symbol_low[code - 0x20];
    if (code >= 0xA0 && code - 0xA0 < symbol_high.size()) return symbol_high[code - 0xA0];
  }
  if (font == "Wingdings")
    for (const Pair& pair : wingdings)
      if (pair.code == code) return pair.character;
  return 0;
}

}  // namespace docx
