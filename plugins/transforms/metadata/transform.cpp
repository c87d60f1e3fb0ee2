#include "transform.hpp"

#include <deckle/yaml.h>

#include <map>

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace {

// A value of the job as a metadata node: a truth value, a list, or text.
void write_value(std::string_view name, std::string_view value, deckle::Builder& out, deckle::Call& call) {
  if (value == "true" || value == "false") {
    out.leaf(Kind::meta_bool);
    out.attribute(Key::key, name);
    return out.attribute(Key::value, value == "true");
  }
  if (value.substr(0, 1) != "[") return out.meta_string(name, value);
  const auto* yaml = call.extension<dk_yaml_reader>(DK_EXT_YAML);
  if (!yaml) throw deckle::Failure{DK_E_UNSUPPORTED};
  const dk_yaml* list = nullptr;
  const dk_yaml_error* error = nullptr;
  const bool is_yaml = yaml->parse(&call.raw(), deckle::str(value), 0, &list, &error) == DK_OK;
  if (!is_yaml || list->type != DK_YAML_LIST)
    call.fail("metadata.list", {}, "\"{}\" for the field {} is no list", value, name);
  auto scope = out.open(Kind::meta_list);
  out.attribute(Key::key, name);
  for (std::uint32_t i = 0; i < list->count; ++i) {
    if (list->items[i]->type != DK_YAML_SCALAR)
      call.fail("metadata.list", {}, "the list for the field {} may hold words only", name);
    out.leaf(Kind::meta_string, deckle::view(list->items[i]->value));
  }
}

}  // namespace

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
