// The dialects that this plugin reads and writes.
#pragma once

enum class Dialect {
  gfm,         // GitHub Flavored Markdown: CommonMark with tables, task lists, strikethrough, bare links, footnotes
  commonmark,  // the CommonMark specification and nothing else
  pandoc       // pandoc's Markdown
};
