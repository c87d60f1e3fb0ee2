#include "properties.hpp"

#include "custom_properties.hpp"
#include "paragraph_format.hpp"

using deckle::Key;
using deckle::Kind;

namespace docx {
namespace {

struct Property {
  const char *element, *key;
};
constexpr Property core_properties[] = {{"dc:title", "title"},
                                        {"dc:creator", "author"},
                                        {"dc:subject", "subject"},
                                        {"cp:keywords", "keywords"},
                                        {"cp:category", "category"},
                                        {"dc:language", "lang"},
                                        {"dc:description", "description"}};

// Words parted by commas or semicolons are several.
void write_keywords(deckle::Builder& out, std::string_view value, dk_span where) {
  const std::string_view parting = value.find(';') != std::string_view::npos ? ";" : ",";
  if (value.find(parting) == std::string_view::npos) return out.meta_string("keywords", value, where);
  const auto list = out.open(Kind::meta_list, where);
  out.attribute(Key::key, "keywords");
  while (!value.empty()) {
    std::string_view word = value.substr(0, value.find(parting));
    value.remove_prefix(std::min(word.size() + 1, value.size()));
    word.remove_prefix(std::min(word.find_first_not_of(' '), word.size()));
    word = word.substr(0, word.find_last_not_of(' ') + 1);
    if (!word.empty()) out.leaf(Kind::meta_string, word, where);
  }
}

}  // namespace

void write_properties(Context& context, pugi::xml_node body, std::set<std::string, std::less<>> said) {
  if (const auto file = context.container.properties("core-properties")) {
    for (const auto& [element, key] : core_properties) {
      const std::string_view value = file->xml->root().child(element).text().get();
      const dk_span where = file->span(file->xml->root().child(element));
      if (value.empty() || !said.insert(key).second) continue;
      if (key == std::string_view("keywords")) write_keywords(context.out, value, where);
      else context.out.meta_string(key, value, where);
    }
  }
  if (is_on(body.child("w:sectPr").child("w:bidi")) && said.insert("dir").second) context.out.meta_string("dir", "rtl");
  if (const auto file = context.container.properties("custom-properties"))
    CustomProperties(*file, said).write(context.out);
}

}  // namespace docx
