#include "host/manifest_json.hpp"

#include <nlohmann/json.hpp>

namespace deckle {
namespace {

using Json = nlohmann::json;

std::string to_hexadecimal(std::string_view bytes) {
  std::string text;
  for (char byte : bytes) text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return text;
}

int digit(char letter) {
  if (letter >= '0' && letter <= '9') return letter - '0';
  return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

bool from_hexadecimal(const std::string& text, std::string& bytes) {
  if (text.size() % 2 != 0) return false;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    if (digit(text[i]) < 0 || digit(text[i + 1]) < 0) return false;
    bytes += static_cast<char>(digit(text[i]) * 16 + digit(text[i + 1]));
  }
  return true;
}

// One description of each struct serves both directions: Writer and Reader have the same face.
class Writer {
 public:
  explicit Writer(Json& to) : m_to(to) { m_to = Json::object(); }
  bool text(const char* key, std::string& value) {
    if (!value.empty()) m_to[key] = value;
    return true;
  }
  bool bytes(const char* key, std::string& value) {
    if (!value.empty()) m_to[key] = to_hexadecimal(value);
    return true;
  }
  template <class Number>
  bool number(const char* key, Number& value) {
    if (value != Number{}) m_to[key] = value;
    return true;
  }
  template <class T>
  bool plain_list(const char* key, std::vector<T>& values) {
    if (!values.empty()) m_to[key] = values;
    return true;
  }
  template <class T, class Fields>
  bool list(const char* key, std::vector<T>& values, Fields fields) {
    if (values.empty()) return true;
    Json& items = m_to[key] = Json::array();
    for (T& value : values) {
      Writer inner(items.emplace_back());
      fields(inner, value);
    }
    return true;
  }

 private:
  Json& m_to;
};

class Reader {
 public:
  explicit Reader(const Json& from) : m_from(from) {}
  bool text(const char* key, std::string& value) {
    const Json* found = member(key);
    if (!found) return m_from.is_object();
    if (!found->is_string()) return false;
    value = found->get_ref<const std::string&>();
    return true;
  }
  bool bytes(const char* key, std::string& value) {
    std::string hexadecimal;
    value.clear();
    return text(key, hexadecimal) && from_hexadecimal(hexadecimal, value);
  }
  template <class Number>
  bool number(const char* key, Number& value) {
    const Json* found = member(key);
    value = Number{};
    if (!found) return m_from.is_object();
    if constexpr (std::is_same_v<Number, bool>) {
      if (!found->is_boolean()) return false;
    } else if constexpr (std::is_floating_point_v<Number>) {
      if (!found->is_number()) return false;
    } else {
      if (!found->is_number_integer()) return false;
    }
    value = found->template get<Number>();
    return true;
  }
  template <class T>
  bool plain_list(const char* key, std::vector<T>& values) {
    const Json* found = member(key);
    if (!found) return m_from.is_object();
    if (!found->is_array()) return false;
    for (const Json& item : *found) {
      if constexpr (std::is_same_v<T, std::string>) {
        if (!item.is_string()) return false;
      } else {
        if (!item.is_number_unsigned()) return false;
      }
      values.push_back(item.get<T>());
    }
    return true;
  }
  template <class T, class Fields>
  bool list(const char* key, std::vector<T>& values, Fields fields) {
    const Json* found = member(key);
    if (!found) return m_from.is_object();
    if (!found->is_array()) return false;
    values.reserve(found->size());
    for (const Json& item : *found) {
      Reader inner(item);
      if (!fields(inner, values.emplace_back())) return false;
    }
    return true;
  }

 private:
  const Json* member(const char* key) const {
    if (!m_from.is_object()) return nullptr;
    const auto found = m_from.find(key);
    return found == m_from.end() ? nullptr : &*found;
  }
  const Json& m_from;
};

template <class Enum, class Access>
bool enumerated(Access& access, const char* key, Enum& value, std::uint32_t least, std::uint32_t most) {
  auto number = static_cast<std::uint32_t>(value);
  if (!access.number(key, number) || number < least || number > most) return false;
  value = static_cast<Enum>(number);
  return true;
}

constexpr auto choice_fields = [](auto& access, Choice& choice) {
  return access.text("value", choice.value) && access.text("doc", choice.doc);
};

constexpr auto option_fields = [](auto& access, OptionSpec& option) {
  return access.text("name", option.name) && access.text("doc", option.doc) &&
         access.text("default", option.default_yaml) && access.text("unit", option.unit) &&
         access.text("since", option.since) && access.text("replaced-by", option.replaced_by) &&
         access.number("type", option.type) && access.number("flags", option.flags) &&
         access.number("elem-type", option.elem_type) && access.number("min", option.min) &&
         access.number("max", option.max) && access.number("min-i", option.min_i) &&
         access.number("max-i", option.max_i) && access.list("choices", option.choices, choice_fields);
};

constexpr auto code_fields = [](auto& access, CodeSpec& code) {
  return access.text("code", code.code) && access.text("doc", code.doc) &&
         enumerated(access, "severity", code.default_severity, 0, 2);
};

constexpr auto magic_fields = [](auto& access, Magic& magic) {
  return access.number("offset", magic.offset) && access.number("score", magic.score) &&
         access.bytes("bytes", magic.bytes) && access.bytes("mask", magic.mask);
};

constexpr auto alias_fields = [](auto& access, Alias& alias) {
  return access.text("name", alias.name) && access.text("options", alias.options_yaml) && access.text("doc", alias.doc);
};

constexpr auto component_fields = [](auto& access, ComponentManifest& component) {
  return enumerated(access, "role", component.role, 1, 3) && access.number("caps", component.caps) &&
         access.text("name", component.name) && access.text("title", component.title) &&
         access.text("doc", component.doc) && access.plain_list("media-types", component.media_types) &&
         access.plain_list("suffixes", component.suffixes) && access.plain_list("kinds", component.kinds) &&
         access.list("magic", component.magic, magic_fields) &&
         access.list("aliases", component.aliases, alias_fields) &&
         access.list("options", component.options, option_fields) &&
         access.list("codes", component.codes, code_fields) && access.number("has-probe", component.has_probe);
};

constexpr auto manifest_fields = [](auto& access, Manifest& manifest) {
  return access.text("id", manifest.id) && access.text("version", manifest.version) &&
         access.text("license", manifest.license) && access.text("vendor", manifest.vendor) &&
         access.text("url", manifest.url) && access.plain_list("notes", manifest.notes) &&
         access.list("components", manifest.components, component_fields);
};

constexpr auto problem_fields = [](auto& access, Diagnostic& problem) {
  return access.text("code", problem.code) && access.text("message", problem.message) &&
         access.text("hint", problem.hint);
};

}  // namespace

void write_json(Json& to, const Manifest& manifest) {
  Manifest copy = manifest;  // the shared description of fields asks for something it could change
  Writer writer(to);
  manifest_fields(writer, copy);
}

void write_json(Json& to, const Diagnostic& problem) {
  Diagnostic copy = problem;
  Writer writer(to);
  problem_fields(writer, copy);
}

bool read_json(const Json& from, Manifest& manifest) {
  Reader reader(from);
  return manifest_fields(reader, manifest);
}

bool read_json(const Json& from, Diagnostic& problem) {
  Reader reader(from);
  return problem_fields(reader, problem);
}

}  // namespace deckle
