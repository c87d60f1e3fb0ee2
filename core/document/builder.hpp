// The builder behind abi/deckle/builder.h: checks what a plugin says, call by call, and keeps the document in memory
// that it reuses for the next one.
#pragma once
#include <deckle/builder.h>

#include <string>

#include "diagnostics/result.hpp"
#include "document/block.hpp"
#include "document/tree_writer.hpp"

namespace deckle {

struct BuildLimits {
  std::uint64_t nodes = 20'000'000;
  std::uint32_t depth = 512;
  std::uint32_t expansion = 200;  // document bytes per input byte, beyond 16 MiB
  std::uint64_t input_bytes = 0;  // 0: expansion is not limited
};

class DocumentBuilder {
 public:
  DocumentBuilder();
  DocumentBuilder(const DocumentBuilder&) = delete;
  DocumentBuilder& operator=(const DocumentBuilder&) = delete;

  // Forgets the document, keeps the memory.
  void begin(const BuildLimits& limits);
  // For the limit of expansion: what is included is input as well.
  void add_input(std::uint64_t bytes) { m_limits.input_bytes += m_limits.input_bytes != 0 ? bytes : 0; }
  // Declares the input as source 0, 1, ...: spans must lie inside.
  std::uint32_t add_source(std::uint32_t parent, std::uint32_t what, std::string_view name, std::string_view media_type,
                           std::uint64_t bytes);
  // As people read it, "container!/part"; empty when there is none of this number.
  std::string name_of_source(std::uint32_t id) const;
  // What plugins see; valid as long as this object.
  dk_builder* face() { return &m_face; }
  // The finished document, checked against the kind table. The builder is empty afterwards.
  Result<Block> finish();

  // For content of edits, which has no root: what was built so far; and from now on nodes are numbered from 0 again.
  void begin_content() { m_first = m_writer.count(); }
  TreeWriter& writer() { return m_writer; }
  bool is_complete() const { return m_writer.depth() == 0; }
  // The first problem met, if any: "document.limit" or "document.invalid".
  const std::string& problem() const { return m_problem; }
  dk_status status() const { return m_status; }

 private:
  struct Calls;  // the functions of the face
  dk_status fail(dk_status status, std::string text);
  void make_room();
  dk_status check_room(std::uint64_t nodes, std::uint64_t text, std::uint64_t attrs);
  dk_status check_depth();
  std::uint16_t flags_for(std::uint16_t kind, std::uint16_t said) const;
  bool is_kind(std::uint16_t kind) const;
  dk_status add_attribute(dk_attr attr, std::uint64_t string_base, std::uint64_t string_room);
  dk_status add_span(const dk_span& span, std::uint32_t& index);
  dk_status append(const dk_batch& batch);
  dk_status close(std::uint32_t levels);

  Tables m_tables;
  TreeWriter m_writer{m_tables};
  BuildLimits m_limits;
  std::uint32_t m_first = 0;  // the node that plugins know as number 0
  dk_builder m_face{};
  dk_status m_status = DK_OK;
  std::string m_problem;
};

}  // namespace deckle
