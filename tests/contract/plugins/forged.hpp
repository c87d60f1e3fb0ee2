// What a worker and its supervisor say to each other, said by a plugin.
#pragma once
#include <string>

namespace mischief {

// That the document in hand, the first of its worker, is done: with so many outputs, though none follows.
std::string forged_done(unsigned outputs);
// The same, with that one output.
std::string forged_output(std::size_t output, const std::string& part);
// Many more diagnostics than follow.
std::string forged_diagnostics();
std::string forged_need(const std::string& reader);
std::string forged_log();
std::string forged_question();
std::string forged_last_words();
// What a zygote says before and after it loads plugins: that all parts of the fence are in force, and all is ready.
std::string forged_fence();
std::string forged_readiness();

}  // namespace mischief
