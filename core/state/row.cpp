#include "state/row.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>

#include "host/byte_access.hpp"
#include "io/hash_of_text.hpp"

namespace deckle {
namespace {

constexpr std::size_t checksum_bytes = 8;

// Against accidents, not against people: what this library hashes its tables with is enough, and takes a tenth of the
// time of a cryptographic sum over rows that every run reads.
std::string checksum(const RowKey& key, std::string_view bytes) {
  std::uint64_t sum = 0;
  for (const std::string_view part :
       {std::string_view(key.output), std::string_view(key.input), std::string_view(key.path), bytes})
    sum = (std::rotl(sum, 21) ^ HashOfText()(part)) * 0x9E3779B97F4A7C15u;
  return std::string(reinterpret_cast<const char*>(&sum), checksum_bytes);
}

template <class Access>
bool fields_of(Access& access, FileVersion& version) {
  return access.number("device", version.stamp.device) && access.number("inode", version.stamp.inode) &&
         access.number("size", version.stamp.size) && access.number("modified", version.stamp.modified_ns) &&
         access.number("changed", version.stamp.changed_ns) && access.number("looked-at", version.looked_at_ns) &&
         access.number("hash", version.hash);
}

template <class Access>
bool fields_of(Access& access, std::optional<FileVersion>& version) {
  bool is_there = version.has_value();
  if (!access.number("is-there", is_there)) return false;
  if (!is_there) return true;
  if (!version) version.emplace();
  return fields_of(access, *version);
}

template <class Access>
bool fields_of(Access& access, std::optional<CachedBlock>& block) {
  bool is_there = block.has_value();
  if (!access.number("is-there", is_there)) return false;
  if (!is_there) return true;
  if (!block) block.emplace();
  return access.number("offset", block->kept.offset) && access.number("size", block->kept.size) &&
         access.number("hash", block->hash);
}

// A text beside that of the entry before it: how many bytes they begin with alike, and the rest. Paths of one list
// share their folders, and are most of what is written.
class TextLikeBefore {
 public:
  bool operator()(ByteWriter& to, const std::string& text) {
    const std::size_t longest = std::min({text.size(), m_before.size(), std::size_t{UINT8_MAX}});
    const auto differs =
        std::mismatch(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(longest), m_before.begin());
    const auto alike = static_cast<std::uint8_t>(differs.first - text.begin());
    to.number("alike", alike);
    to.text("rest", std::string_view(text).substr(alike));
    m_before = text;
    return true;
  }
  bool operator()(ByteReader& from, std::string& text) {
    std::uint8_t alike = 0;
    std::string_view rest;
    if (!from.number("alike", alike) || alike > m_before.size() || !from.text("rest", rest)) return false;
    m_before.resize(alike);
    text = m_before.append(rest);
    return true;
  }

 private:
  std::string m_before;
};

// Of one list; the order is that of its entries.
class ReadFields {
 public:
  template <class Access>
  bool operator()(Access& access, ReadFile& file) {
    return m_path(access, file.path) && fields_of(access, file.version);
  }

 private:
  TextLikeBefore m_path;
};

class LookFields {
 public:
  template <class Access>
  bool operator()(Access& access, Look& look) {
    return m_folder(access, look.folder) && m_relative(access, look.relative) && m_problem(access, look.problem);
  }

 private:
  TextLikeBefore m_folder, m_relative, m_problem;
};

class AnswerFields {
 public:
  template <class Access>
  bool operator()(Access& access, PlanAnswer& answer) {
    PlanQuestion& question = answer.question;
    return access.number("kind", question.kind) && question.kind <= PlanQuestion::Kind::holds_inputs &&
           m_subject(access, question.subject) && m_from(access, question.from) && m_to(access, question.to) &&
           m_answer(access, answer.answer);
  }

 private:
  TextLikeBefore m_subject, m_from, m_to, m_answer;
};

constexpr auto made_fields = [](auto& access, MadeFile& file) {
  return access.number("kind", file.kind) && file.kind <= MadeFile::Kind::copy && access.text("path", file.path) &&
         fields_of(access, file.version);
};
constexpr auto claim_fields = [](auto& access, ClaimedPlace& claim) {
  return access.text("place", claim.place) && access.text("owner", claim.owner) && access.text("holder", claim.holder);
};

template <class Access>
bool fields_of(Access& access, StateRow& row) {
  return access.number("status", row.status) && row.status <= StateRow::Status::unlucky &&
         access.number("recipe", row.recipe) && access.number("plan", row.plan) &&
         access.number("places", row.places) && access.text("variant", row.variant) &&
         access.text("reader", row.reader) && access.number("warnings", row.warnings) &&
         access.number("losses", row.losses) && fields_of(access, row.input) && fields_of(access, row.block) &&
         access.list("read", row.read, ReadFields()) && access.list("looks", row.looks, LookFields()) &&
         access.list("made", row.made, made_fields);
}

template <class Access>
bool fields_of(Access& access, StateAnswers& answers) {
  return access.list("answers", answers, AnswerFields());
}

template <class Access>
bool fields_of(Access& access, StateClaims& claims) {
  return access.list("claims", claims, claim_fields);
}

template <class Fields>
std::string bytes_of(const RowKey& key, Fields fields) {
  std::string bytes;
  ByteWriter writer(bytes);
  fields_of(writer, fields);
  return checksum(key, bytes) + bytes;
}

template <class Fields>
std::optional<Fields> fields_from(const RowKey& key, std::string_view bytes) {
  if (bytes.size() < checksum_bytes || checksum(key, bytes.substr(checksum_bytes)) != bytes.substr(0, checksum_bytes))
    return std::nullopt;
  ByteReader reader(bytes.substr(checksum_bytes));
  Fields made;
  return fields_of(reader, made) && reader.at_end() ? std::optional(std::move(made)) : std::nullopt;
}

}  // namespace

std::string to_bytes(const RowKey& key, const StateRow& row) { return bytes_of(key, row); }
std::string to_bytes(const RowKey& key, const StateAnswers& answers) { return bytes_of(key, answers); }
std::string to_bytes(const RowKey& key, const StateClaims& claims) { return bytes_of(key, claims); }

std::optional<StateRow> row_from_bytes(const RowKey& key, std::string_view bytes) {
  return fields_from<StateRow>(key, bytes);
}

std::optional<StateAnswers> answers_from_bytes(const RowKey& key, std::string_view bytes) {
  return fields_from<StateAnswers>(key, bytes);
}

std::optional<StateClaims> claims_from_bytes(const RowKey& key, std::string_view bytes) {
  return fields_from<StateClaims>(key, bytes);
}

}  // namespace deckle
