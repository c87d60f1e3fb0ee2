#include "transform.hpp"

#include <deckle/yaml.h>

#include <map>

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace {

bool begins_list(std::string_view value) { return value.substr(0, 1) == "["; }

// The words of a value that begins a list; null: it is none.
const dk_yaml* list_of_words(std::string_view value, const deckle::Call& call) {
  const auto* yaml = call.extension<dk_yaml_reader>(DK_EXT_YAML);
  if (!yaml) throw deckle::Failure{DK_E_UNSUPPORTED};
  const dk_yaml* list = nullptr;
  const dk_yaml_error* error = nullptr;
  const dk_status status = yaml->parse(&call.raw(), deckle::str(value), 0, &list, &error);
  if (status != DK_E_INPUT) deckle::check(status);
  if (status != DK_OK || list->type != DK_YAML_LIST) return nullptr;
  for (std::uint32_t i = 0; i < list->count; ++i)
    if (list->items[i]->type != DK_YAML_SCALAR) return nullptr;
  return list;
}

void check_lists(const deckle::Map<std::string_view>& fields, deckle::Call& call) {
  for (std::size_t i = 0; i < fields.size(); ++i)
    if (begins_list(fields[i]) && list_of_words(fields[i], call) == nullptr)
      call.refuse("metadata.list", fields.raw(i), "\"{}\" for the field {} is no list of words", fields[i],
                  fields.name(i));
}

// A value of the job as a metadata node: a truth value, a list, or text.
void write_value(std::string_view name, std::string_view value, deckle::Builder& out, const deckle::Call& call) {
  if (value == "true" || value == "false") {
    out.leaf(Kind::meta_bool);
    out.attribute(Key::key, name);
    return out.attribute(Key::value, value == "true");
  }
  if (!begins_list(value)) return out.meta_string(name, value);
  auto scope = out.open(Kind::meta_list);
  out.attribute(Key::key, name);
  const dk_yaml* list = list_of_words(value, call);
  for (std::uint32_t i = 0; list != nullptr && i < list->count; ++i)
    out.leaf(Kind::meta_string, deckle::view(list->items[i]->value));
}

}  // namespace

void Metadata::prepare(deckle::Call& call) const {
  check_lists(opts.set, call);
  check_lists(opts.defaults, call);
}

void Metadata::transform(const deckle::Document& in, deckle::Edits& edits, deckle::Call& call) {
  std::multimap<std::string_view, Node> fields;
  for (const Node field : in.metadata().children()) fields.emplace(field.string(Key::key), field);
  for (std::size_t i = 0; i < opts.remove.size(); ++i) {
    const auto [first, last] = fields.equal_range(opts.remove[i]);
    for (auto field = first; field != last; ++field) edits.remove(field->second);
    fields.erase(first, last);
  }
  for (std::size_t i = 0; i < opts.set.size(); ++i) {
    const auto found = fields.find(opts.set.name(i));
    const bool is_new = found == fields.end();
    auto content =
        is_new ? edits.put(in.metadata(), deckle::Position::last) : edits.put(found->second, deckle::Position::replace);
    write_value(opts.set.name(i), opts.set[i], *content, call);
    if (is_new) fields.emplace(opts.set.name(i), in.metadata());
  }
  for (std::size_t i = 0; i < opts.defaults.size(); ++i) {
    if (fields.count(opts.defaults.name(i)) > 0) continue;
    auto content = edits.put(in.metadata(), deckle::Position::last);
    write_value(opts.defaults.name(i), opts.defaults[i], *content, call);
  }
}
