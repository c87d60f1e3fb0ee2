#include "page_tree.hpp"

#include <algorithm>
#include <charconv>
#include <csetjmp>
#include <cstdlib>

#include "tags.hpp"

namespace html {

// Gumbo does not expect that memory, or its time, ends: it is left by a jump then, which is sound, for nothing that it
// holds has to be given back one by one.
class PageTree::Arena {
 public:
  Arena(std::size_t limit, const volatile std::uint32_t* cancel) : m_left(limit), m_cancel(cancel) {}
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  ~Arena() {
    for (void* block : m_blocks) std::free(block);
  }

  GumboNode* parse(std::string_view text) {
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = [](void* arena, std::size_t size) { return static_cast<Arena*>(arena)->allocate(size); };
    options.deallocator = [](void* arena, void* piece) { static_cast<Arena*>(arena)->take_back(piece); };
    options.userdata = this;
    options.max_errors = 0;
    if (setjmp(m_full) != 0) return nullptr;
    return gumbo_parse_with_options(&options, text.data(), text.size())->root;
  }

 private:
  static constexpr std::size_t block_size = 1 << 18, alignment = alignof(std::max_align_t);

  void* allocate(std::size_t size) {
    size = (size + alignment - 1) / alignment * alignment;
    const bool has_room = static_cast<std::size_t>(m_end - m_next) >= size || add_block(size);
    if (!has_room || (m_cancel && *m_cancel != 0)) std::longjmp(m_full, 1);
    m_last = m_next;
    m_next += size;
    return m_last;
  }
  // What was given last can be given again: that is most of what a tokenizer gives back.
  void take_back(void* piece) {
    if (piece != nullptr && piece == m_last) m_next = m_last;
  }
  bool add_block(std::size_t size) {
    size = std::max(size, block_size);
    if (size > m_left) return false;
    m_left -= size;
    m_next = static_cast<char*>(std::malloc(size));
    if (m_next == nullptr) return false;
    m_blocks.push_back(m_next);
    m_end = m_next + size;
    return true;
  }

  std::size_t m_left;
  const volatile std::uint32_t* m_cancel;
  char *m_next = nullptr, *m_end = nullptr, *m_last = nullptr;
  std::vector<void*> m_blocks;
  std::jmp_buf m_full;
};

namespace {

// Pages need some fifteen bytes for each of theirs; what needs ten times that was made to.
std::size_t most_memory(std::string_view text) { return (std::size_t{64} << 20) + text.size() * 150; }

}  // namespace

PageTree::PageTree(std::string_view text, const volatile std::uint32_t* cancel)
    : m_arena(std::make_unique<Arena>(most_memory(text), cancel)) {
  m_root = m_arena->parse(text);
}
PageTree::PageTree(PageTree&& other) noexcept = default;
PageTree::~PageTree() = default;

std::string_view name_of(const GumboNode& element) {
  const GumboElement& it = element.v.element;
  if (it.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(it.tag);
  GumboStringPiece name = it.original_tag;
  gumbo_tag_from_original_text(&name);
  return {name.data, name.length};
}

const GumboNode* next_node(const GumboNode* node, const GumboNode& top, bool inside) {
  if (inside && child_count(*node) > 0) return &child_of(*node, 0);
  for (; node != &top; node = node->parent) {
    const unsigned next = static_cast<unsigned>(node->index_within_parent) + 1;
    if (next < child_count(*node->parent)) return &child_of(*node->parent, next);
  }
  return nullptr;
}

const char* find_attribute(const GumboNode& element, const char* name) {
  const GumboVector& all = element.v.element.attributes;
  for (unsigned i = 0; i < all.length; ++i) {
    const auto* attribute = static_cast<const GumboAttribute*>(all.data[i]);
    if (std::string_view(attribute->name) == name) return attribute->value;
  }
  return nullptr;
}

std::string_view attribute_of(const GumboNode& element, const char* name) {
  const char* value = find_attribute(element, name);
  return value ? std::string_view(value) : std::string_view();
}

bool has_word(const GumboNode& element, const char* name, std::string_view word) {
  std::string_view words = attribute_of(element, name);
  for (std::string_view one = next_word(words); !one.empty(); one = next_word(words))
    if (one == word) return true;
  return false;
}

std::string_view next_word(std::string_view& words) {
  while (!words.empty() && is_space(words.front())) words.remove_prefix(1);
  const auto end = std::find_if(words.begin(), words.end(), is_space);
  const std::string_view word = words.substr(0, static_cast<std::size_t>(end - words.begin()));
  words.remove_prefix(word.size());
  return word;
}

std::optional<int> number_of(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  if (text.substr(0, 1) == "+") text.remove_prefix(1);
  int number = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), number);
  return result.ec == std::errc() ? std::optional(number) : std::nullopt;
}

std::string text_of(const GumboNode& node) {
  std::string text;
  for (const GumboNode* at = &node; at; at = next_node(at, node))
    if (is_text(*at)) text += at->v.text.text;
  return text;
}

bool is_all_of(const GumboNode& around, const GumboNode& child) {
  for (unsigned i = 0; i < child_count(around); ++i) {
    const GumboNode& one = child_of(around, i);
    if (&one != &child && one.type != GUMBO_NODE_COMMENT && !is_blank_text(one)) return false;
  }
  return true;
}

bool is_blank(std::string_view text) { return std::all_of(text.begin(), text.end(), is_space); }

namespace {

// Whether a piece that Gumbo names as an end tag is that of the element: at an end tag it names that one for all
// elements that end there.
bool is_own_end(const GumboElement& element) {
  const GumboStringPiece& end = element.original_end_tag;
  if (end.length < 3 || element.original_tag.length < 2) return false;
  const std::string_view tag(element.original_tag.data + 1, element.original_tag.length - 1);
  const std::string_view name(end.data + 2, end.length - 2);
  const auto length = static_cast<std::size_t>(
      std::find_if(name.begin(), name.end(), [](char c) { return is_space(c) || c == '/' || c == '>'; }) -
      name.begin());
  return tag.size() >= length && is_word(tag.substr(0, length), name.substr(0, length)) &&
         (tag.size() == length || is_space(tag[length]) || tag[length] == '/' || tag[length] == '>');
}

}  // namespace

Range range_of(const GumboNode& node, std::string_view text) {
  const auto place = [&](const char* at) { return static_cast<std::size_t>(at - text.data()); };
  if (!is_element(node)) {
    const GumboStringPiece& piece = node.v.text.original_text;
    return {place(piece.data), place(piece.data) + piece.length};
  }
  const GumboElement& element = node.v.element;
  const GumboStringPiece& tag = element.original_tag;
  const std::size_t begin = tag.length > 0 ? place(tag.data) : element.start_pos.offset;
  std::size_t end = element.end_pos.offset;
  if (is_own_end(element)) end = place(element.original_end_tag.data) + element.original_end_tag.length;
  return {std::min(begin, text.size()), std::min(std::max(end, begin + tag.length), text.size())};
}

}  // namespace html
