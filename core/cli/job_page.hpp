// The manual's page of the job language, made of its declaration.
#pragma once
#include "cli/manual_page.hpp"

namespace deckle {

ManualPage job_page();

}  // namespace deckle
