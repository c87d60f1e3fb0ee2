// Layout: tables -> one block, and back to views.
#include "document/block.hpp"

#include <cstring>

#include "document/tree_writer.hpp"
#include "document/validate.hpp"

namespace deckle {
namespace {

struct Piece {
  dk_section section;
  const void* bytes;
};

std::uint64_t align8(std::uint64_t offset) { return (offset + 7) & ~std::uint64_t{7}; }

template <class T>
void add(std::vector<Piece>& pieces, std::uint32_t tag, const Pool<T>& pool) {
  if (!pool.empty()) pieces.push_back({{tag, static_cast<std::uint32_t>(sizeof(T)), 0, pool.size()}, pool.data()});
}

std::vector<Piece> pieces_of(const Tables& tables) {
  std::vector<Piece> pieces;
  add(pieces, DK_SEC_NODES, tables.nodes);
  add(pieces, DK_SEC_ATTRS, tables.attrs);
  add(pieces, DK_SEC_TEXT, tables.text);
  add(pieces, DK_SEC_SPANS, tables.spans);
  add(pieces, DK_SEC_NAMES, tables.names);
  add(pieces, DK_SEC_SOURCES, tables.sources);
  add(pieces, DK_SEC_RESOURCES, tables.resources);
  add(pieces, DK_SEC_BYTES, tables.blobs);
  for (const CarriedSection& carried : tables.carried) pieces.push_back({carried.header, carried.bytes.data()});
  return pieces;
}

}  // namespace

Block Block::assemble(const Tables& tables) {
  return assemble(tables, [](void* to, const void* from, std::uint64_t size) { std::memcpy(to, from, size); });
}

Block Block::assemble(Tables&& tables) {
  Block block = assemble(tables, [](void* to, const void* from, std::uint64_t size) {
    move_bytes(to, const_cast<void*>(from), size);  // the tables are ours
  });
  tables.clear();
  return block;
}

Block Block::assemble(const Tables& tables, Copy* copy) {
  std::vector<Piece> pieces = pieces_of(tables);
  std::uint64_t total = sizeof(dk_doc_header) + pieces.size() * sizeof(dk_section);
  for (Piece& piece : pieces) {
    piece.section.offset = total;
    total = align8(total + piece.section.count * piece.section.stride);
  }
  auto held = std::make_shared<Held>();
  held->storage = memory_for(total);
  auto* base = reinterpret_cast<std::uint8_t*>(held->storage.get());
  const dk_doc_header header = {DK_DOC_MAGIC, DK_DOC_LAYOUT, 0, total, static_cast<std::uint32_t>(pieces.size()), 0};
  std::memcpy(base, &header, sizeof header);
  std::uint64_t table = sizeof header;
  for (const Piece& piece : pieces) {
    std::memcpy(base + table, &piece.section, sizeof piece.section);
    table += sizeof piece.section;
    const std::uint64_t length = piece.section.count * piece.section.stride;
    copy(base + piece.section.offset, piece.bytes, length);
    std::memset(base + piece.section.offset + length, 0, static_cast<std::size_t>(align8(length) - length));
  }
  held->doc = views_of(base, total);
  return Block(std::move(held));
}

Result<Block> Block::from_bytes(std::string_view bytes) {
  auto held = std::make_shared<Held>();
  held->storage = memory_for(bytes.size());
  auto* base = reinterpret_cast<std::uint8_t*>(held->storage.get());
  std::memcpy(base, bytes.data(), bytes.size());
  if (auto laid_out = check_layout(base, bytes.size()); !laid_out) return laid_out.problem();
  held->doc = views_of(base, bytes.size());
  if (auto sound = check_document(held->doc); !sound) return sound.problem();
  return Block(std::move(held));
}

Result<Block> Block::from_file(FileBytes file) {
  auto held = std::make_shared<Held>();
  held->file = std::move(file);
  const auto* base = reinterpret_cast<const std::uint8_t*>(held->file.view().data());
  if (auto laid_out = check_layout(base, held->file.size()); !laid_out) return laid_out.problem();
  held->doc = views_of(base, held->file.size());
  if (auto sound = check_document(held->doc); !sound) return sound.problem();
  return Block(std::move(held));
}

Block canonical(const Block& block) {
  Tables tables;
  TreeWriter writer(tables);
  NodeCopier(block.doc(), writer).subtree(block.document().root());
  tables.carried = carried_sections(block.doc());
  return Block::assemble(std::move(tables));
}

}  // namespace deckle
