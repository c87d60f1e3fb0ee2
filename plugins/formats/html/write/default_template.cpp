// Readable measure and rhythm, light and dark, tables and code that scroll instead of breaking the page, right-to-left
// and East Asian text, a style for print. It fetches nothing.
#include "default_template.hpp"

constinit const std::string_view default_template = R"html(<!DOCTYPE html>
<html$if(lang)$ lang="$lang$"$endif$$if(dir)$ dir="$dir$"$endif$>
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="generator" content="Deckle" />
$for(author-meta)$
<meta name="author" content="$author-meta$" />
$endfor$
$if(date-meta)$
<meta name="dcterms.date" content="$date-meta$" />
$endif$
$if(keywords-meta)$
<meta name="keywords" content="$for(keywords-meta)$$keywords-meta$$sep$, $endfor$" />
$endif$
$if(description-meta)$
<meta name="description" content="$description-meta$" />
$endif$
<title>$if(title-prefix)$$title-prefix$ – $endif$$pagetitle$</title>
$if(css)$
$for(css)$
<link rel="stylesheet" href="$css$" />
$endfor$
$else$
<style>
:root {
  color-scheme: light dark;
  --ink: #1d1f21; --soft: #5b6168; --paper: #fdfdfb; --panel: #f3f2ee; --line: #d9d6ce; --link: #1a5a96; --mark: #fff3b8;
  --text: "Charter", "Iowan Old Style", "Source Serif 4", "Noto Serif", Georgia, "Songti SC", "Noto Serif CJK SC", serif;
  --head: system-ui, -apple-system, "Segoe UI", "Noto Sans", "PingFang SC", "Noto Sans CJK SC", sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace;
}
@media (prefers-color-scheme: dark) {
  :root { --ink: #dcdad4; --soft: #9aa0a6; --paper: #17191b; --panel: #212427; --line: #3a3e42; --link: #86b8ea; --mark: #5a4d10; }
}
* { box-sizing: border-box; }
html { font-size: 106.25%; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: 2.5rem 1.25rem 5rem; max-width: 42rem;
  color: var(--ink); background: var(--paper); font-family: var(--text); line-height: 1.6;
  overflow-wrap: break-word; hanging-punctuation: first allow-end; text-rendering: optimizeLegibility;
}
:lang(zh), :lang(ja), :lang(ko) { line-height: 1.8; line-break: strict; text-spacing-trim: normal; }
:lang(zh) em, :lang(ja) em { font-style: normal; text-emphasis: dot; text-emphasis-position: under right; }
:lang(ar), :lang(fa), :lang(ur), :lang(he) { line-height: 1.9; letter-spacing: 0; }
:lang(ar) em, :lang(fa) em, :lang(ur) em, :lang(he) em { font-style: normal; font-weight: 600; }
h1, h2, h3, h4, h5, h6 { font-family: var(--head); line-height: 1.25; margin: 2.2em 0 0.6em; text-wrap: balance; break-after: avoid; }
h1 { font-size: 1.9rem; margin-top: 1.2em; } h2 { font-size: 1.4rem; } h3 { font-size: 1.15rem; }
h4, h5, h6 { font-size: 1rem; } h6 { color: var(--soft); }
p, ul, ol, dl, table, pre, figure, blockquote, details { margin: 0 0 1.1em; }
header#title-block-header { margin: 0 0 2.5rem; padding-bottom: 1.25rem; border-bottom: 1px solid var(--line); }
header#title-block-header h1 { margin: 0 0 0.3em; font-size: 2.2rem; }
.subtitle { font-size: 1.2rem; color: var(--soft); margin: 0 0 0.8em; }
.author, .date { margin: 0; color: var(--soft); font-family: var(--head); font-size: 0.9rem; }
.abstract { margin: 1.5rem 0 0; padding-inline-start: 1rem; border-inline-start: 3px solid var(--line); color: var(--soft); }
a { color: var(--link); text-decoration-thickness: 0.06em; text-underline-offset: 0.18em; }
a:hover { text-decoration-thickness: 0.12em; }
img, video, svg { max-width: 100%; height: auto; }
figure { margin-inline: 0; text-align: center; } figcaption, caption { color: var(--soft); font-size: 0.9rem; margin-top: 0.5em; caption-side: bottom; }
ul, ol { padding-inline-start: 1.5em; } li { margin: 0.2em 0; }
li:has(> input[type="checkbox"]) { list-style: none; } li > input[type="checkbox"] { margin-inline: -1.4em 0.5em; }
dt { font-weight: 600; } dd { margin-inline-start: 1.5em; margin-bottom: 0.6em; }
blockquote { margin-inline: 0; padding-inline: 1.1rem; border-inline-start: 3px solid var(--line); color: var(--soft); }
code, kbd, samp, pre { font-family: var(--mono); font-size: 0.86em; font-variant-ligatures: none; }
:not(pre) > code { background: var(--panel); padding: 0.1em 0.3em; border-radius: 3px; }
pre { background: var(--panel); border: 1px solid var(--line); border-radius: 5px; padding: 0.85em 1em; overflow-x: auto; line-height: 1.45; direction: ltr; text-align: left; tab-size: 4; }
pre code { font-size: 1em; }
kbd { border: 1px solid var(--line); border-bottom-width: 2px; border-radius: 4px; padding: 0.05em 0.4em; background: var(--panel); }
table { border-collapse: collapse; display: block; max-width: 100%; width: max-content; overflow-x: auto; font-size: 0.94em; font-variant-numeric: tabular-nums; }
table table { display: table; width: auto; font-size: 1em; }
th, td { padding: 0.4em 0.8em; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; }
thead th { border-bottom: 2px solid var(--soft); font-family: var(--head); font-size: 0.92em; } tbody tr:hover { background: var(--panel); }
hr { border: 0; border-top: 1px solid var(--line); margin: 2.5em auto; width: 40%; }
mark { background: var(--mark); color: inherit; } .smallcaps { font-variant: small-caps; }
.line-block { white-space: pre-line; margin-bottom: 1.1em; } rt { font-size: 0.55em; }
.admonition { border-inline-start: 4px solid var(--link); background: var(--panel); border-radius: 4px; padding: 0.8em 1.1em 0.1em; margin: 0 0 1.1em; }
.admonition-title { font-family: var(--head); font-weight: 600; margin-bottom: 0.4em; }
.admonition.warning, .admonition.caution, .admonition.danger { border-color: #b8532f; } .admonition.tip { border-color: #2f8f5b; }
aside { border: 1px solid var(--line); border-radius: 5px; padding: 0.8em 1.1em 0; margin: 0 0 1.1em; font-size: 0.94em; }
summary { cursor: pointer; font-weight: 600; } ins { text-decoration-color: #2f8f5b; } del { color: var(--soft); }
nav.toc, nav#TOC { font-family: var(--head); font-size: 0.92rem; margin: 0 0 2rem; padding: 0.9em 1.1em; background: var(--panel); border-radius: 5px; }
nav.toc ul, nav#TOC ul { list-style: none; margin: 0; padding-inline-start: 1.1em; } nav.toc > ul, nav#TOC > ul { padding: 0; }
nav.toc a, nav#TOC a { text-decoration: none; } .footnotes { font-size: 0.9rem; color: var(--soft); margin-top: 3rem; }
.footnote-ref { text-decoration: none; } .footnote-ref sup { line-height: 0; padding-inline-start: 0.1em; } .footnote-back { text-decoration: none; margin-inline-start: 0.3em; }
:target { scroll-margin-top: 1.5rem; } .page-break { break-after: page; }
@media print {
  :root { --ink: #000; --soft: #444; --paper: #fff; --panel: #f6f6f4; --line: #bbb; --link: #000; }
  @page { margin: 2.2cm 2cm; }
  html { font-size: 10.5pt; } body { max-width: none; padding: 0; }
  a[href^="http"]::after { content: " (" attr(href) ")"; font-size: 0.8em; color: var(--soft); overflow-wrap: anywhere; }
  pre { white-space: pre-wrap; } pre, figure, tr, blockquote, .admonition { break-inside: avoid; } thead { display: table-header-group; }
  table { display: table; width: auto; } p, li { orphans: 3; widows: 3; } .footnote-back { display: none; }
}
</style>
$endif$
$if(highlighting-css)$
<style>
$highlighting-css$</style>
$endif$
$if(math)$
$math$
$endif$
$for(header-includes)$
$header-includes$
$endfor$
</head>
<body>
$for(include-before)$
$include-before$
$endfor$
$if(title)$
<header id="title-block-header">
<h1 class="title">$title$</h1>
$if(subtitle)$
<p class="subtitle">$subtitle$</p>
$endif$
$for(author)$
<p class="author">$author$</p>
$endfor$
$if(date)$
<p class="date">$date$</p>
$endif$
$if(abstract)$
<div class="abstract">
$abstract$
</div>
$endif$
</header>
$endif$
$if(toc)$
<nav id="TOC" role="doc-toc">
$if(toc-title)$
<h2 id="toc-title">$toc-title$</h2>
$endif$
$toc$</nav>
$endif$
<main>
$body$</main>
$for(include-after)$
$include-after$
$endfor$
</body>
</html>
)html";

constinit const std::string_view highlighting_style = R"css(pre.sourceCode {
  --keyword: #a0331f; --type: #7a4a00; --value: #0b5cad; --string: #1f6b3a; --comment: #66707a; --name: #6b3fa0; --wrong: #c00020;
}
@media (prefers-color-scheme: dark) {
  pre.sourceCode {
    --keyword: #f28779; --type: #e5b567; --value: #79b8ff; --string: #95c98a; --comment: #8b949e; --name: #c7a5f5; --wrong: #ff7b82;
  }
}
pre.sourceCode :is(.kw, .cf, .im, .pp, .op) { color: var(--keyword); } pre.sourceCode :is(.kw, .cf) { font-weight: 600; }
pre.sourceCode :is(.dt, .at, .ex) { color: var(--type); } pre.sourceCode :is(.dv, .bn, .fl, .cn) { color: var(--value); }
pre.sourceCode :is(.st, .ch, .vs, .ss, .sc) { color: var(--string); } pre.sourceCode :is(.fu, .bu, .va) { color: var(--name); }
pre.sourceCode :is(.co, .do, .an, .cv, .in, .wa) { color: var(--comment); font-style: italic; }
pre.sourceCode :is(.al, .er) { color: var(--wrong); font-weight: 600; }
)css";
