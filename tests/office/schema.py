"""What ECMA-376, part 1, annex A says about the order of children: of the elements that our exporter writes."""
import re

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"

MARKS = "bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd moveFromRangeStart moveFromRangeEnd proofErr permStart permEnd"
BLOCKS = f"p tbl sdt customXml altChunk {MARKS} ins del"
RUNS = f"r sdt hyperlink fldSimple smartTag customXml dir bdo subDoc ins del moveFrom moveTo {MARKS} oMath oMathPara"

# Sequences: every child at most once, in this order; a star stands for any number.
SEQUENCES = {
    "document": "background body",
    "body": "[blocks]* sectPr",
    "p": "pPr [runs]*",
    "r": "rPr [run]*",
    "tbl": "bookmarkStart* bookmarkEnd* tblPr tblGrid [rows]*",
    "tr": "tblPrEx trPr [cells]*",
    "tc": "tcPr [blocks]*",
    "tblGrid": "gridCol* tblGridChange",
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku "
           "wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
           "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "numPr": "ilvl numId numberingChange ins",
    "pBdr": "top left bottom right between bar",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w "
           "kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout "
             "tblCellMar tblLook tblCaption tblDescription tblPrChange",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tblCellMar": "top left start bottom right end",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark headers cellIns cellDel cellMerge tcPrChange",
    "sectPr": "[references]* footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg "
              "textDirection bidi rtlGutter docGrid printerSettings sectPrChange",
    "styles": "docDefaults latentStyles style*",
    "docDefaults": "rPrDefault pPrDefault",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal personalCompose "
             "personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr*",
    "tblStylePr": "pPr rPr tblPr trPr tcPr",
    "numbering": "numPicBullet* abstractNum* num* numIdMacAtCleanup",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl*",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "num": "abstractNumId lvlOverride*",
    "lvlOverride": "startOverride lvl",
    "settings": "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries displayBackgroundShape "
                "printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts embedSystemFonts saveSubsetFonts saveFormsData "
                "mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors "
                "hideGrammaticalErrors activeWritingStyle* proofState formsDesign attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod "
                "documentType mailMerge revisionView trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride "
                "styleLockTheme styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps showEnvelope "
                "summaryLength clickAndTypeStyle defaultTableStyle evenAndOddHeaders bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets "
                "drawingGridHorizontalSpacing drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery "
                "doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData noPunctuationKerning "
                "characterSpacingControl printTwoOnOne strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore savePreviewPicture "
                "doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent alwaysShowPlaceholderText doNotDemarcateInvalidXml saveXmlDataOnly "
                "useXSLTWhenSaving saveThroughXslt showXMLTags alwaysMergeEmptyNamespace updateFields hdrShapeDefaults footnotePr endnotePr compat docVars "
                "rsids mathPr attachedSchema* themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats doNotAutoCompressPictures forceUpgrade captions "
                "readModeInkLockDown smartTagType* schemaLibrary shapeDefaults doNotEmbedSmartTags decimalSymbol listSeparator docId",
    "footnotes": "footnote*", "footnote": "[blocks]*", "comments": "comment*", "comment": "[blocks]*", "hdr": "[blocks]*", "ftr": "[blocks]*",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "ruby": "rubyPr rt rubyBase", "rubyPr": "rubyAlign hps hpsRaise hpsBaseText lid dirty",
    "hyperlink": "[runs]*", "ins": "[runs]*", "del": "[runs]*",
}
GROUPS = {
    "blocks": BLOCKS, "runs": RUNS, "rows": f"tr sdt customXml {MARKS}", "cells": f"tc sdt customXml {MARKS}",
    "references": "headerReference footerReference",
    "run": "br t contentPart delText instrText delInstrText noBreakHyphen softHyphen annotationRef footnoteRef endnoteRef separator "
           "continuationSeparator sym pgNum cr tab object pict fldChar ruby footnoteReference endnoteReference commentReference drawing ptab",
}
REQUIRED = {"document": ["body"], "tbl": ["tblPr", "tblGrid"], "style": ["name"], "num": ["abstractNumId"], "lvl": ["lvlText"],
            "ruby": ["rubyPr", "rt", "rubyBase"], "numPr": ["ilvl", "numId"], "sdt": ["sdtContent"]}
DRAWINGS = {
    f"{WP}inline": "extent effectExtent docPr cNvGraphicFramePr graphic", f"{A}graphic": "graphicData", f"{PIC}pic": "nvPicPr blipFill spPr",
    f"{PIC}nvPicPr": "cNvPr cNvPicPr", f"{PIC}blipFill": "blip srcRect tile stretch", f"{PIC}spPr": "xfrm custGeom prstGeom ln", f"{A}xfrm": "off ext",
}


def pattern(sequence):
    """As a regular expression over the names of children, a space behind each."""
    made = ""
    for word in sequence.split():
        name, many = word.rstrip("*"), word.endswith("*")
        names = GROUPS[name[1:-1]].split() if name.startswith("[") else [name]
        made += f"(?:(?:{'|'.join(names)}) ){'*' if many else '?'}"
    return re.compile(made)


ORDER = {W + parent: pattern(sequence) for parent, sequence in SEQUENCES.items()} | {parent: pattern(sequence) for parent, sequence in DRAWINGS.items()}


def local(tag):
    return tag.rpartition("}")[2]


def problems_of(element):
    """What is wrong with the children of an element, in words."""
    order = ORDER.get(element.tag)
    if order is None:
        return []
    names = "".join(local(child.tag) + " " for child in element)
    found = []
    if not order.fullmatch(names):
        done = order.match(names).end()
        found.append(f"<{local(element.tag)}>: {names[done:].split()[0]} cannot stand behind: {names[:done] or 'nothing'}")
    missing = [name for name in REQUIRED.get(local(element.tag), []) if element.find(W + name) is None]
    return found + [f"<{local(element.tag)}> has no <{name}>" for name in missing]
