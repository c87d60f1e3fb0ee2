#include "pipeline/faces.hpp"

#include <fmt/format.h>
#include <deckle/str.hpp>

#include <algorithm>
#include <cstring>

#include "diagnostics/limits_in_words.hpp"
#include "pipeline/address.hpp"
#include "pipeline/links.hpp"

namespace deckle {
namespace {

dk_status read_input(void* ctx, std::uint64_t offset, void* to, std::uint64_t room, std::uint64_t* got) noexcept {
  const std::string_view bytes = static_cast<const SourceFace*>(ctx)->input().bytes.view();
  const std::uint64_t from = std::min<std::uint64_t>(offset, bytes.size());
  *got = std::min<std::uint64_t>(room, bytes.size() - from);
  if (*got != 0) std::memcpy(to, bytes.data() + from, static_cast<std::size_t>(*got));
  return DK_OK;
}

}  // namespace

SourceFace::SourceFace(InputFile input, std::uint32_t id) : m_input(std::move(input)) {
  m_face.size = sizeof m_face;
  m_face.ctx = this;
  m_face.id = id;
  m_face.uri = str(m_input.name);
  m_face.media_type = str(m_input.media_type);
  m_face.length = m_input.bytes.size();
  m_face.mapped = reinterpret_cast<const std::uint8_t*>(m_input.bytes.view().data());
  m_face.read_at = read_input;
}

// The functions of the face: nothing that unwinds may leave them.
struct SinkFace::Calls {
  static dk_status write(void* ctx, const void* bytes, std::uint64_t length) noexcept try {
    Stream& stream = *static_cast<Stream*>(ctx);
    return stream.owner->write(stream, {static_cast<const char*>(bytes), static_cast<std::size_t>(length)});
  } catch (...) {
    return DK_E_NOMEM;
  }
  static dk_status open_part(void* ctx, dk_str name, dk_str, dk_sink** out) noexcept try {
    return static_cast<Stream*>(ctx)->owner->open_part({name.ptr, static_cast<std::size_t>(name.len)}, out);
  } catch (...) {
    return DK_E_NOMEM;
  }
  static dk_sink face(Stream& stream) {
    dk_sink made{};
    made.size = sizeof made;
    made.ctx = &stream;
    made.write = write;
    made.open_part = open_part;
    return made;
  }
};

SinkFace::SinkFace(Broker& broker, std::size_t output, std::uint64_t max_bytes, DocumentReport& report)
    : m_broker(broker), m_index(output), m_max_bytes(max_bytes), m_report(report) {
  m_main.owner = this;
  m_main.face = Calls::face(m_main);
}

bool SinkFace::open() {
  Result<StagedOutput*> output = m_broker.stage(m_index);
  if (!output) return fail(output.problem(), DK_E_IO) == DK_OK;
  m_main.output = *output;
  return true;
}

dk_status SinkFace::fail(Diagnostic problem, dk_status status) {
  m_failed = status;
  m_report.add(std::move(problem));
  return status;
}

dk_status SinkFace::write(Stream& stream, std::string_view bytes) {
  if (m_failed != DK_OK) return m_failed;
  if (bytes.size() > m_max_bytes - m_written)
    return fail(
        error("limit.output", "the output is larger than " + amount_of_bytes(m_max_bytes), hint_to_raise("output")),
        DK_E_LIMIT);
  m_written += bytes.size();
  if (stream.output == nullptr)
    return fail(error("host.plugin-fault", "a part was written to after the next one was opened"), DK_E_INTERNAL);
  if (Result<void> written = stream.output->write(bytes); !written) return fail(written.problem(), DK_E_IO);
  return DK_OK;
}

dk_status SinkFace::open_part(std::string_view name, dk_sink** out) {
  if (m_failed != DK_OK) return m_failed;
  Result<StagedOutput*> output = m_broker.stage_part(m_index, name);
  if (!output) return fail(output.problem(), DK_E_IO);
  if (!m_parts.empty()) m_parts.back()->output = nullptr;  // finished
  auto part = std::make_unique<Stream>();
  part->owner = this;
  part->is_part = true;
  part->output = *output;
  part->face = Calls::face(*part);
  *out = &part->face;
  m_parts.push_back(std::move(part));
  return DK_OK;
}

void BrokerResolver::serve(NewSource number, const dk_doc* document) {
  m_number = std::move(number);
  m_document = document;
  m_open.clear();
}

void BrokerResolver::know(const SourceFace& input) {
  m_names[input.face()->id] = input.input().name;
  m_open[input.input().name] = &input;
}

Result<const dk_source*> BrokerResolver::resolve(std::uint32_t from_source, std::string_view uri) {
  const std::string from = name_of_source(from_source);
  Result<InputFile> answer = m_broker.resolve(from, uri);
  if (!answer) {
    if (answer.problem().where.file.empty()) answer.problem().where.file = from;
    return answer.problem();
  }
  // The name of a data URL is cut short.
  const std::string key = kind_of_address(uri) == AddressKind::data ? std::string(uri) : answer->name;
  const auto open = m_open.find(key);
  return open != m_open.end() ? open->second->face() : add(std::move(*answer), key);
}

const dk_source* BrokerResolver::add(InputFile file, const std::string& key) {
  const std::uint32_t id = m_number ? m_number(file) : DK_NONE;
  if (id != DK_NONE) m_names[id] = file.name;
  m_own.push_back(std::make_unique<SourceFace>(std::move(file), id));
  m_open[key] = m_own.back().get();
  return m_own.back()->face();
}

// Empty: the input.
std::string BrokerResolver::name_of_source(std::uint32_t id) const {
  if (m_document != nullptr) return std::string(file_of_source(*m_document, id));
  const auto known = m_names.find(id);
  return known == m_names.end() ? std::string() : known->second;
}

}  // namespace deckle
