"""Word documents: headings, paragraphs, lists and tables in, a .docx that Word and LibreOffice open out.

They are for going on writing in: real styles and lists, no layout by tables. What is printed is a PDF (``core.pdf``).
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from core.guard import strip_controls

FONT = "Calibri"
_LOCALES = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}
_LEVELS = 3  # of lists that have a style


class RenderedWord(NamedTuple):
    """``pages`` is always 0: only the program that opens the document counts them."""

    content: bytes
    pages: int = 0


@dataclass(frozen=True)
class Run:
    """A piece of a paragraph in one look; "\\n" in it is a line break. ``href`` makes it a link."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


class WordFile:
    """One document, written from the top."""

    def __init__(self, *, title: str, language: str, header: str, footer: str) -> None:
        self._document = Document()
        self._set_properties(title, language, header)
        self._set_styles(language)
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
            setattr(section, side, Mm(20))
        section.header.paragraphs[0].text = strip_controls(header)
        self._footer(section.footer.paragraphs[0], footer)

    def heading(self, text: str, level: int) -> None:
        """Level 0 is the title of the document."""
        self._document.add_paragraph(strip_controls(text), style=f"Heading {level}" if level else "Title")

    def paragraph(self, runs: str | Sequence[Run], *, style: str = "Normal") -> Any:
        paragraph = self._document.add_paragraph(style=style)
        self._write(paragraph, runs)
        return paragraph

    def point(self, runs: str | Sequence[Run], *, level: int = 0, ordered: int | None = None) -> None:
        """A point of a list; ``ordered`` is what ``new_numbering`` gave for its list, ``None`` gives a bullet."""
        depth = min(level, _LEVELS - 1)
        name = "List Bullet" if ordered is None else "List Number"
        paragraph = self.paragraph(runs, style=f"{name} {depth + 1}" if depth else name)
        if ordered is not None:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = ordered

    def new_numbering(self, level: int = 0) -> int:
        """A numbering that begins at 1: without it Word goes on counting from the last list."""
        depth = min(level, _LEVELS - 1)
        style = self._document.styles[f"List Number {depth + 1}" if depth else "List Number"]
        numbering = self._document.part.numbering_part.element
        of_style = numbering.num_having_numId(style.element.pPr.numPr.numId.val)
        num = numbering.add_num(of_style.abstractNumId.val)
        num.add_lvlOverride(ilvl=0).add_startOverride(1)
        return num.numId

    def table(
        self,
        rows: Sequence[Sequence[str | Sequence[Run]]],
        *,
        header: bool = True,
        widths: Sequence[int] | None = None,
    ) -> None:
        """A table with lines; its first row is repeated on every page when it is the ``header``.

        ``widths`` are those of the columns in millimetres; without them all columns are as wide as each other.
        """
        columns = max(len(row) for row in rows)
        table = self._document.add_table(rows=0, cols=columns, style="Table Grid")
        for column, width in zip(table.columns, widths or (), strict=False):
            column.width = Mm(width)
        for index, row in enumerate(rows):
            cells = table.add_row().cells
            for cell, words in zip(cells, row, strict=False):
                is_head = header and index == 0
                if is_head and not isinstance(words, str):
                    words = [Run(one.text, bold=True, italic=one.italic, href=one.href) for one in words]
                self._write(cell.paragraphs[0], [Run(words, bold=is_head)] if isinstance(words, str) else words)
                cell.paragraphs[0].paragraph_format.space_after = Pt(2)
        if header:
            properties = table.rows[0]._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:tblHeader"))
        self._document.add_paragraph()

    def facts(self, facts: Iterable[tuple[str, Sequence[Sequence[Run]]]]) -> None:
        """Labels with their values beside them, on lines of their own: "Aika   Torstai …"."""
        for label, values in facts:
            for index, runs in enumerate(values):
                paragraph = self._document.add_paragraph(style="Normal")
                form = paragraph.paragraph_format
                form.left_indent, form.first_line_indent = Mm(39), Mm(-39)
                form.tab_stops.add_tab_stop(Mm(39))
                form.space_after = Pt(6 if index == len(values) - 1 else 0)
                self._write(paragraph, [Run(f"{label}\t" if index == 0 else "\t", bold=True), *runs])

    def as_bytes(self) -> bytes:
        out = io.BytesIO()
        self._document.save(out)
        return out.getvalue()

    def _write(self, paragraph: Paragraph, runs: str | Sequence[Run]) -> None:
        for one in [Run(runs)] if isinstance(runs, str) else runs:
            text = strip_controls(one.text)
            if one.href:
                self._link(paragraph, text, one)
                continue
            run = paragraph.add_run(text)
            run.bold, run.italic = one.bold or None, one.italic or None

    def _link(self, paragraph: Paragraph, text: str, one: Run) -> None:
        relation = self._document.part.relate_to(one.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), relation)
        run = paragraph.add_run(text)
        run.bold, run.italic, run.underline = one.bold or None, one.italic or None, True
        run.font.color.rgb = RGBColor(0x0B, 0x4F, 0x9E)
        link.append(run._r)
        paragraph._p.append(link)

    def _footer(self, paragraph: Paragraph, text: str) -> None:
        paragraph.add_run(f"{strip_controls(text)}   ")
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        for name in ("PAGE", "NUMPAGES"):
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), name)
            run = paragraph.add_run("1")
            field.append(run._r)
            paragraph._p.append(field)
            if name == "PAGE":
                paragraph.add_run("/")

    def _set_properties(self, title: str, language: str, author: str) -> None:
        properties = self._document.core_properties
        properties.title, properties.author = strip_controls(title)[:255], strip_controls(author)[:255]
        properties.language, properties.comments = _LOCALES.get(language, language), ""

    def _set_styles(self, language: str) -> None:
        styles = self._document.styles
        for element in styles.element.iter(qn("w:lang")):
            element.set(qn("w:val"), _LOCALES.get(language, language))
        styles["Normal"].font.size = Pt(10.5)
        sizes = {"Normal": None, "Title": 18, "Heading 1": 13, "Heading 2": 11.5, "Heading 3": 11, "Heading 4": 10.5}
        for name, size in sizes.items():
            style = styles[name]
            style.font.name = FONT
            # The template's headings take the theme's font and colour; paper is black on white.
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{attribute}"), None)
            if size:
                style.font.size, style.font.color.rgb = Pt(size), RGBColor(0, 0, 0)
        styles["Title"].element.get_or_add_pPr().remove_all("w:pBdr")
        # What is quoted stands apart by its place: italics are for the themes in it.
        quote = styles["Quote"]
        quote.font.italic, quote.font.color.rgb = False, RGBColor(0, 0, 0)
        quote.paragraph_format.left_indent = Mm(8)
