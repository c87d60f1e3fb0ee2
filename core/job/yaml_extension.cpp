#include "job/yaml_extension.hpp"

#include <cstring>
#include <exception>
#include <new>

#include "job/yaml_tree.hpp"

namespace deckle {
namespace {

// Larger texts than a job's: dumps are read by this too. What memory it may take is the worker's limit.
constexpr std::uint64_t most_bytes = 256u << 20;

// Copies into the call's scratch memory; what cannot be had ends the copying.
class Copier {
 public:
  explicit Copier(const dk_call& call) : m_call(call) {}

  template <class T>
  T* make(std::uint64_t count = 1) {
    if (count == 0) return nullptr;
    void* const memory = m_call.scratch(m_call.ctx, count * sizeof(T), alignof(T));
    if (!memory) throw std::bad_alloc();
    return static_cast<T*>(std::memset(memory, 0, count * sizeof(T)));
  }

  dk_str text(std::string_view letters) {
    if (letters.empty()) return {nullptr, 0};
    char* const copy = make<char>(letters.size());
    std::memcpy(copy, letters.data(), letters.size());
    return {copy, letters.size()};
  }

  // As deep as the tree, which the limit of depth keeps below 500.
  const dk_yaml* node(const YamlNode& from) {
    auto* const to = make<dk_yaml>();
    to->size = sizeof *to;
    to->type = static_cast<std::uint32_t>(from.type);
    to->style = static_cast<std::uint32_t>(from.style);
    to->count = static_cast<std::uint32_t>(from.items.size());
    to->begin = from.begin, to->end = from.end;
    to->value = text(from.value);
    to->tag = text(from.tag);
    to->keys = row(from.keys);
    to->items = row(from.items);
    return to;
  }

  const dk_yaml_error* problem(const YamlProblem& from) {
    auto* const to = make<dk_yaml_error>();
    to->size = sizeof *to;
    to->begin = static_cast<std::uint32_t>(from.begin), to->end = static_cast<std::uint32_t>(from.end);
    to->message = text(from.message);
    return to;
  }

 private:
  const dk_yaml* const* row(std::span<const YamlNode* const> from) {
    const dk_yaml** const to = make<const dk_yaml*>(from.size());
    for (std::size_t k = 0; k < from.size(); ++k) to[k] = node(*from[k]);
    return to;
  }

  const dk_call& m_call;
};

static_assert(DK_YAML_NULL == static_cast<int>(YamlType::null) && DK_YAML_MAP == static_cast<int>(YamlType::map));
static_assert(DK_YAML_PLAIN == static_cast<int>(YamlStyle::plain) &&
              DK_YAML_BLOCK == static_cast<int>(YamlStyle::block));

dk_status parse(const dk_call* call, dk_str text, uint32_t max_depth, const dk_yaml** out,
                const dk_yaml_error** fault) noexcept {
  if (!call || !out || !fault) return DK_E_INTERNAL;
  *out = nullptr;
  *fault = nullptr;
  try {
    YamlLimits limits;
    limits.max_bytes = most_bytes;
    if (max_depth != 0) limits.max_depth = max_depth;
    limits.cancel = call->cancel;
    Copier copier(*call);
    const YamlResult read = read_yaml({text.ptr, text.len}, limits);
    if (!read.tree && call->cancel && *call->cancel != 0) return DK_E_CANCELLED;
    if (read.tree) *out = copier.node(read.tree->root());
    else *fault = copier.problem(read.problems.front());
    return read.tree ? DK_OK : DK_E_INPUT;
  } catch (const std::bad_alloc&) {
    return DK_E_NOMEM;
  } catch (const std::exception&) {
    return DK_E_INTERNAL;
  }
}

constexpr dk_yaml_reader reader{sizeof(dk_yaml_reader), 0, &parse};

}  // namespace

const dk_yaml_reader* yaml_extension() { return &reader; }

}  // namespace deckle
