#include "engine/references.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/media_type.hpp"
#include "engine/refusals.hpp"
#include "host/identity.hpp"
#include "io/paths.hpp"

namespace deckle {
namespace {

bool is_outside(const Diagnostic& reason) { return reason.code == "io.outside"; }
bool is_folder(const Diagnostic& reason) { return reason.code == "io.is-folder"; }

// Whether an output with this rule needs the file itself, not only its address.
bool takes_files(ResourceMode mode, bool is_resource) {
  return mode == ResourceMode::copy || (is_resource && (mode == ResourceMode::embed || mode == ResourceMode::extract));
}

BytesReader bytes_in_memory(std::string_view bytes) {
  return [bytes]() -> Result<FileBytes> { return FileBytes(nullptr, bytes); };
}

}  // namespace

References::References(Files& files, const DocumentPlaces& places, RecordedRun& run)
    : m_places(places),
      m_input_name(places.input_name()),
      m_run(run),
      m_reach(places.around->readable_folders, run),
      m_writer(files, places, run) {}

// What an address leads to, in one spelling.
std::string References::target_of(std::string_view from, std::string_view address) const {
  if (kind_of_address(address) != AddressKind::relative) return std::string(address);
  return target(from, address).lead.place;
}

Target& References::target(std::string_view from, std::string_view address) const {
  return m_run.target(from.empty() || from == m_input_name ? std::string_view(m_places.input) : from, address);
}

// Questions about one that was checked come again.
Target& References::target(const Reference& reference) {
  if (reference.number == Reference::unchecked) return target(reference.from, reference.address);
  if (reference.number >= m_numbered.size()) m_numbered.resize(reference.number + 1);
  Target*& known = m_numbered[reference.number];
  if (known == nullptr) known = &target(reference.from, reference.address);
  return *known;
}

std::optional<Diagnostic> References::once(const std::string& target, Diagnostic problem) {
  return m_said.insert(target).second ? std::optional(std::move(problem)) : std::nullopt;
}

AddressAnswer References::leading_to(const std::string& target, std::size_t output, const Reference& reference) {
  return {address_from(m_run.folder_of_output(m_places.outputs.at(output)), target, reference.address), {}};
}

// Authors may name the files that a run makes.
bool References::leads_to_output(const std::string& path, std::size_t output) {
  const std::string& to = m_places.outputs[output];
  return !to.empty() && to != "-" && m_run.is_output(place_within(m_run.folder_of_output(to), path));
}

AddressAnswer References::address(std::size_t output, const Reference& reference) {
  if (std::optional<AddressAnswer> known = without_bytes(output, reference)) {
    if (known->problem) known->problem = once(target_of(reference.from, reference.address), std::move(*known->problem));
    return std::move(*known);
  }
  if (reference.held) return held(output, reference);
  return kind_of_address(reference.address) == AddressKind::data ? data(output, reference) : taken(output, reference);
}

std::optional<AddressAnswer> References::expected_address(std::size_t output, const Reference& reference) {
  m_run.pause();
  std::optional<AddressAnswer> known = without_bytes(output, reference);
  m_run.resume();
  if (!known || !known->problem) return known;
  if (!m_said.contains(target_of(reference.from, reference.address))) return std::nullopt;
  known->problem.reset();
  return known;
}

// The answer for all that takes no bytes of a file or of the document. Its problem may have been told before.
std::optional<AddressAnswer> References::without_bytes(std::size_t output, const Reference& reference) {
  if (!concerns_files(reference)) return AddressAnswer();
  if (reference.held) return std::nullopt;
  const AddressKind kind = kind_of_address(reference.address);
  if (kind == AddressKind::relative) return relative(output, reference);
  const ResourceMode mode = mode_of(output);
  if (!reference.is_resource || mode == ResourceMode::keep) return AddressAnswer();
  if (kind == AddressKind::data && mode == ResourceMode::extract) return std::nullopt;
  // On a page an address of another machine is as good as any; inside of a file it is not.
  const bool is_good = kind == AddressKind::data || (mode == ResourceMode::copy && kind == AddressKind::remote);
  if (is_good || !takes_files(mode, true)) return AddressAnswer();
  return AddressAnswer{{}, refusal(kind, reference.address)};
}

std::optional<AddressAnswer> References::relative(std::size_t output, const Reference& reference) {
  Target& target = this->target(reference);
  const Lead& lead = target.lead;
  if (!reference.is_resource)
    if (auto mapped = m_run.link(target, m_places.outputs.at(output), output))
      return AddressAnswer{std::move(mapped), {}};
  const ResourceMode mode = mode_of(output);
  // What stood in several folders stands in one now: there even addresses that are kept lead to where they led.
  const bool is_kept = mode == ResourceMode::keep || (m_places.around->leaves_links && !reference.is_resource);
  if (is_kept) return is_joined() ? leading_to(lead.place, output, reference) : AddressAnswer();
  if (!reference.is_resource || mode == ResourceMode::copy)
    if (const auto asset = m_run.place_of_asset(lead.place)) return leading_to(*asset, output, reference);
  if (target.is_missing && !reference.is_resource) return AddressAnswer();  // which was said
  const Result<ReachedFile> file = m_reach.find(lead);
  if (!file) return out_of_reach(output, reference, lead, file.problem());
  if (!takes_files(mode, reference.is_resource)) return leading_to(file->path, output, reference);
  return std::nullopt;
}

// A file that the output needs itself, at its side or inside.
AddressAnswer References::taken(std::size_t output, const Reference& reference) {
  const ResourceMode mode = mode_of(output);
  if (mode == ResourceMode::embed) return embedded(output, reference);
  const Target& target = this->target(reference);
  const Result<ReachedFile> file = m_reach.find(target.lead);
  if (!file) return {{}, once(target.lead.place, unreachable(file.problem(), reference.address))};
  const BytesReader read = [&]() -> Result<FileBytes> {
    Result<FileBytes> bytes = m_reach.read(*file);
    return bytes ? std::move(bytes) : unreachable(bytes.problem(), reference.address);
  };
  if (mode == ResourceMode::copy)
    return answer(m_writer.copy(output, std::string(target.from), *file, read), output, reference, file->path);
  const std::string name(name_of_file(file->path));
  return answer(m_writer.extract(output, file->path, name, media_type_of(name), read), output, reference, file->path);
}

AddressAnswer References::answer(const Result<std::string>& place, std::size_t output, const Reference& reference,
                                 const std::string& otherwise) {
  if (place) return leading_to(*place, output, reference);
  AddressAnswer made = otherwise.empty() ? AddressAnswer() : leading_to(otherwise, output, reference);
  made.problem = once(otherwise.empty() ? std::string(reference.address) : otherwise, place.problem());
  return made;
}

AddressAnswer References::out_of_reach(std::size_t output, const Reference& reference, const Lead& lead,
                                       const Diagnostic& reason) {
  const bool needs_file = takes_files(mode_of(output), reference.is_resource);
  const bool is_there = is_outside(reason) || (is_folder(reason) && !reference.is_resource);
  if (is_there && !needs_file) return leading_to(lead.place, output, reference);  // outside: not looked at
  if (!is_there && leads_to_output(lead.path, output)) return {};
  const bool is_missing_link = !reference.is_resource && !is_outside(reason);
  AddressAnswer made = is_there || is_joined() ? leading_to(lead.place, output, reference) : AddressAnswer();
  if (!is_there && is_joined()) return made;  // said about the document in which it stands
  made.problem = is_missing_link ? missing_link(reason, reference.address) : unreachable(reason, reference.address);
  return made;
}

AddressAnswer References::embedded(std::size_t output, const Reference& reference) {
  const Result<std::optional<InputFile>> file = content(output, reference);
  if (!file) return {{}, file.problem().code.empty() ? std::nullopt : std::optional(file.problem())};
  std::string url = write_data_url((*file)->media_type, (*file)->bytes.view());
  const std::size_t fragment = reference.address.find('#');
  if (!reference.held && fragment != std::string_view::npos) url += reference.address.substr(fragment);
  return {std::move(url), {}};
}

AddressAnswer References::held(std::size_t output, const Reference& reference) {
  const ResourceMode mode = mode_of(output);
  if (mode == ResourceMode::embed) return embedded(output, reference);
  const HeldResource& resource = *reference.held;
  const std::string owner = fmt::format("{} of {}", resource.index, m_places.input);
  if (mode == ResourceMode::keep || (mode != ResourceMode::extract && m_places.outputs.at(output) == "-")) {
    Diagnostic lost =
        error("resource.loss", fmt::format("\"{}\" is inside of the document and is left out", resource.name),
              "put it into the output: --resources embed; or beside it: --extract-media DIR");
    lost.severity = Severity::warning;
    return {{}, once(owner, std::move(lost))};
  }
  return answer(m_writer.extract(output, owner, resource.name, resource.media_type, bytes_in_memory(resource.bytes)),
                output, reference, {});
}

AddressAnswer References::data(std::size_t output, const Reference& reference) {
  const Result<InputFile> file = read(reference.from, reference.address);
  if (!file) return {{}, file.problem().code.empty() ? std::nullopt : std::optional(file.problem())};
  const std::string_view bytes = file->bytes.view();
  const std::string owner = file->media_type + ' ' + sha256_of(bytes);
  return answer(m_writer.extract(output, owner, "image", file->media_type, bytes_in_memory(bytes)), output, reference,
                {});
}

Result<std::optional<InputFile>> References::content(std::size_t output, const Reference& reference) {
  const ResourceMode mode = mode_of(output);
  if (!reference.is_resource || (mode != ResourceMode::embed && mode != ResourceMode::copy))
    return std::optional<InputFile>();
  if (reference.held) {
    const HeldResource& held = *reference.held;
    std::string type(held.media_type.empty() ? media_type_of(held.name) : held.media_type);
    return std::optional(InputFile{std::string(held.name), std::move(type), FileBytes(nullptr, held.bytes)});
  }
  Result<InputFile> file = read(reference.from, reference.address);
  if (!file) return file.problem();
  return std::optional(std::move(*file));
}

std::optional<Diagnostic> References::check(const Reference& reference) {
  if (reference.held || kind_of_address(reference.address) != AddressKind::relative) return std::nullopt;
  if (m_places.around->leaves_links && !reference.is_resource) return std::nullopt;
  Target& target = this->target(reference);
  const Lead& lead = target.lead;
  if (!reference.is_resource && (lead.path.empty() || m_run.is_input(target))) return std::nullopt;
  const std::optional<Diagnostic> reason = why_out_of_reach(lead);
  if (!reason || is_outside(*reason) || (is_folder(*reason) && !reference.is_resource)) return std::nullopt;
  for (std::size_t output = 0; output < m_places.outputs.size(); ++output)
    if (leads_to_output(lead.path, output)) return std::nullopt;
  target.is_missing = true;
  if (!m_said.insert(lead.place).second) return std::nullopt;
  return reference.is_resource ? unreachable(*reason, reference.address) : missing_link(*reason, reference.address);
}

// Nothing: it can be had. Of what is not there a document does not use the system's words.
std::optional<Diagnostic> References::why_out_of_reach(const Lead& lead) const {
  if (m_reach.is_unlisted(lead)) return error("io.not-found", {});
  Result<ReachedFile> file = m_reach.find(lead);
  return file ? std::nullopt : std::optional(std::move(file.problem()));
}

Result<InputFile> References::read(std::string_view from, std::string_view address) {
  const std::string target = target_of(from, address);
  if (const auto known = m_read.find(target); known != m_read.end()) return known->second;
  Result<InputFile> file = read_target(from, address);
  if (file) return m_read.emplace(target, std::move(*file)).first->second;
  return once(target, file.problem()).value_or(error("", ""));
}

Result<InputFile> References::read_target(std::string_view from, std::string_view address) {
  const AddressKind kind = kind_of_address(address);
  if (kind == AddressKind::data) {
    Result<DataUrl> url = read_data_url(address, m_places.around->max_data_url);
    if (url) return InputFile{shortened(address), url->media_type, FileBytes(std::move(url->bytes))};
    url.problem().severity = Severity::warning;
    return url.problem();
  }
  if (kind != AddressKind::relative) return refusal(kind, address);
  const Result<ReachedFile> file = m_reach.find(target(from, address).lead);
  if (!file) return unreachable(file.problem(), address);
  Result<FileBytes> bytes = m_reach.read(*file);
  if (!bytes) return unreachable(bytes.problem(), address);
  return InputFile{file->name, std::string(media_type_of(file->name)), std::move(*bytes)};
}

Result<InputFile> References::reopen(const std::string& name) const {
  const std::string place = absolute_path(name);
  const Result<ReachedFile> file = m_reach.find({place.substr(1), place});
  if (!file) return file.problem();
  Result<FileBytes> bytes = m_reach.read(*file);
  if (!bytes) return bytes.problem();
  return InputFile{file->name, std::string(media_type_of(file->name)), std::move(*bytes)};
}

}  // namespace deckle
