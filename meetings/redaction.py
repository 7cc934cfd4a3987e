"""Words taken out of texts: e-mail addresses and names, in plain text and in the rich text of minutes."""

import re
from collections.abc import Sequence
from urllib.parse import unquote

from core.richtext import Node, leaves_of, parse

# "maija@esimerkki.fi" however tags divide it, with full-width signs, and as it is written to mislead machines.
_AT = r"(?:[@＠﹫]|\s?[(\[{]\s?(?:at|ät|@)\s?[)\]}]\s?)"
_PART = r"[^\s<>()\[\]{},;:\"'@＠﹫]+"
EMAIL = re.compile(rf"(?:{_PART})?{_AT}{_PART}", re.IGNORECASE)

# What is taken out, and the words that stand there instead.
Cuts = Sequence[tuple[re.Pattern[str], str]]


def pattern_of_name(name: str) -> re.Pattern[str] | None:
    """Finds a whole name in either order and with an ending ("Maija Esimerkin", "Esimerkki Maija").

    ``None`` for a name of one word: it may be a word like any other. A last name whose stem changes is found by its
    first letters, so a stranger with the same first name and a like surname is taken out too; that is the safe way.
    """
    words = name.replace(",", " ").split()
    if len(words) < 2:
        return None
    first, last = _stem(words[0]), _stem(words[-1])
    middle = r"(?:\s+[\w.-]+){0,2}?" if len(words) > 2 else ""
    return re.compile(rf"(?<!\w)(?:{first}{middle}\s+{last}|{last},?\s+{first}{middle})", re.IGNORECASE)


def cut_text(text: str, cuts: Cuts) -> str:
    for pattern, instead in cuts:
        text = pattern.sub(lambda _match, words=instead: words, text)
    return text


def cut_html(html: str, cuts: Cuts) -> str:
    """The rich text without what the cuts find, also where tags divide it; a link to an address becomes its words."""
    root = parse(html)
    _unlink(root, cuts)
    for pattern, instead in cuts:
        leaves = list(leaves_of(root))
        text = "".join(holder.children[index] + gap for holder, index, gap in leaves)
        spans = [match.span() for match in pattern.finditer(text)]
        if spans:
            _cut_leaves(leaves, spans, instead)
    return str(root)


def _stem(word: str) -> str:
    """A word with any ending. The last letters of longer ones change when they are inflected: Esimerkki, Esimerkin."""
    stem = word[: max(3, len(word) - 2)] if len(word) > 4 else word
    return rf"{re.escape(stem)}[\w-]*"


def _unlink(node: Node, cuts: Cuts) -> None:
    children = []
    for child in node.children:
        if isinstance(child, Node):
            _unlink(child, cuts)
            for name, value in child.attrs.items():
                if name != "href":
                    child.attrs[name] = cut_text(value, cuts)
            if child.tag == "a" and any(pattern.search(unquote(child.attrs.get("href", ""))) for pattern, _w in cuts):
                children += child.children
                continue
        children.append(child)
    node.children = children


def _cut_leaves(leaves: Sequence[tuple[Node, int, str]], spans: Sequence[tuple[int, int]], instead: str) -> None:
    offset, told = 0, set()
    for holder, index, gap in leaves:
        text = holder.children[index]
        end, pieces, position = offset + len(text), [], offset
        for span in spans:
            first, last = max(span[0], offset), min(span[1], end)
            if first >= last:
                continue
            pieces.append(text[position - offset : first - offset])
            if span not in told:
                told.add(span)
                pieces.append(instead)
            position = last
        if pieces:
            holder.children[index] = "".join([*pieces, text[position - offset :]])
        offset = end + len(gap)
