// Character styles for the pieces of highlighted code, which pandoc's reference documents have by the same names.
#include "default_parts.hpp"

const std::string_view code_styles = R"xml(
<w:style w:type="character" w:customStyle="1" w:styleId="KeywordTok"><w:name w:val="KeywordTok"/><w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:b/><w:bCs/><w:color w:val="1F4E79"/></w:rPr></w:style>
<w:style w:type="character" w:customStyle="1" w:styleId="DataTypeTok"><w:name w:val="DataTypeTok"/><w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:color w:val="7A4A00"/></w:rPr></w:style>
<w:style w:type="character" w:customStyle="1" w:styleId="DecValTok"><w:name w:val="DecValTok"/><w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:color w:val="2E6B3E"/></w:rPr></w:style>
<w:style w:type="character" w:customStyle="1" w:styleId="BaseNTok"><w:name w:val="BaseNTok"/><w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:color w:val="2E6B3E"/></w:rPr></w:style>
<w:style w:type="character" w:customStyle="1" w:styleId="FloatTok"><w:name w:val="FloatTok"/><w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:color w:val="2E6B3E"/></w:rPr></w:style>
<w:style w:type="character" w:customStyle="1" w:styleId="ConstantTok"><w:name w:val="ConstantTok"/><w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:color w:val="2E6B3E"/></w:rPr></w:style>
<w:style w:type="character" w:customStyle="1" w:styleId="CharTok"><w:name w:val="CharTok"/><w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:color w:val="9A2F2F"/></w:rPr></w:style>
<w:style w:type="character" w:customStyle="1" w:styleId="SpecialCharTok"><w:name w:val="SpecialCharTok"/><w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:color w:val="9A2F2F"/></w:rPr></w:style>
<w:style w:type="character" w:customStyle="1" w:styleId="StringTok"><w:name w:val="StringTok"/><w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:color w:val="9A2F2F"/></w:rPr></w:style>
<w:style w:type="character" w:customStyle="1" w:styleId="VerbatimStringTok"><w:name w:val="VerbatimStringTok"/><w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:color w:val="9A2F2F"/></w:rPr></w:style>
<w:style w:type="character" w:customStyle="1" w:styleId="SpecialStringTok"><w:name w:val="SpecialStringTok"/><w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:color w:val="9A2F2F"/></w:rPr></w:style>
<w:style w:type="character" w:customStyle="1" w:styleId="ImportTok"><w:name w:val="ImportTok"/><w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:color w:val="1F4E79"/></w:rPr></w:style>
<w:style w:type="character" w:customStyle="1" w:styleId="CommentTok"><w:name w:val="CommentTok"/><w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:i/><w:iCs/><w:color w:val="5F6B74"/></w:rPr></w:style>
<w:style w:type="character" w:customStyle="1" w:styleId="FunctionTok"><w:name w:val="FunctionTok"/><w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:color w:val="5B3B86"/></w:rPr></w:style>
<w:style w:type="character" w:customStyle="1" w:styleId="VariableTok"><w:name w:val="VariableTok"/><w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:color w:val="1B5E6B"/></w:rPr></w:style>
<w:style w:type="character" w:customStyle="1" w:styleId="ControlFlowTok"><w:name w:val="ControlFlowTok"/><w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:b/><w:bCs/><w:color w:val="1F4E79"/></w:rPr></w:style>
<w:style w:type="character" w:customStyle="1" w:styleId="OperatorTok"><w:name w:val="OperatorTok"/><w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:color w:val="404A52"/></w:rPr></w:style>
<w:style w:type="character" w:customStyle="1" w:styleId="BuiltInTok"><w:name w:val="BuiltInTok"/><w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:color w:val="5B3B86"/></w:rPr></w:style>
<w:style w:type="character" w:customStyle="1" w:styleId="PreprocessorTok"><w:name w:val="PreprocessorTok"/><w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:color w:val="7A4A00"/></w:rPr></w:style>
<w:style w:type="character" w:customStyle="1" w:styleId="AttributeTok"><w:name w:val="AttributeTok"/><w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:color w:val="7A4A00"/></w:rPr></w:style>
)xml";
