// What a worker and its supervisor say to each other, said by a plugin.
#pragma once
#include <string>

namespace mischief {

// That the document in hand, the first of its worker, is done: with so many outputs, though none follows.
std::string forged_done(unsigned outputs);
// The same, with that one output.
std::string forged_output(std::size_t output, const std::string& part);
// With bytes that lie in a descriptor that comes with it.
std::string forged_file_output();
// That it failed, with a diagnostic of that length.
std::string forged_words(std::size_t length);
// That the document after it is done.
std::string forged_turn();
// Many more diagnostics than follow.
std::string forged_diagnostics();
std::string forged_need(const std::string& reader);
std::string forged_log(std::size_t length);
std::string forged_question(const std::string& address);
std::string forged_last_words();
// What a zygote says before and after it loads plugins: that all parts of the fence are in force, and all is ready.
std::string forged_fence();
std::string forged_readiness();

}  // namespace mischief
