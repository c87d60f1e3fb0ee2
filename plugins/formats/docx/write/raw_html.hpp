// What a piece of raw HTML is, as far as a document of Word has a place for it.
#pragma once
#include <deckle/document.hpp>

#include <string>
#include <string_view>

bool is_html(const deckle::Node& node);

// Whether nothing of it is seen: comments, and white space.
bool is_html_comment(const deckle::Node& node);

// The place that it is for links, as `<a id="here">` and `<a name="here">` are; empty for what is none, or a link too.
std::string_view html_place(const deckle::Node& node);

// The name of the element with whose tag a text begins, of `<br/>` and `</BR>`: br. Empty for what is no tag.
std::string html_element(std::string_view text);
