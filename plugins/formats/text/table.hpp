// Tables in columns that fit: every cell is set as blocks of its own, then the lines of a row are put side by side.
#pragma once
#include "session.hpp"

// The lines of a table with its caption, each with its end.
std::string set_table(const deckle::Node& table, Session& session, std::size_t columns, unsigned tables_around);

// How wide columns become that want `wanted` and have `available` columns together: narrow ones get what they want,
// wide ones share the rest.
std::vector<std::size_t> fitted(const std::vector<std::size_t>& wanted, std::size_t available);
