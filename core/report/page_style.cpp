// How the page of a report looks: light or dark as the reader's system is, and on narrow screens too.
#include "report/page.hpp"

namespace deckle {

const std::string_view page_head = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="generator" content="Deckle report">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
)";

const std::string_view page_style = R"(
:root { --page: #f6f6f3; --card: #fff; --text: #1d2125; --faint: #5d656e; --line: #dfdfd8; --bar: #3f6fb5;
  --good: #1f7a45; --warn: #9a5b00; --bad: #b3261e; --code: #f0f0eb; }
@media (prefers-color-scheme: dark) {
  :root { --page: #16181a; --card: #1f2225; --text: #e6e6e3; --faint: #a0a7ae; --line: #363b40; --bar: #7da7e8;
    --good: #6fcf97; --warn: #f0b35a; --bad: #ff8a80; --code: #2a2e32; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 68rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.6rem; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 2.5rem 0 .75rem; }
h2 small { font-weight: normal; color: var(--faint); }
p { margin: .4rem 0; }
.faint, .numbers dt { color: var(--faint); }
.state { font-weight: 600; }
.good { color: var(--good); } .warn { color: var(--warn); } .bad { color: var(--bad); }
.numbers { display: grid; grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); gap: .75rem; margin: 1.5rem 0 0; }
.numbers div, .card, .table { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; }
.numbers div { padding: .6rem .85rem; display: flex; flex-direction: column-reverse; justify-content: flex-end; }
.numbers div[hidden] { display: none; }
.numbers dt { font-size: .85rem; line-height: 1.3; }
.numbers dd { margin: 0; font-size: 1.5rem; white-space: nowrap; font-variant-numeric: tabular-nums; line-height: 1.3; }
.card { padding: .75rem 1rem; margin: .6rem 0; overflow-wrap: anywhere; }
.card h3 { font-size: 1rem; margin: 0; }
.said { margin: .5rem 0 0; padding: 0; list-style: none; }
.said li { margin: .5rem 0 0; }
.said li:first-child { margin: 0; }
code, pre { font: .875em/1.45 ui-monospace, monospace; }
code { background: var(--code); border-radius: .25rem; padding: .1em .3em; overflow-wrap: anywhere; }
pre { background: var(--code); border-radius: .25rem; padding: .4rem .6rem; margin: .3rem 0 0; overflow-x: auto; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th { font-size: .85rem; font-weight: normal; color: var(--faint); white-space: nowrap; }
th, td { text-align: left; padding: .45rem .85rem; vertical-align: top; }
tbody tr, details ul { border-top: 1px solid var(--line); }
th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.name { overflow-wrap: anywhere; min-width: 12rem; }
td.bar { width: 30%; min-width: 8rem; vertical-align: middle; }
td.bar span { display: block; height: .6rem; min-width: 2px; border-radius: .2rem; background: var(--bar); }
summary { cursor: pointer; }
details ul { margin: .5rem 0 0; padding: .25rem 0 0; list-style: none; }
details li { margin: .25rem 0; }
footer { margin-top: 3rem; font-size: .85rem; color: var(--faint); }
@media (max-width: 32rem) {
  main { padding: 1.25rem .75rem 3rem; }
  .numbers { grid-template-columns: repeat(auto-fill, minmax(6.5rem, 1fr)); gap: .5rem; }
  th, td { padding: .4rem .5rem; }
  td.name { min-width: 8rem; }
  td.bar, th.bar { display: none; }
}
)";

}  // namespace deckle
