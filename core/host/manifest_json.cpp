#include "host/manifest_json.hpp"

#include <nlohmann/json.hpp>

#include "host/manifest_fields.hpp"

namespace deckle {
namespace {

using Json = nlohmann::json;

std::string to_hexadecimal(std::string_view bytes) {
  std::string text;
  for (char byte : bytes) text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return text;
}

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

}  // namespace

void write_json(Json& to, const Manifest& manifest) {
  Manifest copy = manifest;  // the shared description of fields asks for something it could change
  Writer writer(to);
  fields::of_manifest(writer, copy);
}

}  // namespace deckle
