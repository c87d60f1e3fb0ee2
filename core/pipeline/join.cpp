#include "pipeline/join.hpp"

#include <fmt/format.h>
#include <deckle/kinds.hpp>

#include <array>
#include <unordered_map>

#include "host/call_context.hpp"
#include "pipeline/address.hpp"
#include "pipeline/join_identifiers.hpp"
#include "pipeline/join_metadata.hpp"
#include "pipeline/links.hpp"

namespace deckle {
namespace {

constexpr std::uint64_t max_text = 0xFFFFFFFFu;

std::vector<Document> documents_of(const std::vector<JoinMember>& members) {
  std::vector<Document> documents;
  for (const JoinMember& member : members) documents.push_back(member.block->document());
  return documents;
}

std::vector<std::string> stems_of(const std::vector<JoinMember>& members) {
  std::vector<std::string> stems;
  for (const JoinMember& member : members) stems.push_back(identifier_stem(member.file));
  return stems;
}

// Attributes of HTML that authors write and whose value is a list of identifiers.
bool lists_identifiers(std::string_view name) {
  constexpr std::array names = {"for",
                                "headers",
                                "aria-activedescendant",
                                "aria-controls",
                                "aria-details",
                                "aria-describedby",
                                "aria-errormessage",
                                "aria-flowto",
                                "aria-labelledby",
                                "aria-owns"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Whether the node leads somewhere by its address, instead of showing what lies there.
bool is_link(const Node& node) { return !node.is(Kind::image) && !node.is(Kind::media); }

std::uint16_t generated(Kind kind) { return static_cast<std::uint16_t>(row_of(kind)->flags | DK_GENERATED); }

void open(TreeWriter& to, Kind kind) { to.open(static_cast<std::uint16_t>(kind), row_of(kind)->flags, 0, 0, DK_NONE); }

class Joiner {
 public:
  Joiner(const Block& frame, std::vector<JoinMember>& members, const BuildLimits& limits,
         const JoinSurroundings& around)
      : m_frame(frame.document()),
        m_members(members),
        m_limits(limits),
        m_around(around),
        m_documents(documents_of(members)),
        m_identifiers(m_documents, stems_of(members)),
        m_metadata(m_frame, m_documents) {
    for (std::size_t k = 0; k < members.size(); ++k) m_by_file.emplace(members[k].file, k);
  }

  Result<Block> run() {
    report_losses();
    open(m_to, Kind::document);
    open(m_to, Kind::metadata);
    NodeCopier given(m_frame.raw(), m_to);
    for (const Node entry : m_frame.metadata().children()) given.subtree(entry);
    NodeCopier first(m_documents[0].raw(), m_to);
    for (const Node entry : m_metadata.agreed()) copy(first, 0, entry.index(), entry.end());
    m_to.close();
    open(m_to, Kind::body);
    for (std::size_t k = 0; k < m_members.size(); ++k)
      if (Result<void> written = write(k); !written) return written.problem();
    m_to.close();
    m_to.close();
    m_members[0].block.reset();
    return Block::assemble(std::move(m_tables));
  }

 private:
  void attribute(std::uint32_t key, std::string_view value) {
    const std::uint32_t at = m_tables.add_text(value);
    m_to.attribute({key, DK_A_STRING, at, static_cast<std::uint32_t>(value.size())});
  }

  Result<void> write(std::size_t k) {
    JoinMember& member = m_members[k];
    const Document& document = m_documents[k];
    if (Result<void> fits = check_room(document.size(), document.raw().text.count); !fits) return fits;
    NodeCopier copier(document.raw(), m_to);
    open_division(k, copier);
    if (const auto title = m_metadata.heading(k)) write_heading(k, *title, copier);
    const Node body = document.body();
    copy(copier, k, body.index() + 1, body.end());
    m_to.close();
    if (k != 0) member.block.reset();  // what all agree on lies in the first
    return check_room(0, 0);
  }

  // Within the format's limits and the job's.
  Result<void> check_room(std::uint64_t nodes, std::uint64_t text) const {
    const auto full = [](std::string what) { return error("document.limit", "the joined document has " + what); };
    if (m_to.count() + nodes > m_limits.nodes || m_to.count() + nodes >= DK_NONE)
      return full(fmt::format("more than {} nodes", m_limits.nodes));
    if (m_tables.text.size() + text > max_text) return full("more than 4 GiB of text");
    if (m_tables.attrs.size() >= DK_NONE) return full("more than 4 Gi attributes");
    for (; m_names_checked < m_tables.names.size(); ++m_names_checked)
      if (m_tables.names[m_names_checked].is_kind == 1 && m_names_checked >= 0x10000 - DK_KIND_CUSTOM)
        return full("too many custom kinds");
    return {};
  }

  void open_division(std::size_t k, NodeCopier& copier) {
    const JoinMember& member = m_members[k];
    const Node body = m_documents[k].body();
    const std::uint32_t source =
        m_tables.intern_source({0, 0, DK_NONE, DK_SOURCE_FILE, 0, 0, member.bytes}, member.file, member.media_type);
    m_tables.spans.push({source, 0, static_cast<std::uint32_t>(member.bytes)});
    const auto span = static_cast<std::uint32_t>(m_tables.spans.size() - 1);
    m_to.open(DK_KIND_DIVISION, generated(Kind::division), 0, 0, span);
    attribute(DK_KEY_ID, m_identifiers.of_division(k));
    for (std::uint32_t a = 0; a < body.raw().attr_count; ++a) {
      const auto& attr = record<dk_attr>(m_documents[k].raw().attrs, body.raw().attr_begin + a);
      if (attr.key != DK_KEY_ID && attr.type != DK_A_NODE) copier.attribute(attr, 0);
    }
    say(body, "lang", m_metadata.language(k));
    say(body, "dir", m_metadata.direction(k));
  }

  // As an author would: by an attribute of that name, unless the document has one.
  void say(const Node& body, std::string_view name, const std::string& value) {
    if (value.empty() || body.find(name)) return;
    const std::uint32_t key = DK_KEY_CUSTOM + m_tables.intern_key(name);
    attribute(key, value);
  }

  void write_heading(std::size_t k, const Node& title, NodeCopier& copier) {
    const std::uint32_t span = copier.map_span(title);
    copier.open(DK_KIND_HEADING, generated(Kind::heading), {}, span);
    attribute(DK_KEY_ID, m_identifiers.fresh(m_identifiers.of_division(k) + "-title"));
    m_to.attribute({DK_KEY_LEVEL, DK_A_INT, 1, 0});
    if (title.is(Kind::meta_inlines)) {
      copy(copier, k, title.index() + 1, title.end());
    } else {
      const std::uint32_t text_span = copier.map_span(title);
      copier.open(DK_KIND_TEXT, generated(Kind::text), words_of(title), text_span);
      m_to.close();
    }
    m_to.close();
  }

  // The nodes [first, end) of a member, with its identifiers and links as they are in the joined document.
  void copy(NodeCopier& copier, std::size_t k, std::uint32_t first, std::uint32_t end) {
    const std::uint32_t offset = m_to.count() - first;  // may wrap around: sums come out right
    copier.nodes(first, end, [&](const Node& node, const dk_attr& attr) {
      if (attr.type == DK_A_NODE && (attr.low < first || attr.low >= end)) return;
      const auto changed = attr.type == DK_A_STRING ? changed_string(k, node, attr) : std::nullopt;
      if (changed) attribute(copier.map_key(attr.key), *changed);
      else copier.attribute(attr, offset);
    });
  }

  // What a string that gives or names identifiers becomes; nothing: it stays.
  std::optional<std::string> changed_string(std::size_t k, const Node& node, const dk_attr& attr) {
    const std::string_view written = node.document().text(attr.low, attr.high);
    if (written.empty()) return std::nullopt;
    if (attr.key == DK_KEY_ID) return m_identifiers.of_node(k, written);
    if (attr.key == DK_KEY_URL && is_link(node)) return link(k, node, written);
    if (attr.key >= DK_KEY_CUSTOM && lists_identifiers(node.document().custom_name(attr.key - DK_KEY_CUSTOM)))
      return list(k, written);
    return std::nullopt;
  }

  std::string list(std::size_t k, std::string_view words) {
    std::string changed;
    for (std::size_t at = 0; at < words.size();) {
      const std::size_t end = std::min(words.find(' ', at), words.size());
      const std::string_view word = words.substr(at, end - at);
      const std::string* now = m_identifiers.of_target(k, word);
      changed.append(now == nullptr ? word : *now);
      if (end < words.size()) changed += ' ';
      at = end + 1;
    }
    return changed;
  }

  std::optional<std::string> link(std::size_t k, const Node& node, std::string_view address) {
    std::size_t target = k;
    if (address[0] != '#') {
      if (kind_of_address(address) != AddressKind::relative) return std::nullopt;
      const auto file = m_around.input(file_of(k, node), address);
      const auto found = file ? m_by_file.find(*file) : m_by_file.end();
      if (found == m_by_file.end()) return std::nullopt;
      target = found->second;
    }
    const std::size_t hash = address.find('#');
    const std::string_view fragment = hash == std::string_view::npos ? "" : address.substr(hash + 1);
    const std::string* now = m_identifiers.of_target(target, fragment);
    if (now == nullptr) now = m_identifiers.of_target(target, percent_decoded(fragment));
    if (now != nullptr) return "#" + *now;
    // Browsers take these two to mean the beginning.
    if (!fragment.empty() && fragment != "top") report_missing(k, node, address, target, fragment);
    return "#" + m_identifiers.of_division(target);
  }

  // The file in which a node stands: a member may be made of several.
  std::string file_of(std::size_t k, const Node& node) const {
    const dk_doc& document = m_documents[k].raw();
    const dk_span* span = span_of_node(document, node.index());
    const std::string_view file = span == nullptr ? std::string_view() : file_of_source(document, span->source);
    return file.empty() ? m_members[k].file : std::string(file);
  }

  void report_missing(std::size_t k, const Node& node, std::string_view address, std::size_t target,
                      std::string_view fragment) {
    Diagnostic missing =
        error("link.missing",
              fmt::format("{}: {} has no identifier '{}'; the link leads to its beginning", shortened(address),
                          m_members[target].file, shortened(fragment)),
              "what gives headings their identifiers belongs to `transforms`, for `collected` comes after the joining");
    missing.severity = Severity::warning;
    report(std::move(missing), k, node.index());
  }

  // One diagnostic for all: chapters differ in a dozen entries, and that is as it should be.
  void report_losses() const {
    constexpr std::size_t most_named = 20;
    const std::vector<LostEntry> lost = m_metadata.lost();
    if (lost.empty()) return;
    std::string names;
    for (std::size_t i = 0; i < std::min(lost.size(), most_named); ++i)
      names += fmt::format("{}{} ({})", i == 0 ? "" : ", ", shortened(lost[i].key), lost[i].count);
    if (lost.size() > most_named) names += fmt::format(" and {} more", lost.size() - most_named);
    Diagnostic loss = error(
        "join.loss",
        fmt::format("metadata on which the {} joined documents do not agree is left out: {}", m_members.size(), names),
        "what the job says under `metadata` is the joined document's own");
    loss.severity = Severity::note;
    report(std::move(loss), lost.front().document, lost.front().node);
  }

  void report(Diagnostic diagnostic, std::size_t k, std::uint32_t node) const {
    diagnostic.where.file = m_members[k].file;
    m_around.report(std::move(diagnostic), m_documents[k].raw(), node);
  }

  const Document m_frame;
  std::vector<JoinMember>& m_members;
  const BuildLimits& m_limits;
  const JoinSurroundings& m_around;
  const std::vector<Document> m_documents;  // of a member until its block is given up
  JoinIdentifiers m_identifiers;
  const JoinMetadata m_metadata;
  std::unordered_map<std::string, std::size_t> m_by_file;
  Tables m_tables;
  TreeWriter m_to{m_tables};
  mutable std::size_t m_names_checked = 0;
};

}  // namespace

Block empty_document() {
  Tables tables;
  TreeWriter to(tables);
  open(to, Kind::document);
  open(to, Kind::metadata);
  to.close();
  open(to, Kind::body);
  to.close();
  to.close();
  return Block::assemble(tables);
}

Result<Block> join(const Block& frame, std::vector<JoinMember>& members, const BuildLimits& limits,
                   const JoinSurroundings& around) {
  return Joiner(frame, members, limits, around).run();
}

}  // namespace deckle
