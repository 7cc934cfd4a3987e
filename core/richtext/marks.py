"""What a text says without its tags: its words, the themes marked in it, and the outcomes that stand in it."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from core.richtext.tree import Node, leaves_of, parse, text_of


class OutcomeMark(NamedTuple):
    """Words of an outcome in a text. Without a ``kind`` they are not marked; ``tail`` follows them in brackets."""

    kind: str
    words: str
    label: str = ""
    tail: str = ""


def plain_text(html: str) -> str:
    """What is read, without tags: blocks on lines of their own, spaces as one."""
    return text_of(parse(html))


def is_empty(html: str) -> bool:
    """Whether there is nothing to read."""
    return not plain_text(html).strip()


def themes_of(html: str) -> list[tuple[str, str]]:
    """``(theme, words)`` of each marked phrase, in the order of the text."""
    found = []

    def walk(node: Node) -> None:
        for child in node.children:
            if isinstance(child, Node):
                if child.tag == "mark":
                    found.append((child.attrs.get("data-theme", ""), " ".join(text_of(child).split())))
                walk(child)

    walk(parse(html))
    return found


def holds(html: str, words: str) -> bool:
    """Whether the text, its tags aside, holds the words in this order, however its lines are broken."""
    return bool(words.strip()) and _pattern(words).search(plain_text(html)) is not None


def unsaid(text: str, facts: Iterable[str]) -> str:
    """The facts, as who does it and by when, that a text does not tell itself: "Maija Esimerkki, kevät 2027"."""
    said = text.casefold()
    return ", ".join(fact for fact in facts if fact and fact.casefold() not in said)


def with_marks(html: str, marks: Iterable[OutcomeMark]) -> str:
    """The text with outcomes shown in it, for a page only.

    Words found get ``<mark class="outcome-kind">``, the first piece opened by the label; what is divided by tags gets
    several.
    """
    root = parse(html)
    texts = list(leaves_of(root))
    text = "".join(leaf[0].children[leaf[1]] + leaf[2] for leaf in texts)
    spans = _spans(text, marks)
    offset = 0
    pieces: dict[tuple[int, int], list] = {}
    for holder, index, gap in texts:
        words = holder.children[index]
        pieces[id(holder), index] = _cut(words, offset, spans)
        offset += len(words) + len(gap)
    for holder in {id(leaf[0]): leaf[0] for leaf in texts}.values():
        holder.children = [
            piece
            for index, child in enumerate(holder.children)
            for piece in (pieces[id(holder), index] if isinstance(child, str) else [child])
        ]
    return str(root)


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)")


def _spans(text: str, marks: Iterable[OutcomeMark]) -> list[tuple[int, int, OutcomeMark]]:
    """Where the marks stand; of two that overlap the earlier one is kept."""
    found = []
    for mark in marks:
        if mark.words.strip() and (match := _pattern(mark.words).search(text)):
            found.append((*match.span(), mark))
    spans: list[tuple[int, int, OutcomeMark]] = []
    for span in sorted(found):
        if not spans or span[0] >= spans[-1][1]:
            spans.append(span)
    return spans


def _cut(words: str, offset: int, spans: list[tuple[int, int, OutcomeMark]]) -> list:
    """One text cut at the spans; what is inside one is in a ``mark``."""
    pieces, position, end = [], offset, offset + len(words)
    for begin, finish, outcome in spans:
        first, last = max(begin, position), min(finish, end)
        if first >= last:
            continue
        pieces.append(words[position - offset : first - offset])
        inside = words[first - offset : last - offset]
        if outcome.kind:
            mark = Node("mark", {"class": f"outcome-{outcome.kind}"})
            if first == begin and outcome.label:
                word = Node("span", {"class": "mark-word"})
                word.children.append(outcome.label)
                mark.children += [word, " "]
            mark.children.append(inside)
            pieces.append(mark)
        else:
            pieces.append(inside)
        if last == finish and outcome.tail:
            pieces.append(f" ({outcome.tail})")
        position = last
    pieces.append(words[position - offset :])
    return [piece for piece in pieces if piece != ""]
