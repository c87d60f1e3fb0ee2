// What transforms leave alone, what exporters lose, and what a format gives back.
#include <fmt/format.h>
#include <deckle/content_model.hpp>
#include <deckle/str.hpp>

#include <algorithm>
#include <set>

#include "check/checks.hpp"
#include "check/subject.hpp"

namespace deckle::checking {
namespace {

constexpr std::string_view unheard_of = "unheard-of";

// A division and a span of kinds, with an attribute, that no plugin can know.
Block document_of_unknown() {
  DocumentBuilder builder;
  builder.begin({});
  dk_builder& to = *builder.face();
  const auto open = [&](Kind kind, std::string_view text) {
    to.open(to.ctx, static_cast<std::uint16_t>(kind), str(text), nullptr);
  };
  const auto open_unknown = [&](const char* name, std::uint16_t category) {
    to.open(to.ctx, to.kind(to.ctx, str(name), category), {}, nullptr);
    to.attr(to.ctx, to.key(to.ctx, str(unheard_of)), DK_A_STRING, "kept", 4);
  };
  open(Kind::document, {}), open(Kind::metadata, {}), to.close(to.ctx, 1), open(Kind::body, {});
  open_unknown("unheard-of-block", DK_BLOCK), open(Kind::paragraph, {});
  open(Kind::text, "before "), to.close(to.ctx, 1);
  open_unknown("unheard-of-inline", DK_INLINE), open(Kind::text, "within"), to.close(to.ctx, 6);
  return *builder.finish();
}

std::size_t unknown_in(const Block& block) {
  std::size_t found = 0;
  const Document document = block.document();
  for (std::uint32_t k = 0; k < document.size(); ++k)
    found += document.node(k).is_custom() && document.node(k).find(unheard_of).has_value();
  return found;
}

std::set<Kind> kinds_in(const Block& block) {
  std::set<Kind> found;
  const Document document = block.document();
  for (std::uint32_t k = 0; k < document.size(); ++k) found.insert(document.node(k).kind());
  return found;
}

bool declares(const ComponentManifest& exporter, Kind kind) {
  return std::find(exporter.kinds.begin(), exporter.kinds.end(), static_cast<std::uint16_t>(kind)) !=
         exporter.kinds.end();
}

}  // namespace

Finding unknown_survives(Subject& subject) {
  if (subject.components(Role::transform).empty()) return skipped("it has no transform");
  std::vector<Block> documents = subject.documents();
  if (!subject.settings().only) documents.push_back(document_of_unknown());
  for (const LoadedComponent& component : subject.components(Role::transform)) {
    const std::unique_ptr<Instance> transform = Instance::make(subject, component);
    for (const Block& document : documents) {
      const Trial once = transform ? transform->change(document) : Trial();
      if (!once.document) continue;
      if (unknown_in(*once.document) < unknown_in(document))
        return failed(
            fmt::format("{} takes away nodes of kinds that it cannot know, or their attributes", name_of(component)),
            given(document));
      if ((component.manifest->caps & DK_CAP_IDEMPOTENT) == 0) continue;
      const Trial twice = transform->change(*once.document);
      if (!twice.document || canonical(*twice.document).bytes() != canonical(*once.document).bytes())
        return failed(
            fmt::format("{} says that it is idempotent, and changes more the second time", name_of(component)),
            given(document));
    }
  }
  return passed();
}

Finding losses(Subject& subject) {
  if (subject.components(Role::exporter).empty()) return skipped("it has no exporter");
  for (const LoadedComponent& component : subject.components(Role::exporter)) {
    const std::unique_ptr<Instance> exporter = Instance::make(subject, component);
    if (component.manifest->kinds.empty()) continue;  // it says nothing of what it expresses
    for (const Block& document : subject.documents()) {
      const Trial trial = exporter ? exporter->write(document) : Trial();
      if (!trial.is_good()) return failed(fmt::format("{}: {}", name_of(component), trial.why()), given(document));
      for (const Kind kind : kinds_in(document)) {
        const KindRow* row = row_of(kind);
        if (row == nullptr || (row->flags & DK_CATEGORY) == DK_META || declares(*component.manifest, kind)) continue;
        if (trial.losses == 0)
          return failed(fmt::format("{} does not declare the kind {}, and does not tell of its loss",
                                    name_of(component), row->name),
                        given(document));
      }
    }
  }
  return passed();
}

Finding round_trip(Subject& subject) {
  bool was_tried = false;
  for (const LoadedComponent& exporter : subject.components(Role::exporter)) {
    if ((exporter.manifest->caps & DK_CAP_LOSSLESS) == 0) continue;
    for (const LoadedComponent& reader : subject.components(Role::reader)) {
      const std::unique_ptr<Instance> writes = Instance::make(subject, exporter),
                                      reads = Instance::make(subject, reader);
      if (reader.manifest->name != exporter.manifest->name || !writes || !reads) continue;
      for (const std::string& sample : subject.samples()) {
        const Trial read = reads->read(sample);
        if (!read.document) continue;
        was_tried = true;
        const Trial written = writes->write(*read.document);
        const Trial back = written.is_good() ? reads->read(written.written.at("")) : written;
        if (!back.document) return failed(fmt::format("{}: {}", name_of(reader), back.why()), given(sample));
        if (writes->write(*back.document).written != written.written)
          return failed(fmt::format("{}: another document comes back", name_of(exporter)), given(sample));
      }
    }
  }
  return was_tried ? passed() : skipped("no format of it says that it loses nothing, or there is no sample of it");
}

}  // namespace deckle::checking
