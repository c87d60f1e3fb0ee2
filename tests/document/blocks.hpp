// From naive trees to blocks, through the builder's public face.
#pragma once
#include "document/block.hpp"
#include "document/builder.hpp"
#include "check/feeder.hpp"

namespace deckle::naive {

inline Result<Block> build(const Tree& document, Random random, Feed how) {
  DocumentBuilder builder;
  builder.begin({});
  Feeder feeder(*builder.face(), random, how);
  feeder.tree(document);
  return builder.finish();
}

}  // namespace deckle::naive
