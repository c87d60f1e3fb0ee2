// Whether a job gives the same bytes again.
#pragma once

namespace deckle {

// Runs `deckle run` with these arguments once more as a program of its own, whose memory lies elsewhere and whose clock
// is later, with --compare in the place of --verify. Gives its exit code.
int verify(int count, char** arguments);

}  // namespace deckle
