#include "host/described_bytes.hpp"

#include "host/byte_access.hpp"
#include "host/check_manifest.hpp"
#include "host/manifest_fields.hpp"

namespace deckle {
namespace {

template <class Access>
bool of_described(Access& access, Described& described) {
  std::vector<std::string> objects;
  for (const std::filesystem::path& object : described.objects) objects.push_back(object.string());
  if (!fields::of_manifest(access, described.manifest) || !access.plain_list("objects", objects)) return false;
  described.objects.assign(objects.begin(), objects.end());
  return true;
}

}  // namespace

std::string to_bytes(const Result<Described>& described) {
  std::string bytes;
  ByteWriter writer(bytes);
  writer.number("known", static_cast<bool>(described));
  if (described) {
    Described copy = *described;  // the shared description of fields asks for something it could change
    of_described(writer, copy);
  } else {
    Diagnostic copy = described.problem();
    fields::of_problem(writer, copy);
  }
  return bytes;
}

std::optional<Result<Described>> described_from_bytes(std::string_view bytes) {
  ByteReader reader(bytes);
  bool known = false;
  if (!reader.number("known", known)) return std::nullopt;
  if (known) {
    Described described;
    if (!of_described(reader, described) || !reader.at_end() || !check_manifest(described.manifest))
      return std::nullopt;
    return Result<Described>(std::move(described));
  }
  Diagnostic problem;
  if (!fields::of_problem(reader, problem) || problem.code.empty() || !reader.at_end()) return std::nullopt;
  return Result<Described>(std::move(problem));
}

}  // namespace deckle
