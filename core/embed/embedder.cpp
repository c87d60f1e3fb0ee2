#include "embed/embedder.hpp"

#include <cerrno>
#include <deckle/str.hpp>

#include "io/files.hpp"
#include "io/problem.hpp"

namespace deckle::embed {

Result<FileBytes> Embedder::give(const std::string& name) const {
  dk_str bytes{};
  if (m_resource == nullptr || m_resource(m_ctx, str(name), &bytes) != DK_OK) return io_problem("read", name, ENOENT);
  if (bytes.len > largest_input) return io_problem("read", name, EFBIG);
  if (bytes.len > 0 && bytes.ptr == nullptr) return io_problem("read", name, EFAULT);
  return FileBytes(std::string(view(bytes)));
}

}  // namespace deckle::embed
