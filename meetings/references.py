"""References to attachments in the words of minutes: "Liite 3", "liitteissä 1 ja 2", "Bilaga 3", "Attachment 3".

A reference is plain words, as people type it: it survives copying, printing, the JSON of minutes and every editor. It
is live because the digits follow when the numbers change (``renumbered``), which happens in drafts only and never in
imported minutes. Words of a reference may be divided by tags ("Liite <strong>3</strong>"), but not by paragraphs.
"""

import re
from collections.abc import Iterator, Mapping

from core import richtext

_ONE = (
    r"liite|liitettä|liitteen|liitteessä|liitteestä|liitteeseen|liitteellä|liitteeltä|liitteelle|liitteeksi"
    r"|bilaga|bilagan|bilagans|attachment|appendix"
)
_SEVERAL = r"liitteet|liitteitä|liitteiden|liitteissä|liitteistä|liitteisiin|bilagor|bilagorna|attachments|appendices"
_NUMBER = r"[1-9]\d{0,2}"
_AND = r"\s*(?:,|–|-|\bja\b|\bsekä\b|\boch\b|\bsamt\b|\band\b)\s*"
# Not the beginning of "3.2", "3:n" is one; "3 000" and "3 kpl" cannot be told apart from a reference by anybody.
_END = r"(?![\w]|[.,]\d)"
_REFERENCE = re.compile(
    rf"(?<!\w)(?:(?:{_ONE})\s+{_NUMBER}|(?:{_SEVERAL})\s+{_NUMBER}(?:{_AND}{_NUMBER})*){_END}", re.IGNORECASE
)
_DIGITS = re.compile(_NUMBER)
_BLOCKS = {"p", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "br"}


def mentions(text: str) -> Iterator[tuple[int, int]]:
    """``(place, number)`` of each attachment mentioned in a plain text, in its order."""
    for start, end in _numbers(text):
        yield start, int(text[start:end])


def mentions_in_html(html: str) -> Iterator[tuple[int, int]]:
    """The same of a text of minutes; places are those of what is read."""
    yield from mentions(_read(richtext.parse(html))[0])


def renumbered(text: str, numbers: Mapping[int, int]) -> str:
    """A plain text with each old number as its new one."""
    for start, end in reversed(list(_numbers(text))):
        text = text[:start] + str(numbers.get(int(text[start:end]), text[start:end])) + text[end:]
    return text


def renumbered_html(html: str, numbers: Mapping[int, int]) -> str:
    """The same of a text of minutes; only digits change, and a text without references stays as it is."""
    root = richtext.parse(html)
    text, leaves = _read(root)
    spans = [(start, end) for start, end in _numbers(text) if int(text[start:end]) in numbers]
    for start, end in reversed(spans):
        new = str(numbers[int(text[start:end])])
        holder, index, offset = next(leaf for leaf in reversed(leaves) if leaf[2] <= start)
        words = holder.children[index]
        # Digits divided by tags ("1<em>2</em>") are left to people.
        if end - offset <= len(words):
            holder.children[index] = words[: start - offset] + new + words[end - offset :]
    return str(root) if spans else html


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    for match in _REFERENCE.finditer(text):
        for digits in _DIGITS.finditer(text, *match.span()):
            yield digits.span()


def _read(root: richtext.Node) -> tuple[str, list[tuple[richtext.Node, int, int]]]:
    """What is read, blocks divided by a mark that no reference holds; and the texts with their places in it."""
    text, leaves = [], []
    length = 0

    def add(words: str) -> None:
        nonlocal length
        text.append(words)
        length += len(words)

    def walk(node: richtext.Node) -> None:
        for index, child in enumerate(node.children):
            if isinstance(child, str):
                leaves.append((node, index, length))
                add(child)
                continue
            if child.tag in _BLOCKS:
                add("\x00")
            walk(child)
            if child.tag in _BLOCKS:
                add("\x00")

    walk(root)
    return "".join(text), leaves
