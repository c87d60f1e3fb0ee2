// Components at work on bytes and documents in memory, with sources, sinks and builders that can be made to fail.
#include <deckle/str.hpp>

#include <algorithm>
#include <cstring>
#include <deque>

#include "check/short_of_memory.hpp"
#include "check/subject.hpp"
#include "job/option_values.hpp"

namespace deckle::checking {
namespace {

class PieceSource {
 public:
  PieceSource(std::string_view bytes, const Conditions& under) : m_bytes(bytes), m_under(under) {
    m_face.size = sizeof m_face;
    m_face.ctx = this;
    m_face.uri = str("sample");
    m_face.length = bytes.size();
    const bool is_mapped = under.piece == 0 && !under.broken_at;
    m_face.mapped = is_mapped ? reinterpret_cast<const std::uint8_t*>(bytes.data()) : nullptr;
    m_face.read_at = [](void* ctx, std::uint64_t from, void* to, std::uint64_t room, std::uint64_t* got) noexcept {
      return static_cast<PieceSource*>(ctx)->read(from, to, room, *got);
    };
  }
  const dk_source& face() const { return m_face; }

 private:
  dk_status read(std::uint64_t from, void* to, std::uint64_t room, std::uint64_t& got) const {
    got = 0;
    if (m_under.broken_at && from + room > *m_under.broken_at) return DK_E_IO;
    const std::uint64_t left = m_bytes.size() - std::min<std::uint64_t>(from, m_bytes.size());
    got = std::min({room, left, m_under.piece == 0 ? left : std::uint64_t{m_under.piece}});
    if (got != 0) std::memcpy(to, m_bytes.data() + from, static_cast<std::size_t>(got));
    return DK_OK;
  }

  std::string_view m_bytes;
  const Conditions& m_under;
  dk_source m_face{};
};

class MemorySink {
 public:
  explicit MemorySink(const Conditions& under) : m_under(under) { open(""); }
  dk_sink& face() { return m_streams.front().face; }
  std::map<std::string, std::string> take() { return std::move(m_written); }

 private:
  struct Stream {
    MemorySink* owner;
    std::string name;
    dk_sink face{};
  };

  Stream& open(const std::string& name) {
    Stream& made = m_streams.emplace_back(Stream{this, name, {}});
    m_written[name];
    made.face.size = sizeof made.face;
    made.face.ctx = &made;
    made.face.write = [](void* ctx, const void* bytes, std::uint64_t length) noexcept -> dk_status {
      Stream& stream = *static_cast<Stream*>(ctx);
      return stream.owner->write(stream.name, {static_cast<const char*>(bytes), static_cast<std::size_t>(length)});
    };
    made.face.open_part = [](void* ctx, dk_str part, dk_str, dk_sink** out) noexcept -> dk_status {
      *out = &static_cast<Stream*>(ctx)->owner->open({part.ptr, static_cast<std::size_t>(part.len)}).face;
      return DK_OK;
    };
    return made;
  }
  dk_status write(const std::string& name, std::string_view bytes) {
    if (m_under.broken_at && m_total + bytes.size() > *m_under.broken_at) return DK_E_IO;
    m_total += bytes.size();
    m_written[name] += bytes;
    return DK_OK;
  }

  const Conditions& m_under;
  std::deque<Stream> m_streams;
  std::map<std::string, std::string> m_written;
  std::uint64_t m_total = 0;
};

// What a call is given beside its input, and what it says.
struct Around {
  DocumentReport report;
  SourcePlaces places;
  ScratchArena scratch;
  MemoryGate gate;
  DocumentContext context;

  Around(Subject& subject, const Conditions& under) : gate(under.refuses) {
    context.host = subject.host().table();
    context.report = &report;
    context.places = &places;
    context.scratch = &scratch;
    context.cancel = under.cancel;
    context.limits = under.limits;
    if (under.refuses) scratch.set_gate([this] { return gate.has_room(); });
  }
  Trial result(dk_status status) {
    Trial made;
    made.status = status;
    made.asked = gate.asked();
    made.losses = report.losses();
    made.said = report.take();
    return made;
  }
};

BuildLimits build_limits(const Conditions& under, std::uint64_t input_bytes) {
  return {under.limits.max_nodes, under.limits.max_depth, under.limits.max_ratio, input_bytes};
}

// A document that is none is the component's fault, unless it was refused memory for it.
void take(Trial& trial, bool was_refused, Result<Block> made) {
  if (trial.is_good() && was_refused) trial.status = DK_E_NOMEM;
  if (!trial.is_good()) return;
  if (made) {
    trial.document = std::move(*made);
    return;
  }
  trial.status = made.problem().code == "document.limit" ? DK_E_LIMIT : DK_E_INTERNAL;
  trial.said.push_back(made.problem());
}

}  // namespace

std::unique_ptr<Instance> Instance::make(Subject& subject, const LoadedComponent& component,
                                         const OptionValues& options, std::vector<Diagnostic>& said) {
  const SourceOpener open = [](const std::string& path, const std::string&) -> Result<const dk_source*> {
    return error("io.not-found", path);
  };
  Around around(subject, {});
  std::unique_ptr<Instance> made(new Instance(subject));
  const Role role = component.manifest->role;
  if (role == Role::reader) made->m_reader = ReaderInstance::create(component, options, open, around.context);
  if (role == Role::transform) made->m_transform = TransformInstance::create(component, options, open, around.context);
  if (role == Role::exporter) made->m_exporter = ExporterInstance::create(component, options, open, around.context);
  said = around.report.take();
  return made->m_reader || made->m_transform || made->m_exporter ? std::move(made) : nullptr;
}

std::unique_ptr<Instance> Instance::make(Subject& subject, const LoadedComponent& component) {
  std::vector<Diagnostic> said;
  return make(subject, component, default_options(*component.manifest), said);
}

// Known to be at work on this, should the process end.
template <class Work>
dk_status Instance::in_hand(std::string_view bytes, bool is_document, Work work) {
  LastInput* const last = m_subject.last_input();
  if (last != nullptr) last->begin(bytes, is_document);
  const dk_status status = work();
  if (last != nullptr) last->end();
  return status;
}

Trial Instance::read(std::string_view bytes, const Conditions& under) {
  Around around(m_subject, under);
  DocumentBuilder builder;
  builder.begin(build_limits(under, bytes.size()));
  builder.add_source(DK_NONE, DK_SOURCE_FILE, "sample", "", bytes.size());
  around.places.add(0, "sample", bytes);
  around.context.refusal = [&] { return builder.problem(); };
  const PieceSource source(bytes, under);
  ShortBuilder short_builder(*builder.face(), around.gate);
  dk_builder& face = under.refuses_content() ? short_builder.face : *builder.face();
  Trial trial =
      around.result(in_hand(bytes, false, [&] { return m_reader->read(around.context, source.face(), face); }));
  take(trial, short_builder.was_refused, builder.finish());
  return trial;
}

Trial Instance::change(const Block& document, const Conditions& under) {
  Around around(m_subject, under);
  EditList edits;
  edits.begin(document, build_limits(under, 0));
  around.context.refusal = [&] { return edits.problem(); };
  ShortEdits short_edits(*edits.face(), around.gate);
  dk_edits& face = under.refuses_content() ? short_edits.face : *edits.face();
  const auto run = [&] { return m_transform->run(around.context, document.doc(), face); };
  Trial trial = around.result(in_hand(document.bytes(), true, run));
  take(trial, short_edits.lost_content(), edits.apply());
  return trial;
}

Trial Instance::write(const Block& document, const Conditions& under) {
  Around around(m_subject, under);
  MemorySink sink(under);
  const auto write = [&] { return m_exporter->write(around.context, document.doc(), sink.face()); };
  Trial trial = around.result(in_hand(document.bytes(), true, write));
  trial.written = sink.take();
  return trial;
}

Trial Instance::work(std::string_view input, const Block* document, const Conditions& under) {
  if (m_reader) return read(input, under);
  return m_transform ? change(*document, under) : write(*document, under);
}

}  // namespace deckle::checking
