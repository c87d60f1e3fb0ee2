#include "job/option_types.hpp"

#include <deckle/options.h>
#include <fmt/format.h>

#include "diagnostics/nearest.hpp"
#include "job/scalars.hpp"

namespace deckle {
namespace {

std::string_view what_is_wanted(std::uint32_t type) {
  switch (type) {
    case DK_T_BOOL: return "true or false";
    case DK_T_INT: return "a whole number";
    case DK_T_FLOAT: return "a number";
    case DK_T_STRING: return "a text";
    case DK_T_ENUM: return "one of its choices";
    case DK_T_SOURCE: return "the name of a file";
    case DK_T_BYTES: return "an amount of bytes such as 10MiB";
    case DK_T_DURATION: return "a time such as 250ms or 30s";
    case DK_T_LIST: return "a list";
    case DK_T_MAP: return "a map";
  }
  return "something this version does not know";
}

std::string shown(const YamlNode& node) {
  switch (node.type) {
    case YamlType::null: return "nothing";
    case YamlType::list: return "a list";
    case YamlType::map: return "a map";
    case YamlType::scalar: break;
  }
  return fmt::format("'{}'", node.value.substr(0, 60));
}

// One value being made; the parts share what they need.
class Conversion {
 public:
  Conversion(const OptionSpec& spec, const OptionOrigin& origin, const OptionReport& report)
      : m_spec(spec), m_origin(origin), m_report(report) {}

  bool convert(std::uint32_t type, const YamlNode& node, OptionValue& to) const {
    to.type = type;
    to.was_set = true;
    to.where = m_origin.sources ? m_origin.sources->where(node) : m_origin.where;
    if (type == DK_T_LIST) return list(node, to);
    if (type == DK_T_MAP) return map(node, to);
    if (!node.is_scalar()) return wrong_type(type, node);
    return scalar(type, node, to);
  }

 private:
  bool refuse(const YamlNode& node, std::string code, std::string message, std::string hint = {}) const {
    m_report(error(std::move(code), std::move(message), std::move(hint)), node);
    return false;
  }

  bool wrong_type(std::uint32_t type, const YamlNode& node) const {
    return refuse(node, "job.wrong-type",
                  fmt::format("option '{}' is {}, not {}", m_spec.name, what_is_wanted(type), shown(node)));
  }

  std::uint32_t element_type() const {
    const bool scalar = m_spec.elem_type >= DK_T_BOOL && m_spec.elem_type < DK_T_LIST;
    return scalar ? m_spec.elem_type : static_cast<std::uint32_t>(DK_T_STRING);
  }

  bool list(const YamlNode& node, OptionValue& to) const {
    OptionValue::List made;
    bool good = true;
    if (node.is_scalar()) {
      made.emplace_back();
      good = convert(element_type(), node, made.back());
    } else if (!node.is_list()) {
      return wrong_type(DK_T_LIST, node);
    }
    for (const YamlNode* item : node.items) {
      made.emplace_back();
      good = convert(element_type(), *item, made.back()) && good;
    }
    to.value = std::move(made);
    return good;
  }

  bool map(const YamlNode& node, OptionValue& to) const {
    if (!node.is_map()) return wrong_type(DK_T_MAP, node);
    OptionValue::Map made;
    bool good = true;
    for (std::size_t k = 0; k < node.keys.size(); ++k) {
      made.emplace_back(std::string(node.keys[k]->value), OptionValue());
      good = convert(element_type(), *node.items[k], made.back().second) && good;
    }
    to.value = std::move(made);
    return good;
  }

  bool scalar(std::uint32_t type, const YamlNode& node, OptionValue& to) const {
    switch (type) {
      case DK_T_STRING: to.value = std::string(node.value); return true;
      case DK_T_SOURCE:
        to.value = m_origin.sources && !node.value.empty() ? m_origin.sources->path_of(node) : std::string(node.value);
        return true;
      case DK_T_BOOL: return keep(bool_of(node.value), type, node, to);
      case DK_T_INT: return whole(int_of(node.value), type, node, to);
      case DK_T_BYTES: return whole(bytes_of(node.value), type, node, to);
      case DK_T_DURATION: return whole(duration_of(node.value), type, node, to);
      case DK_T_FLOAT: return number(node, to);
      case DK_T_ENUM: return choice(node, to);
      default: return wrong_type(type, node);
    }
  }

  template <class T>
  bool keep(const std::optional<T>& value, std::uint32_t type, const YamlNode& node, OptionValue& to) const {
    if (!value) return wrong_type(type, node);
    to.value = *value;
    return true;
  }

  bool whole(const std::optional<std::int64_t>& value, std::uint32_t type, const YamlNode& node,
             OptionValue& to) const {
    if (value && m_spec.min_i <= m_spec.max_i && (*value < m_spec.min_i || *value > m_spec.max_i)) {
      return refuse(node, "job.out-of-range",
                    fmt::format("option '{}' lies between {} and {}, not at {}", m_spec.name, m_spec.min_i,
                                m_spec.max_i, *value));
    }
    return keep(value, type, node, to);
  }

  bool number(const YamlNode& node, OptionValue& to) const {
    const std::optional<double> value = float_of(node.value);
    if (value && m_spec.min <= m_spec.max && (*value < m_spec.min || *value > m_spec.max)) {
      return refuse(
          node, "job.out-of-range",
          fmt::format("option '{}' lies between {} and {}, not at {}", m_spec.name, m_spec.min, m_spec.max, *value));
    }
    return keep(value, DK_T_FLOAT, node, to);
  }

  bool choice(const YamlNode& node, OptionValue& to) const {
    Nearest nearest(node.value);
    std::string known;
    for (std::size_t k = 0; k < m_spec.choices.size(); ++k) {
      const std::string& candidate = m_spec.choices[k].value;
      if (candidate == node.value) {
        to.value = static_cast<std::int64_t>(k);
        return true;
      }
      nearest.offer(candidate);
      known += (k == 0 ? "" : ", ") + candidate;
    }
    std::string hint = did_you_mean(nearest.best());
    if (hint.empty()) hint = "one of " + known;
    return refuse(node, "job.unknown-choice", fmt::format("option '{}' has no choice {}", m_spec.name, shown(node)),
                  hint);
  }

  const OptionSpec& m_spec;
  const OptionOrigin& m_origin;
  const OptionReport& m_report;
};

}  // namespace

bool option_value(const OptionSpec& spec, const YamlNode& node, const OptionOrigin& origin, const OptionReport& report,
                  OptionValue& to) {
  return Conversion(spec, origin, report).convert(spec.type, node, to);
}

OptionValue zero_option_value(const OptionSpec& spec) {
  OptionValue made;
  made.type = spec.type;
  switch (spec.type) {
    case DK_T_BOOL: made.value = false; break;
    case DK_T_FLOAT: made.value = 0.0; break;
    case DK_T_STRING:
    case DK_T_SOURCE: made.value = std::string(); break;
    case DK_T_LIST: made.value = OptionValue::List(); break;
    case DK_T_MAP: made.value = OptionValue::Map(); break;
    default: made.value = std::int64_t{0};
  }
  return made;
}

}  // namespace deckle
