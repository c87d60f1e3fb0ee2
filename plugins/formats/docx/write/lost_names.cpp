#include "lost_names.hpp"

#include <algorithm>
#include <string>

void LostNames::add(const deckle::Node& node, std::string_view name) {
  if (!m_first) m_first = node;
  if (m_known.insert(name).second) m_names.push_back(name);
}

void LostNames::tell(deckle::Call& call, std::string_view one, std::string_view many, std::string_view lacking,
                     std::string_view hint) const {
  if (!m_first) return;
  constexpr std::size_t most = 8;
  const std::size_t said = std::min(m_names.size(), most), left = m_names.size() - said;
  std::string names;
  for (std::size_t k = 0; k < said; ++k) {
    if (k > 0) names += k + 1 == said && left == 0 ? " and " : ", ";
    names += m_names[k];
  }
  if (left > 0) names += deckle::message(" and {} more", left);
  const bool is_one = m_names.size() == 1;
  call.report(DK_WARNING, "docx.loss", *m_first,
              deckle::message("the {} {} {} no {} in Word{}", is_one ? one : many, names, is_one ? "has" : "have",
                              lacking, is_one ? "" : "; the first is here"),
              hint);
}
