"""Files of other programs, made by hand: the least of a Word document and of a workbook that is one."""

from __future__ import annotations

import io
from zipfile import ZipFile

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STYLES = {"Title": "Title", "Heading1": "heading 1", "Heading2": "heading 2"}


def word(*paragraphs: str) -> bytes:
    """Return a Word document of paragraphs, each with a mark in front as in `docx_paragraph`."""
    body = "".join(map(_paragraph, paragraphs))
    return _archive(
        "word/document.xml",
        {
            "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {_W}>{''.join(map(_style, _STYLES.items()))}</w:styles>",
            "word/numbering.xml": f"<w:numbering {_W}><w:abstractNum w:abstractNumId='0'>"
            + "".join(f"<w:lvl w:ilvl='{n}'><w:numFmt w:val='bullet'/></w:lvl>" for n in range(3))
            + "</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>",
            "word/_rels/document.xml.rels": _relations(
                ("styles", "styles.xml"), ("numbering", "numbering.xml")
            ),
        },
    )


def _paragraph(text: str) -> str:
    """Return a paragraph: `T ` a title, `1 ` a heading, `- ` an item, `-- ` one below it, `| ` a row."""
    mark, _, words = text.partition(" ")
    if mark == "|":
        cells = (f"<w:tc>{_paragraph(f'. {cell}')}</w:tc>" for cell in words.split(" | "))
        return f"<w:tbl><w:tr>{''.join(cells)}</w:tr></w:tbl>"
    style = {"T": "Title", "1": "Heading1", "2": "Heading2"}.get(mark, "")
    properties = f"<w:pStyle w:val='{style}'/>" if style else ""
    if set(mark) == {"-"}:
        level = len(mark) - 1
        properties = f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='1'/></w:numPr>"
    runs = "".join(
        f"<w:r>{'<w:rPr><w:b/></w:rPr>' if n % 2 else ''}<w:t xml:space='preserve'>{part}</w:t></w:r>"
        for n, part in enumerate(words.split("**"))
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def _style(style: tuple[str, str]) -> str:
    identifier, name = style
    return (
        f"<w:style w:type='paragraph' w:styleId='{identifier}'><w:name w:val='{name}'/></w:style>"
    )


def workbook(**sheets: list[list[str]]) -> bytes:
    """Return an .xlsx file with sheets of text."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    files = {
        f"xl/worksheets/{n}.xml": f"<worksheet xmlns='{main}'><sheetData>"
        + "".join(_row(row) for row in rows)
        + "</sheetData></worksheet>"
        for n, rows in enumerate(sheets.values(), 1)
    }
    listed = "".join(
        f"<sheet name='{name}' sheetId='{n}' r:id='r{n}'/>" for n, name in enumerate(sheets, 1)
    )
    files["xl/workbook.xml"] = (
        f"<workbook xmlns='{main}' xmlns:r='{_OFFICE}'><sheets>{listed}</sheets></workbook>"
    )
    files["xl/_rels/workbook.xml.rels"] = _relations(
        *(("worksheet", f"worksheets/{n}.xml") for n in range(1, len(sheets) + 1))
    )
    return _archive("xl/workbook.xml", files)


def _row(cells: list[str]) -> str:
    written = (f"<c t='inlineStr'><is><t>{cell}</t></is></c>" for cell in cells)
    return f"<row>{''.join(written)}</row>"


def _relations(*targets: tuple[str, str]) -> str:
    entries = (
        f"<Relationship Id='r{n}' Type='{_OFFICE}/{kind}' Target='{target}'/>"
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f"<Relationships xmlns='{_RELATIONS}'>{''.join(entries)}</Relationships>"


def _archive(main: str, files: dict[str, str]) -> bytes:
    content = io.BytesIO()
    with ZipFile(content, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f"<Types xmlns='{_CONTENT_TYPES}'><Default Extension='xml' ContentType='application/xml'/>"
            "</Types>",
        )
        archive.writestr("_rels/.rels", _relations(("officeDocument", main)))
        for path, text in files.items():
            archive.writestr(path, text)
    return content.getvalue()
