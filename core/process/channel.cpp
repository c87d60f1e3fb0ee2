#include "process/channel.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace deckle {
namespace {

// Three of these lie in a socket's buffer at most: work that waits its turn, and the answer to a question. The system
// counts what it keeps them in, which is less than twice as much, and gives as much as it is set up to.
constexpr std::size_t most_inline = 64u << 10;
constexpr int buffer_bytes = 256 << 10;
constexpr int wide_buffer = 3 * 2 * most_inline;
enum Form : char { is_inline = 'i', is_in_file = 'f' };

// Takes the descriptors of a received header.
void take_descriptors(msghdr& header, std::vector<Descriptor>& to) {
  for (cmsghdr* part = CMSG_FIRSTHDR(&header); part != nullptr; part = CMSG_NXTHDR(&header, part)) {
    if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS) continue;
    const std::size_t count = (part->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (std::size_t i = 0; i < count; ++i) {
      int number = -1;
      std::memcpy(&number, CMSG_DATA(part) + i * sizeof number, sizeof number);
      to.emplace_back(number);
    }
  }
}

// Copied, for whoever wrote the file may still change it.
bool read_file(int file, std::uint64_t most, std::string& to) {
  struct stat status {};
  if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) return false;
  if (status.st_size < 0 || static_cast<std::uint64_t>(status.st_size) > most) return false;
  to.resize(static_cast<std::size_t>(status.st_size));
  for (std::size_t at = 0; at < to.size();) {
    const ssize_t got = pread(file, to.data() + at, to.size() - at, static_cast<off_t>(at));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    at += static_cast<std::size_t>(got);
  }
  return true;
}

}  // namespace

Descriptor memory_file(std::string_view bytes) {
  Descriptor file(memfd_create("deckle", MFD_CLOEXEC));
  if (file && write_all(file.get(), bytes) != 0) return {};
  if (file) lseek(file.get(), 0, SEEK_SET);
  return file;
}

std::optional<Channel> Channel::inherited(int descriptor) {
  int type = 0;
  socklen_t length = sizeof type;
  if (getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &type, &length) != 0 || type != SOCK_SEQPACKET) return std::nullopt;
  fcntl(descriptor, F_SETFD, FD_CLOEXEC);
  return Channel(Descriptor(descriptor));
}

bool Channel::send(std::string_view bytes, const std::vector<int>& descriptors) const {
  Descriptor overflow;
  std::array<int, most_descriptors + 1> numbers{};
  std::size_t count = 0;
  for (const int number : descriptors) numbers.at(count++) = number;
  char form = is_inline;
  if (bytes.size() > most_inline) {
    overflow = memory_file(bytes);
    if (!overflow) return false;
    numbers.at(count++) = overflow.get();
    form = is_in_file;
    bytes = {};
  }
  iovec parts[2] = {{&form, 1}, {const_cast<char*>(bytes.data()), bytes.size()}};
  alignas(cmsghdr) char control[CMSG_SPACE((most_descriptors + 1) * sizeof(int))];
  msghdr header{};
  header.msg_iov = parts;
  header.msg_iovlen = 2;
  if (count != 0) {
    header.msg_control = control;
    header.msg_controllen = CMSG_SPACE(count * sizeof(int));
    cmsghdr* rights = CMSG_FIRSTHDR(&header);
    rights->cmsg_level = SOL_SOCKET;
    rights->cmsg_type = SCM_RIGHTS;
    rights->cmsg_len = CMSG_LEN(count * sizeof(int));
    std::memcpy(CMSG_DATA(rights), numbers.data(), count * sizeof(int));
  }
  ssize_t sent = 0;
  do sent = sendmsg(m_socket.get(), &header, MSG_NOSIGNAL | (m_is_patient ? 0 : MSG_DONTWAIT));
  while (sent < 0 && errno == EINTR);
  return sent >= 0;
}

bool Channel::has_wide_buffer() const {
  int bytes = 0;
  socklen_t length = sizeof bytes;
  return getsockopt(m_socket.get(), SOL_SOCKET, SO_SNDBUF, &bytes, &length) == 0 && bytes >= wide_buffer;
}

bool Channel::was_gone() { return errno == EPIPE || errno == ECONNRESET; }

bool Channel::was_full() { return errno == EAGAIN || errno == EWOULDBLOCK; }

bool Channel::wait(int milliseconds) const {
  pollfd waiting{m_socket.get(), POLLIN, 0};
  const int ready = poll(&waiting, 1, milliseconds);
  return ready > 0 || (ready < 0 && errno != EINTR);
}

std::optional<Message> Channel::receive(std::uint64_t most) const {
  static thread_local std::array<char, most_inline + 1> room;
  alignas(cmsghdr) char control[CMSG_SPACE((most_descriptors + 1) * sizeof(int))];
  iovec part{room.data(), room.size()};
  msghdr header{};
  header.msg_iov = &part;
  header.msg_iovlen = 1;
  header.msg_control = control;
  header.msg_controllen = sizeof control;
  ssize_t got = 0;
  // ECONNRESET comes first when the other side went without hearing all, and then what it had to say.
  do got = recvmsg(m_socket.get(), &header, MSG_CMSG_CLOEXEC);
  while (got < 0 && (errno == EINTR || errno == ECONNRESET));
  Message message;
  if (got >= 0) take_descriptors(header, message.descriptors);
  if (got < 1 || (header.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0) return std::nullopt;
  if (room[0] == is_in_file) {
    if (message.descriptors.empty()) return std::nullopt;
    const Descriptor file = std::move(message.descriptors.back());
    message.descriptors.pop_back();
    if (!read_file(file.get(), most, message.bytes)) return std::nullopt;
  } else {
    // The first byte says so, or belongs to the last words of a dying process, which are written as they are.
    const bool is_framed = room[0] == is_inline;
    message.bytes.assign(room.data() + (is_framed ? 1 : 0), static_cast<std::size_t>(got) - (is_framed ? 1 : 0));
  }
  return message;
}

std::optional<std::pair<Channel, Channel>> channel_pair() {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) return std::nullopt;
  for (const int end : ends) setsockopt(end, SOL_SOCKET, SO_SNDBUF, &buffer_bytes, sizeof buffer_bytes);
  return std::pair(Channel(Descriptor(ends[0])), Channel(Descriptor(ends[1])));
}

}  // namespace deckle
