// Whose each place beside the outputs is, by the order of the plan: it belongs to the first document that wants it and
// is made. Whoever is faster gets no more for it.
//
// A document under way is told what is settled, by the documents before it that have had their turn, and is granted
// what nobody has yet. When its turn comes all before it is settled. If it would be told the same now, its places are
// settled as its own, and it appears; if not, it is made again, now knowing all that it will ever know. So each one is
// made twice at most, and what comes of it is as if one had been made after the other. A document that an earlier run
// made has its turn like others, with the claims that were recorded; one that fails claims nothing.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "engine/document_record.hpp"
#include "engine/run_files.hpp"

namespace deckle {

// What one document was granted.
class OwnPlaces {
 public:
  // Whose the place is for this document, which wants it for `owner`.
  std::string holder(const RunFiles& run, const std::string& place, const std::string& owner);

 private:
  std::map<std::string, std::string> m_owners;  // by place
};

// Whether these claims of a document, in their order, would be answered now as they were.
bool would_hold(const RunFiles& run, const std::vector<ClaimedPlace>& claims);
// Whether their answers are what is settled, so that no other document can change them.
bool are_settled(const RunFiles& run, const std::vector<ClaimedPlace>& claims);
// What was granted stays granted.
void settle(RunFiles& run, const std::vector<ClaimedPlace>& claims);

}  // namespace deckle
