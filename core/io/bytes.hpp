// The content of an input: a mapped file or memory of its own, kept alive by whoever holds it.
#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace deckle {

class FileBytes {
 public:
  FileBytes() = default;
  explicit FileBytes(std::string text) {
    auto kept = std::make_shared<const std::string>(std::move(text));
    m_view = *kept;
    m_keeper = std::move(kept);
  }
  // `view` lies in memory that `keeper` owns.
  FileBytes(std::shared_ptr<const void> keeper, std::string_view view) : m_keeper(std::move(keeper)), m_view(view) {}

  std::string_view view() const { return m_view; }
  std::size_t size() const { return m_view.size(); }

 private:
  std::shared_ptr<const void> m_keeper;
  std::string_view m_view;
};

}  // namespace deckle
