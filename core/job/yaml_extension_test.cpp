#include "job/yaml_extension.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <memory>
#include <string_view>
#include <vector>

using namespace deckle;

namespace {

// A call whose scratch memory gives out after some pieces.
struct FakeCall {
  std::vector<std::unique_ptr<char[]>> pieces;
  std::size_t most = SIZE_MAX;
  dk_call call{};

  FakeCall() {
    call.size = sizeof call;
    call.ctx = this;
    call.scratch = [](void* ctx, std::uint64_t bytes, std::uint32_t) noexcept -> void* {
      auto& self = *static_cast<FakeCall*>(ctx);
      if (self.pieces.size() >= self.most) return nullptr;
      self.pieces.push_back(std::make_unique<char[]>(bytes));
      return self.pieces.back().get();
    };
  }

  dk_status parse(std::string_view text, std::uint32_t depth = 0) {
    return yaml_extension()->parse(&call, {text.data(), text.size()}, depth, &tree, &fault);
  }
  const dk_yaml* tree = nullptr;
  const dk_yaml_error* fault = nullptr;
};

std::string_view text_of(dk_str text) { return {text.ptr, text.len}; }

}  // namespace

TEST_CASE("the extension hands over trees and problems in scratch memory") {
  FakeCall call;
  REQUIRE(call.parse("a: [1, 'x', ~]\nb: !!str |\n  c\n") == DK_OK);
  CHECK(call.fault == nullptr);
  REQUIRE(call.tree->type == DK_YAML_MAP);
  REQUIRE(call.tree->count == 2);
  CHECK(call.tree->size == sizeof(dk_yaml));
  CHECK(text_of(call.tree->keys[1]->value) == "b");
  CHECK(text_of(call.tree->items[1]->value) == "c\n");
  CHECK(text_of(call.tree->items[1]->tag) == "!!str");
  CHECK(call.tree->items[1]->style == DK_YAML_BLOCK);
  const dk_yaml& list = *call.tree->items[0];
  CHECK(list.count == 3);
  CHECK(list.items[1]->style == DK_YAML_QUOTED);
  CHECK(list.items[2]->type == DK_YAML_NULL);
  CHECK(list.begin == 3);
  CHECK(list.end == 14);

  REQUIRE(call.parse("a: 1\na: 2") == DK_E_INPUT);
  CHECK(call.tree == nullptr);
  CHECK(call.fault->begin == 5);
  CHECK(text_of(call.fault->message).find("twice") != std::string_view::npos);
}

TEST_CASE("the extension keeps its limits, and fails cleanly when memory ends") {
  FakeCall call;
  CHECK(call.parse("[[[]]]", 2) == DK_E_INPUT);
  CHECK(call.parse("[[[]]]", 3) == DK_OK);
  CHECK(call.parse({}) == DK_OK);
  CHECK(call.tree->type == DK_YAML_NULL);
  for (std::size_t most = 0; most < 12; ++most) {
    FakeCall poor;
    poor.most = most;
    const dk_status status = poor.parse("a: [b, c]");
    CHECK((status == DK_E_NOMEM || status == DK_OK));
    CHECK((status == DK_OK) == (poor.tree != nullptr));
  }
}
