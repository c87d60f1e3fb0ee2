// The languages that are known, one entry each.
#include <algorithm>

#include "grammar.hpp"

namespace {

constexpr Quote double_quote{"\"", "\""};
constexpr Quote single_quote{"'", "'"};
constexpr Quote character_quote{"'", "'", Token::character};
constexpr Quote plain_single{"'", "'", Token::verbatim, true, '\0'};
constexpr Quote template_quote{"`", "`", Token::string, true};
constexpr Quote c_comment{"/*", "*/", Token::comment, true, '\0'};
constexpr Quote markup_comment{"<!--", "-->", Token::comment, true, '\0'};
constexpr Quote lines_of_quote(std::string_view mark) { return {mark, mark, Token::string, true}; }

constexpr Grammar languages[] = {
    {.names = "c h",
     .habits = preprocessor | calls,
     .keywords = "auto const extern inline register restrict sizeof static struct typedef union enum volatile _Alignas "
                 "_Alignof _Atomic _Generic _Noreturn _Static_assert _Thread_local",
     .control_flow = "break case continue default do else for goto if return switch while",
     .types =
         "bool char double float int long short signed unsigned void size_t ssize_t ptrdiff_t int8_t int16_t int32_t "
         "int64_t uint8_t uint16_t uint32_t uint64_t uintptr_t intptr_t wchar_t FILE _Bool",
     .constants = "NULL true false EOF stdin stdout stderr",
     .line_comments = "//",
     .quotes = {c_comment, double_quote, character_quote}},
    {.names = "cpp c++ cc cxx hpp hxx hh cuda",
     .habits = preprocessor | calls | raw_strings,
     .keywords =
         "alignas alignof asm auto class concept const consteval constexpr constinit const_cast decltype delete "
         "dynamic_cast enum explicit export extern final friend inline mutable namespace new noexcept operator "
         "override private protected public register reinterpret_cast requires sizeof static static_assert "
         "static_cast struct template this thread_local typedef typeid typename union using virtual volatile",
     .control_flow =
         "break case catch co_await co_return co_yield continue default do else for goto if return switch throw "
         "try while",
     .types =
         "bool char char8_t char16_t char32_t double float int long short signed unsigned void wchar_t size_t "
         "ptrdiff_t int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t string string_view vector map "
         "unordered_map set optional unique_ptr shared_ptr",
     .constants = "true false nullptr NULL",
     .imports = "import module",
     .line_comments = "//",
     .quotes = {c_comment, double_quote, character_quote}},
    {.names = "java",
     .habits = calls | at_attributes,
     .keywords =
         "abstract assert class enum extends final implements instanceof interface native new non-sealed permits "
         "private protected public record sealed static strictfp super synchronized this throws transient var "
         "volatile",
     .control_flow = "break case catch continue default do else finally for if return switch throw try while yield",
     .types = "boolean byte char double float int long short void String Object Integer List Map",
     .constants = "true false null",
     .imports = "import package",
     .line_comments = "//",
     .quotes = {c_comment, lines_of_quote("\"\"\""), double_quote, character_quote}},
    {.names = "cs csharp c#",
     .habits = preprocessor | calls,
     .keywords =
         "abstract as async base checked class const delegate enum event explicit extern fixed get implicit in init "
         "interface internal is lock new operator out override params partial private protected public readonly "
         "record ref sealed set sizeof stackalloc static struct this typeof unchecked unsafe var virtual volatile "
         "where with",
     .control_flow =
         "await break case catch continue default do else finally for foreach goto if return switch throw try "
         "while yield",
     .types =
         "bool byte char decimal double dynamic float int long object sbyte short string uint ulong ushort void nint",
     .constants = "true false null",
     .imports = "using namespace",
     .line_comments = "//",
     .quotes = {c_comment,
                lines_of_quote("\"\"\""),
                {"@\"", "\"", Token::verbatim, true, '\0'},
                double_quote,
                character_quote}},
    {.names = "javascript js jsx mjs node",
     .habits = calls | regular_expressions | at_attributes,
     .keywords =
         "async class const debugger delete extends function get in instanceof let new of set static super this "
         "typeof var void with",
     .control_flow =
         "await break case catch continue default do else finally for if return switch throw try while yield",
     .constants = "true false null undefined NaN Infinity",
     .builtins =
         "Array Boolean Date Error JSON Map Math Number Object Promise RegExp Set String Symbol console document "
         "globalThis process window",
     .imports = "import export from require",
     .line_comments = "//",
     .quotes = {c_comment, double_quote, single_quote, template_quote},
     .letters = "$"},
    {.names = "typescript ts tsx",
     .habits = calls | regular_expressions | at_attributes,
     .keywords =
         "abstract as async class const declare delete enum extends function get implements in infer instanceof "
         "interface is keyof let namespace new of override private protected public readonly satisfies set static "
         "super this type typeof var void with",
     .control_flow =
         "await break case catch continue default do else finally for if return switch throw try while yield",
     .types = "any bigint boolean never number object string symbol unknown Array Map Promise Record Set Partial",
     .constants = "true false null undefined NaN Infinity",
     .builtins = "Date Error JSON Math Object console document globalThis process window",
     .imports = "import export from require",
     .line_comments = "//",
     .quotes = {c_comment, double_quote, single_quote, template_quote},
     .letters = "$"},
    {.names = "go golang",
     .habits = calls,
     .keywords = "chan const defer func go interface map range struct type var",
     .control_flow = "break case continue default else fallthrough for goto if return select switch",
     .types =
         "any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string "
         "uint uint8 uint16 uint32 uint64 uintptr",
     .constants = "true false nil iota",
     .builtins = "append cap clear close copy delete len make max min new panic print println recover",
     .imports = "import package",
     .line_comments = "//",
     .quotes = {c_comment, double_quote, {"`", "`", Token::verbatim, true, '\0'}, character_quote}},
    {.names = "rust rs",
     .habits = calls | nested_comments | short_characters | raw_strings | bracket_attributes,
     .keywords =
         "as async const crate dyn enum extern fn impl in let mod move mut pub ref self Self static struct super "
         "trait type union unsafe where",
     .control_flow = "await break continue else for if loop match return while",
     .types =
         "bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize Box Option Rc Arc Result "
         "String Vec",
     .constants = "true false None Some Ok Err",
     .imports = "use",
     .line_comments = "//",
     .quotes = {c_comment, lines_of_quote("\"")}},
    {.names = "swift",
     .habits = calls | nested_comments | at_attributes,
     .keywords =
         "actor any as associatedtype async class convenience deinit enum extension fileprivate final func get in init "
         "inout internal is lazy let mutating nonisolated open operator override private protocol public required "
         "self Self set some static struct subscript super throws typealias unowned var weak",
     .control_flow =
         "await break case catch continue default defer do else fallthrough for guard if repeat return switch "
         "throw try where while",
     .types = "Any Array Bool Character Dictionary Double Float Int Optional Set String UInt Void",
     .constants = "true false nil",
     .imports = "import",
     .line_comments = "//",
     .quotes = {c_comment, lines_of_quote("\"\"\""), double_quote}},
    {.names = "kotlin kt kts",
     .habits = calls | nested_comments | at_attributes,
     .keywords =
         "abstract actual as by class companion const constructor crossinline data enum expect external final fun get "
         "in infix init inline inner interface internal is lateinit noinline object open operator out override "
         "private protected public reified sealed set super suspend tailrec this typealias val var vararg where",
     .control_flow = "break catch continue do else finally for if return throw try when while",
     .types = "Any Array Boolean Byte Char Double Float Int List Long Map Nothing Set Short String Unit",
     .constants = "true false null",
     .imports = "import package",
     .line_comments = "//",
     .quotes = {c_comment, lines_of_quote("\"\"\""), double_quote, character_quote}},
    {.names = "php",
     .habits = no_case | calls | dollar_variables | here_documents,
     .keywords =
         "abstract as class clone const echo enum extends final fn function global implements insteadof instanceof "
         "interface namespace new print private protected public readonly static trait use var",
     .control_flow =
         "break case catch continue declare default die do else elseif endfor endforeach endif endswitch endwhile "
         "exit finally for foreach goto if match return switch throw try while yield",
     .types = "array bool callable float int iterable mixed never object string void self parent",
     .constants = "true false null",
     .builtins = "count empty isset list unset",
     .imports = "include include_once require require_once",
     .line_comments = "// #",
     .quotes = {c_comment, lines_of_quote("\""), lines_of_quote("'")}},
    {.names = "python py python3",
     .habits = calls | at_attributes | prefixed_strings,
     .keywords = "and as async class def del global in is lambda nonlocal not or with",
     .control_flow =
         "assert await break case continue elif else except finally for if match pass raise return try while yield",
     .constants = "True False None NotImplemented Ellipsis",
     .builtins =
         "abs all any bool bytes dict enumerate filter float frozenset getattr hasattr int isinstance issubclass iter "
         "len list map max min next object open print property range repr reversed round self set setattr sorted "
         "staticmethod str sum super tuple type zip",
     .imports = "import from",
     .line_comments = "#",
     .quotes = {lines_of_quote("\"\"\""), lines_of_quote("'''"), double_quote, single_quote}},
    {.names = "ruby rb",
     .habits = calls | dollar_variables | at_attributes | here_documents,
     .keywords =
         "alias and begin class def defined? do end ensure in module not or self super then undef BEGIN END "
         "attr_reader "
         "attr_writer attr_accessor",
     .control_flow = "break case else elsif for if next redo rescue retry return unless until when while yield raise",
     .constants = "true false nil",
     .builtins = "puts print p lambda proc format",
     .imports = "require require_relative include extend load",
     .line_comments = "#",
     .quotes = {{"\n=begin", "\n=end", Token::comment, true, '\0'},
                lines_of_quote("\""),
                lines_of_quote("'"),
                template_quote}},
    {.names = "perl pl pm",
     .habits = calls | dollar_variables | at_attributes | here_documents,
     .keywords = "and cmp eq ge gt le lt my ne not or our package qw sub x xor local",
     .control_flow = "do die else elsif for foreach if last next redo return unless until while",
     .builtins =
         "bless chomp close defined delete each exists join keys length map grep open pop print printf push ref "
         "reverse say scalar shift sort splice split sprintf substr undef unshift values wantarray",
     .imports = "use no require",
     .line_comments = "#",
     .quotes = {lines_of_quote("\""), lines_of_quote("'")}},
    {.names = "lua",
     .habits = calls,
     .keywords = "and end function in local not or then",
     .control_flow = "break do else elseif for goto if repeat return until while",
     .constants = "true false nil",
     .builtins =
         "assert error getmetatable ipairs next pairs pcall print rawget rawset require select setmetatable tonumber "
         "tostring type",
     .line_comments = "--",
     .quotes = {{"--[[", "]]", Token::comment, true, '\0'},
                {"[[", "]]", Token::verbatim, true, '\0'},
                double_quote,
                single_quote}},
    {.names = "r",
     .habits = calls,
     .keywords = "function in",
     .control_flow = "break else for if next repeat return while",
     .constants = "TRUE FALSE NULL NA NaN Inf",
     .imports = "library require source",
     .line_comments = "#",
     .quotes = {lines_of_quote("\""), lines_of_quote("'")},
     .letters = "."},
    {.names = "haskell hs",
     .habits = nested_comments | short_characters,
     .keywords = "class data default deriving foreign forall hiding infix infixl infixr instance let module newtype of "
                 "qualified then type where in",
     .control_flow = "case do else if",
     .types = "Bool Char Double Either Float IO Int Integer Maybe Ordering String Text Map Set",
     .constants = "True False Nothing Just Left Right",
     .imports = "import",
     .line_comments = "--",
     .quotes = {{"{-#", "#-}", Token::preprocessor, true, '\0'},
                {"{-", "-}", Token::comment, true, '\0'},
                double_quote},
     .letters = "'"},
    {.names = "bash sh shell zsh ksh console shell-session",
     .habits = dollar_variables | here_documents | comment_after_space | equals_keys,
     .keywords = "function in time declare export local readonly typeset unset alias",
     .control_flow = "break case continue do done elif else esac exit fi for if return select then until while",
     .builtins =
         "cd echo eval exec getopts hash kill let printf pwd read set shift source test trap type ulimit umask wait "
         "awk "
         "cat chmod cp curl cut find git grep head ls make mkdir mv rm sed sort sudo tail tar tee touch tr wc xargs",
     .line_comments = "#",
     .quotes = {lines_of_quote("\""), plain_single},
     .letters = "-"},
    {.names = "powershell ps1 pwsh",
     .habits = no_case | dollar_variables,
     .keywords = "begin class data dynamicparam end enum filter function hidden in param process static using",
     .control_flow =
         "break catch continue do else elseif exit finally for foreach if return switch throw trap try until while",
     .line_comments = "#",
     .quotes = {{"<#", "#>", Token::comment, true, '\0'}, {"\"", "\"", Token::string, true, '`'}, plain_single},
     .letters = "-"},
    {.names = "sql mysql postgresql sqlite plsql",
     .habits = no_case | calls,
     .keywords =
         "add all alter and any as asc between by case check collate column constraint create cross database default "
         "delete desc distinct drop else end escape except exists explain foreign from full group having if ilike in "
         "index inner insert intersect into is join key lateral left like limit natural not offset on or order outer "
         "over partition primary references replace returning right rollback row rows select set table temporary "
         "then to transaction trigger union unique update using values view when where with begin commit grant "
         "revoke",
     .types =
         "bigint binary bit blob boolean char date datetime decimal double float int integer json jsonb numeric real "
         "serial "
         "smallint text time timestamp uuid varchar",
     .constants = "true false null",
     .line_comments = "--",
     .quotes = {c_comment, {"'", "'", Token::string, true, '\0'}, {"\"", "\"", Token::string, true, '\0'}}},
    {.names = "json jsonc json5",
     .habits = colon_keys,
     .constants = "true false null",
     .line_comments = "//",
     .quotes = {c_comment, double_quote}},
    {.names = "yaml yml",
     .habits = colon_keys | comment_after_space,
     .constants = "true false null yes no on off",
     .line_comments = "#",
     .quotes = {lines_of_quote("\""), plain_single},
     .letters = "-."},
    {.names = "toml ini cfg conf properties desktop systemd",
     .habits = equals_keys | sections,
     .constants = "true false",
     .line_comments = "# ;",
     .quotes =
         {lines_of_quote("\"\"\""), lines_of_quote("'''"), double_quote, {"'", "'", Token::verbatim, false, '\0'}},
     .letters = "-."},
    {.names = "css scss less",
     .habits = colon_keys | at_attributes | calls | dollar_variables,
     .constants = "inherit initial unset none auto",
     .line_comments = "",
     .quotes = {c_comment, double_quote, single_quote},
     .letters = "-"},
    {.names = "html xml xhtml svg vue rss mathml html5 xslt",
     .habits = markup,
     .quotes = {markup_comment,
                {"<![CDATA[", "]]>", Token::verbatim, true, '\0'},
                {"\"", "\"", Token::string, true, '\0'},
                {"'", "'", Token::string, true, '\0'}},
     .letters = "-:."},
    {.names = "latex tex",
     .habits = backslash_commands,
     .line_comments = "%",
     .quotes = {{"$$", "$$", Token::special, true}, {"$", "$", Token::special, true}},
     .letters = "@*"},
    {.names = "makefile make mk",
     .habits = dollar_variables | equals_keys | colon_keys,
     .keywords = "define endef export unexport override private vpath",
     .control_flow = "ifeq ifneq ifdef ifndef else endif",
     .imports = "include sinclude",
     .line_comments = "#",
     .quotes = {double_quote, single_quote},
     .letters = "-."},
    {.names = "cmake",
     .habits = no_case | calls | dollar_variables,
     .control_flow =
         "if elseif else endif foreach endforeach while endwhile function endfunction macro endmacro return",
     .constants = "on off true false",
     .imports = "include find_package add_subdirectory",
     .line_comments = "#",
     .quotes = {lines_of_quote("\"")}},
    {.names = "dockerfile docker containerfile",
     .habits = dollar_variables,
     .keywords =
         "ADD ARG AS CMD COPY ENTRYPOINT ENV EXPOSE HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER "
         "VOLUME WORKDIR",
     .imports = "FROM",
     .line_comments = "#",
     .quotes = {double_quote, single_quote}},
    {.names = "diff patch", .habits = line_changes},
};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool has_name(const Grammar& grammar, std::string_view wanted) {
  for (std::string_view rest = grammar.names; !rest.empty();) {
    const std::string_view name = rest.substr(0, rest.find(' '));
    if (std::equal(name.begin(), name.end(), wanted.begin(), wanted.end(),
                   [](char a, char b) { return a == lower(b); }))
      return true;
    rest.remove_prefix(std::min(name.size() + 1, rest.size()));
  }
  return false;
}

}  // namespace

const Grammar* grammar_of(std::string_view language) {
  for (const Grammar& grammar : languages)
    if (has_name(grammar, language)) return &grammar;
  return nullptr;
}
