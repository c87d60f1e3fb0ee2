// The supervisor's side of a RemoteBroker: answers its questions by the document's LocalBroker, and stages what it
// sends.
#pragma once
#include "diagnostics/result.hpp"
#include "engine/crew.hpp"
#include "engine/kept_documents.hpp"
#include "process/wire.hpp"

namespace deckle {

// Nonsense: this is no question, it is not asked as it should be, or who asked does not listen. Unsent: for want of
// what the supervisor itself needs to send it, and errno says which. Who is gone meanwhile gets no answer.
enum class Answered { yes, unsent, nonsense };
Answered answer_question(Word word, Incoming& question, Work& work, const KeptDocuments& kept, const Channel& to);

// What a worker has checked by itself is checked once more, if only for the record, and for what is asked next. False:
// it is not as it should be.
bool take_checked(Incoming& message, Work& work);

// The used links and the outputs at the end of a message about a document that is done or not; nothing: they are not as
// they should be, not all of those that were ordered, or have more than `most` bytes for each of these. A problem: the
// outputs cannot be staged.
std::optional<Result<void>> take_received(Incoming& message, Work& work, bool is_done, std::uint64_t most);

}  // namespace deckle
