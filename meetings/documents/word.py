"""The same pages as Word documents."""

from collections.abc import Sequence
from typing import Any

from core import richtext
from core.richtext import Node
from core.word import RenderedWord, Run, WordFile

_INLINE = {"strong", "em", "a", "mark", "br", "span"}


def minutes_word(context: dict[str, Any], *, language: str) -> RenderedWord:
    """Minutes, and an extract of them (``minutes_page``)."""
    word = new_file(context, language=language)
    word.facts(_facts(context["facts"]))
    if context["goals"]["points"]:
        _label(word, context["goals"]["label"])
        for point in context["goals"]["points"]:
            word.point(point)
    if context["items"] and context["items_label"]:
        word.heading(context["items_label"], 1)
    for item in context["items"]:
        _item(word, item, level=2)
    for part in context["closing"]:
        _closing(word, part)
    for line in filter(None, [context["themes"], *context.get("signatures", [])]):
        word.paragraph(line)
    return RenderedWord(word.as_bytes())


def new_file(context: dict[str, Any], *, language: str) -> WordFile:
    """A file with its head: kind, title and group above everything else."""
    document = context["document"]
    word = WordFile(
        title=document["title"],
        language=language,
        header=f"{document['network']} · {document['kind']}",
        footer=" · ".join(filter(None, [document["date"], document["version"], document["address"]])),
    )
    if context["kind"]:
        word.paragraph([Run(context["kind"], bold=True)])
    word.heading(context["title"], 0)
    if context["group"]:
        word.paragraph(context["group"])
    return word


def add_html(word: WordFile, html: str) -> None:
    """Rich text of minutes: paragraphs, lists and tables with their looks."""
    _blocks(word, richtext.parse(html).children)


def _facts(facts: Sequence[dict]) -> list[tuple[str, list[list[Run]]]]:
    return [(fact["label"], [_value(value) for value in fact["values"]]) for fact in facts]


def _value(value: dict[str, str]) -> list[Run]:
    return [Run(value["text"]), *([Run(f", {value['role']}", italic=True)] if value["role"] else [])]


def _label(word: WordFile, label: str) -> None:
    if label:
        word.heading(label, 2)


def _item(word: WordFile, item: dict, *, level: int) -> None:
    heading = " ".join(filter(None, [number_text(item["number"]), item["heading"]]))
    if item["heading"]:
        word.heading(heading, min(level, 4))
    elif item["number"]:
        word.paragraph([Run(heading, bold=True)])
    if item["note"]:
        word.paragraph([Run(item["note"], italic=True)])
    add_html(word, item["body"])
    if quotation := item["quotation"]:
        if quotation["from"]:
            word.paragraph([Run(f"{quotation['from']}:", bold=True)])
        for node in richtext.parse(quotation["html"]).children:
            _blocks(word, [node], style="Quote")
    for one in item["outcomes"]:
        word.paragraph([Run(f"{one['label']}: {one['text']}", bold=one["kind"] == "decision")])
    if item["goals_label"]:
        word.heading(item["goals_label"], 4)
    for goal in item["goals"]:
        goal_text = " ".join(filter(None, [number_text(goal["number"]), goal["text"]]))
        word.paragraph([Run(goal_text, italic=True)])
        for point in goal["points"]:
            word.point(point)
        if goal["measures"]:
            if goal["label"]:
                word.heading(goal["label"], 4)
            for measure in goal["measures"]:
                word.point(measure)
    for child in item["children"]:
        _item(word, child, level=level + 1)


def number_text(number: str) -> str:
    """ "1." and "5 a.", but "2.1" as it is."""
    return f"{number}." if number and "." not in number else number


def _closing(word: WordFile, part: dict) -> None:
    if part["values"] and part["label"]:
        word.heading(part["label"], 1)
    for value in part["values"]:
        word.paragraph(value)


def _blocks(word: WordFile, children: Sequence[Node | str], *, style: str = "Normal") -> None:
    for child in children:
        if isinstance(child, str):
            if child.strip():
                word.paragraph(child, style=style)
        elif child.tag in ("ul", "ol"):
            _list(word, child, level=0)
        elif child.tag == "table":
            word.table(_rows(child), header=_has_head(child))
        else:
            word.paragraph(_runs(child.children), style=style)


def _list(word: WordFile, node: Node, *, level: int) -> None:
    ordered = word.new_numbering(level) if node.tag == "ol" else None
    for point in node.children:
        inline = [one for one in point.children if isinstance(one, str) or one.tag in _INLINE]
        if inline:
            word.point(_runs(inline), level=level, ordered=ordered)
        for block in point.children:
            if isinstance(block, str) or block.tag in _INLINE:
                continue
            if block.tag in ("ul", "ol"):
                _list(word, block, level=level + 1)
            elif block.tag == "p" and not inline:
                word.point(_runs(block.children), level=level, ordered=ordered)
                inline = [block]
            elif block.tag == "p":
                word.paragraph(_runs(block.children), style="List Continue")
            else:
                _blocks(word, [block])


def _rows(node: Node) -> list[list[list[Run]]]:
    rows = []
    for child in node.children:
        if child.tag == "tr":
            rows.append([_runs(_texts(cell)) for cell in child.children])
        else:
            rows += _rows(child)
    return rows


def _has_head(table: Node) -> bool:
    row = table
    while row.children and row.tag != "tr":
        row = row.children[0]
    return bool(row.children) and all(cell.tag == "th" for cell in row.children)


def _texts(cell: Node) -> list[Node | str]:
    """What a cell holds as one text: its blocks on lines of their own."""
    out: list[Node | str] = []
    for child in cell.children:
        if isinstance(child, str) or child.tag in _INLINE:
            out.append(child)
        else:
            out += [*(["\n"] if out else []), *_texts(child)]
    return out


def _runs(children: Sequence[Node | str], *, bold: bool = False, italic: bool = False, href: str = "") -> list[Run]:
    runs: list[Run] = []
    for child in children:
        if isinstance(child, str):
            runs.append(Run(child, bold=bold, italic=italic, href=href))
        elif child.tag == "br":
            runs.append(Run("\n"))
        else:
            # A mark names a theme, or shows a decision.
            is_theme = child.tag == "mark" and "data-theme" in child.attrs
            runs += _runs(
                child.children,
                bold=bold or child.tag == "strong" or (child.tag == "mark" and not is_theme),
                italic=italic or child.tag == "em" or is_theme,
                href=child.attrs.get("href", href),
            )
    return runs
