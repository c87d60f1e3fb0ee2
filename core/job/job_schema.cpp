#include "job/job_schema.hpp"

#include <fmt/format.h>

#include <map>

#include "job/language.hpp"
#include "job/option_schema.hpp"
#include "job/path_template.hpp"

namespace deckle {
namespace {

using Kind = SchemaWord::Kind;

Kind kind_of(JobType type) {
  switch (type) {
    case JobType::flag: return Kind::flag;
    case JobType::count: return Kind::count;
    case JobType::share: return Kind::share;
    case JobType::bytes: return Kind::bytes;
    case JobType::duration: return Kind::duration;
    case JobType::choice:
    case JobType::reader:
    case JobType::exporter: return Kind::choice;
    default: return Kind::text;
  }
}

std::string reference_to(std::string_view name) { return fmt::format("#/$defs/{}", name); }

std::string name_of_options(const Component& component) {
  return fmt::format("{}-{}", name_of(component.manifest->role), component.manifest->name);
}

// The schema is made of keywords that each say something about one JSON type, so that a mistake is told where it stands
// and not at the map or list around it.
class JobSchema {
 public:
  explicit JobSchema(const Registry& registry) : m_registry(registry) {}

  Json made(SchemaOf what) {
    Json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", "A job of Deckle"}};
    schema["type"] = "object";
    schema["$ref"] = reference_to(language::job.name);
    if (what == SchemaOf::job) {
      schema["if"] = {{"required", {"extends"}}};
      schema["else"] = whole(language::job);
    }
    for (const JobMap* map : job_maps()) m_definitions[std::string(map->name)] = map_schema(*map);
    m_definitions["profile"] = profile_schema(m_definitions[std::string(language::job.name)]);
    for (const Role role : {Role::reader, Role::transform, Role::exporter})
      for (const auto& [name, component] : names(role)) {
        const std::string definition = name_of_options(component);
        if (!m_definitions.contains(definition)) m_definitions[definition] = options_schema(*component.manifest);
      }
    schema["$defs"] = std::move(m_definitions);
    return schema;
  }

 private:
  using Names = std::map<std::string, Component>;

  // Every name and alias of the role.
  Names names(Role role) const {
    Names all;
    for (const Component& one : m_registry.all(role)) {
      all.emplace(one.manifest->name, m_registry.find(role, one.manifest->name));
      for (const Alias& alias : one.manifest->aliases) all.emplace(alias.name, m_registry.find(role, alias.name));
    }
    return all;
  }

  std::vector<Choice> name_choices(Role role) const {
    std::vector<Choice> choices;
    for (const auto& [name, component] : names(role)) {
      const ComponentManifest& manifest = *component.manifest;
      choices.push_back({name, name == manifest.name ? manifest.doc : fmt::format("`{}`, preset.", manifest.name)});
    }
    return choices;
  }

  // A map of the role's names and their options.
  Json options_by_name(Role role) const {
    Json properties = Json::object();
    for (const auto& [name, component] : names(role))
      properties[name] = {{"type", {"object", "null"}}, {"$ref", reference_to(name_of_options(component))}};
    return {{"properties", std::move(properties)}, {"additionalProperties", false}};
  }

  Json map_schema(const JobMap& map) const {
    Json properties = Json::object();
    for (const JobKey& key : map.keys) {
      properties[std::string(key.name)] = key_schema(key);
      const bool adds = !key.composes && (key.value.shape == JobShape::list || key.value.type == JobType::transforms);
      if (adds) properties[fmt::format("{}+", key.name)] = added(key);
    }
    Json schema;
    describe(schema, std::string(map.doc));
    schema["properties"] = std::move(properties);
    schema["additionalProperties"] = false;
    add_options(schema, map);
    return schema;
  }

  Json key_schema(const JobKey& key) const {
    Json schema = value_schema(key.value, {"null"});
    std::string doc(key.doc);
    if (!key.example.empty()) doc += fmt::format("\n\nExample: `{}`", key.example);
    describe(schema, doc);
    if (!key.otherwise.empty()) schema["default"] = json_of(kind_of(key.value.type), key.otherwise);
    return schema;
  }

  Json added(const JobKey& key) const {
    Json schema = value_schema(key.value, {"null"});
    describe(schema, fmt::format("Items for the end of `{}`, as bases and profiles leave it.", key.name));
    return schema;
  }

  // `besides`: further JSON types that may stand here.
  Json value_schema(const JobValue& value, std::vector<std::string> besides) const {
    if (value.shape == JobShape::one) return element_schema(value, std::move(besides));
    if (value.shape == JobShape::list) {
      besides.emplace_back("array");
      Json schema = element_schema(value, std::move(besides));
      schema["items"] = element_schema(value, {});
      return schema;
    }
    besides.emplace_back("object");
    if (value.map == nullptr)
      return {{"type", besides}, {"patternProperties", variables()}, {"additionalProperties", false}};
    const bool is_profile = value.map == &language::job;
    if (!is_profile) besides.emplace_back("array");
    const std::string definition = reference_to(is_profile ? "profile" : value.map->name);
    Json schema{{"type", besides}, {"additionalProperties", {{"type", {"object", "null"}}, {"$ref", definition}}}};
    if (!is_profile) schema["items"] = {{"type", "object"}, {"$ref", definition}};
    return schema;
  }

  Json element_schema(const JobValue& value, std::vector<std::string> besides) const {
    if (value.map != nullptr) besides.emplace_back("object");
    Json schema;
    switch (value.type) {
      case JobType::map: schema = {{"type", besides}}; break;
      case JobType::metadata:
      case JobType::options: besides.emplace_back("object"); return {{"type", besides}};
      case JobType::readers:
        besides.emplace_back("object");
        schema = options_by_name(Role::reader);
        schema["type"] = besides;
        return schema;
      case JobType::transforms: return transforms_schema(std::move(besides));
      case JobType::reader: return schema_of({Kind::choice, name_choices(Role::reader), nullptr, nullptr, besides});
      case JobType::exporter: return schema_of({Kind::choice, name_choices(Role::exporter), nullptr, nullptr, besides});
      default: schema = schema_of(word_of(value, std::move(besides)));
    }
    if (value.map != nullptr) schema["$ref"] = reference_to(value.map->name);
    return schema;
  }

  static SchemaWord word_of(const JobValue& value, std::vector<std::string> besides) {
    SchemaWord word{kind_of(value.type), {}, nullptr, nullptr, std::move(besides)};
    for (const JobChoice& choice : value.choices)
      word.choices.push_back({std::string(choice.name), std::string(choice.doc)});
    const bool counts = value.type == JobType::count || value.type == JobType::share || value.type == JobType::bytes;
    if (counts) word.least = value.least;
    if (counts && value.most != INT64_MAX) word.most = value.most;
    return word;
  }

  Json transforms_schema(std::vector<std::string> besides) const {
    Json item = schema_of({Kind::choice, name_choices(Role::transform), nullptr, nullptr, {"object"}});
    item.update(options_by_name(Role::transform));
    item["minProperties"] = item["maxProperties"] = 1;
    besides.emplace_back("array");
    Json schema = schema_of({Kind::choice, name_choices(Role::transform), nullptr, nullptr, std::move(besides)});
    schema["items"] = std::move(item);
    return schema;
  }

  static Json variables() {
    std::string taken = "job-dir";
    for (const PathPlaceholder& one : PathTemplate::placeholders()) taken += fmt::format("|{}", one.name);
    return {{fmt::format("^(?!({})$)[0-9A-Za-z_-]+$", taken), schema_of({Kind::text, {}, nullptr, nullptr, {"null"}})}};
  }

  // What stands under `options` depends on the component that is named beside them.
  void add_options(Json& schema, const JobMap& map) const {
    for (const JobKey& key : map.keys) {
      const bool is_component = key.value.type == JobType::reader || key.value.type == JobType::exporter;
      if (!is_component || map.find("options") == nullptr) continue;
      const std::string named(key.name);
      std::map<std::string, Json> names_by_options;
      for (const auto& [name, component] : names(key.value.type == JobType::reader ? Role::reader : Role::exporter))
        names_by_options[name_of_options(component)].push_back(name);
      for (const auto& [options, all] : names_by_options)
        schema["allOf"].push_back({{"if", {{"properties", {{named, {{"enum", all}}}}}, {"required", {named}}}},
                                   {"then", {{"properties", {{"options", {{"$ref", reference_to(options)}}}}}}}});
      if (!key.required) schema["dependentRequired"] = {{"options", {named}}};
    }
  }

  // A part of a job: without what says how a job is put together.
  static Json profile_schema(const Json& job) {
    Json properties = Json::object();
    for (const auto& [name, value] : job["properties"].items()) {
      const JobKey* const key = language::job.find(name);
      if (key == nullptr || !key->composes)
        properties[name] = {{"$ref", fmt::format("#/$defs/{}/properties/{}", language::job.name, name)}};
    }
    return {{"properties", std::move(properties)}, {"additionalProperties", false}};
  }

  // What a job that extends nothing has to say besides.
  static Json whole(const JobMap& map) {
    Json schema = Json::object(), required = Json::array(), properties = Json::object();
    for (const JobKey& key : map.keys) {
      if (key.required && key.unless.empty()) required.push_back(key.name);
      if (key.required && !key.unless.empty())
        schema.update({{"if", {{"required", {key.unless}}}}, {"else", {{"required", {key.name}}}}});
      if (key.value.map == nullptr || key.composes) continue;
      Json inner = whole(*key.value.map);
      if (inner.empty()) continue;
      Json value = key.required ? Json{{"minItems", 1}, {"minProperties", 1}} : Json::object();
      if (key.value.shape == JobShape::named) value["additionalProperties"] = inner;
      else value.update(inner);
      value["items"] = std::move(inner);
      properties[std::string(key.name)] = std::move(value);
    }
    if (!required.empty()) schema["required"] = std::move(required);
    if (!properties.empty()) schema["properties"] = std::move(properties);
    return schema;
  }

  const Registry& m_registry;
  Json m_definitions = Json::object();
};

}  // namespace

std::string job_schema(const Registry& registry, SchemaOf what) {
  return JobSchema(registry).made(what).dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace deckle
