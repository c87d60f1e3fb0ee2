// --locked: what is made is made by the plugins that a lock pins, or not at all.
#pragma once
#include <string>

#include "cli/session.hpp"
#include "io/files.hpp"
#include "job/plugin_lock.hpp"

namespace deckle {

void add_locked(Arguments& arguments, bool& locked);

// The lock of a job, or all that keeps it from being held by the plugins that are there.
LockResult check_lock(Session& session, Files& files, const std::string& job);

}  // namespace deckle
