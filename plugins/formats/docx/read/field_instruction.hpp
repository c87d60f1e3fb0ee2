// The instruction of a field (ECMA-376-1, 17.16.5), as far as it says where the field's result leads.
#pragma once
#include <string>
#include <string_view>

namespace docx {

struct Instruction {
  std::string name;      // in capitals: HYPERLINK, REF, SEQ, ...
  std::string address;   // of a hyperlink
  std::string bookmark;  // that a hyperlink or a reference leads to; empty when it leads nowhere
  std::string tooltip;
};

Instruction read_instruction(std::string_view instruction);

}  // namespace docx
