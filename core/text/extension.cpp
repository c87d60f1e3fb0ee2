// The one symbol of this module: the table of deckle.text/1.
#include "text/functions.hpp"

namespace {

constexpr dk_text table = {sizeof(dk_text),         0,
                           deckle::text::decode,    deckle::text::nfc,
                           deckle::text::fold_case, deckle::text::lower,
                           deckle::text::segment,   deckle::text::width,
                           deckle::text::category};

}  // namespace

const dk_text* deckle_text_extension(void) { return &table; }
