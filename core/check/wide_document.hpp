// A document as a newer host gives it: each record is followed by fields that nobody here knows.
#pragma once
#include <deckle/document.h>

#include <vector>

namespace deckle::checking {

class WideDocument {
 public:
  // The document has to outlive it: text and bytes of resources stay where they are.
  explicit WideDocument(const dk_doc& document);
  WideDocument(const WideDocument&) = delete;

  const dk_doc& doc() const { return m_wide.doc; }

 private:
  dk_view widened(const dk_view& view);

  struct {
    dk_doc doc;
    std::uint64_t unknown = 0xA5A5A5A5A5A5A5A5u;
  } m_wide;
  std::vector<std::vector<std::uint64_t>> m_records;
};

}  // namespace deckle::checking
