// A .docx file from its bytes to the last node.
#pragma once
#include "context.hpp"

namespace docx {

class DocumentReader {
 public:
  DocumentReader(deckle::Input& in, deckle::Builder& out, deckle::Call& call, const Settings& settings)
      : m_container(in, out, call), m_context(out, call, settings, m_container) {}
  void run();

 private:
  Container m_container;
  Context m_context;
};

}  // namespace docx
