"""The rich text of minutes: what of pasted HTML is kept, and what a text says without its tags.

Kept are ``p ul ol li strong em a br mark table thead tbody tr th td``; attributes only ``href`` on ``a`` (http, https,
mailto) and ``data-theme`` on ``mark``. Everything a person reads stays, in one spelling, so that cleaning a clean text
changes nothing; the JSON of minutes (docs/minutes-format.md) holds the same HTML.
"""

import re
from collections.abc import Iterable, Iterator
from html import escape
from html.parser import HTMLParser

import nh3
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.guard import refuse_identity_code, strip_controls

# Bytes of a text as it is sent, tags included: some 60 printed pages.
MAX_BYTES = 200_000
MAX_THEME = 150
# Nobody writes lists this deep; a text that does is an attack on whoever reads it.
_MAX_DEPTH = 24

# Read as another tag: what browsers and word processors write for the same thing.
_SAME = {"b": "strong", "i": "em"} | dict.fromkeys(
    ["div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "section", "article"], "p"
)
_INLINE = {"strong", "em", "a", "mark", "br"}
_TABLE = {"table", "thead", "tbody", "tr"}
_TAGS = {"p", "ul", "ol", "li", "th", "td", *_INLINE, *_TABLE}
_HOLDS_TEXT = {"p", "li", "th", "td"}
# What may stand directly in what; text outside paragraphs gets one.
_CHILDREN = {"ul": {"li"}, "ol": {"li"}, "table": {"thead", "tbody", "tr"}, "thead": {"tr"}, "tbody": {"tr"}}
_CHILDREN["tr"] = {"th", "td"}
_FORGOTTEN = {
    "script",
    "style",
    "title",
    "iframe",
    "object",
    "embed",
    "noscript",
    "template",
    "svg",
    "math",
    "textarea",
}

# Word's own bullets too: minutes are often pasted.
_POINT = re.compile(r"\s*[-–•*]\s+(?=\S)")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


class Node:
    """An element (``tag``, ``attrs``, ``children``: nodes and strings); the root has no tag."""

    __slots__ = ("attrs", "children", "tag")

    def __init__(self, tag: str = "", attrs: dict[str, str] | None = None) -> None:
        self.tag, self.attrs, self.children = tag, attrs or {}, []

    def __str__(self) -> str:
        inner = "".join(escape(one, quote=False) if isinstance(one, str) else str(one) for one in self.children)
        if not self.tag:
            return inner
        attrs = "".join(f' {name}="{escape(value)}"' for name, value in self.attrs.items())
        return f"<{self.tag}{attrs}>" if self.tag == "br" else f"<{self.tag}{attrs}>{inner}</{self.tag}>"


def sanitise(html: str) -> str:
    """The text with nothing but what minutes hold.

    Raises ``ValidationError`` when it is too long, and when what is read holds a personal identity code, however
    tags divide it.
    """
    refuse_too_long(html)
    root = parse(_cleaned(strip_controls(html)))
    _refuse_codes(root)
    return str(_tidy(root))


def refuse_too_long(html: str) -> None:
    """Raise ``ValidationError`` for more than ``MAX_BYTES``."""
    size = len(html.encode(errors="replace"))
    if size > MAX_BYTES:
        raise ValidationError(
            _(
                "The text is too long: %(size)d kB, and the limit is %(limit)d kB. Divide it into several items, or "
                "add it as an attachment."
            ),
            code="max_length",
            params={"size": -(-size // 1000), "limit": MAX_BYTES // 1000},
        )


def plain_text(html: str) -> str:
    """What is read, without tags: blocks on lines of their own, spaces as one."""
    return _text_of(parse(html))


def is_empty(html: str) -> bool:
    """Whether there is nothing to read."""
    return not plain_text(html).strip()


def from_plain(text: str) -> str:
    """Typed or pasted plain text as HTML: a line is a paragraph, lines that begin with "- " are a list."""
    root = Node()
    for line in strip_controls(text).split("\n"):
        point = _POINT.match(line)
        words = " ".join((line[point.end() :] if point else line).split())
        if not words:
            continue
        node = Node("li" if point else "p")
        node.children.append(words)
        if point and root.children and root.children[-1].tag == "ul":
            root.children[-1].children.append(node)
        elif point:
            wrapper = Node("ul")
            wrapper.children.append(node)
            root.children.append(wrapper)
        else:
            root.children.append(node)
    return str(root)


def from_input(text: str) -> str:
    """What a text box sent, which may be plain text, as clean HTML. Raises what ``sanitise`` raises."""
    refuse_too_long(text)
    return sanitise(text if _TAG.search(text) else from_plain(text))


def themes_of(html: str) -> list[tuple[str, str]]:
    """``(theme, words)`` of each marked phrase, in the order of the text."""
    found = []

    def walk(node: Node) -> None:
        for child in node.children:
            if isinstance(child, Node):
                if child.tag == "mark":
                    found.append((child.attrs.get("data-theme", ""), " ".join(_text_of(child).split())))
                walk(child)

    walk(parse(html))
    return found


def holds(html: str, words: str) -> bool:
    """Whether the text, its tags aside, holds the words in this order, however its lines are broken."""
    return bool(words.strip()) and _pattern(words).search(plain_text(html)) is not None


def with_marks(html: str, marks: Iterable[tuple[str, str, str]]) -> str:
    """The text with outcomes shown in it, for a page only: ``marks`` are ``(kind, words, label)``.

    Words found get ``<mark class="outcome-kind">``, the first piece opened by the label; what is divided by tags gets
    several.
    """
    root = parse(html)
    leaves = list(leaves_of(root))
    text = "".join(leaf[0].children[leaf[1]] + leaf[2] for leaf in leaves)
    spans = _spans(text, marks)
    offset = 0
    pieces: dict[tuple[int, int], list] = {}
    for holder, index, gap in leaves:
        words = holder.children[index]
        pieces[id(holder), index] = _cut(words, offset, spans)
        offset += len(words) + len(gap)
    for holder in {id(leaf[0]): leaf[0] for leaf in leaves}.values():
        holder.children = [
            piece
            for index, child in enumerate(holder.children)
            for piece in (pieces[id(holder), index] if isinstance(child, str) else [child])
        ]
    return str(root)


def parse(html: str) -> Node:
    """The text as a tree; tags beyond a sane depth are left out, their words stay."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.root


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node()
        self.open = [self.root]
        self.skipped = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = _SAME.get(tag, tag)
        node = Node(tag, {name: value or "" for name, value in attrs})
        if tag == "br":
            self.open[-1].children.append(node)
        elif len(self.open) > _MAX_DEPTH:
            self.skipped.append(tag)
        else:
            self.open[-1].children.append(node)
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        tag = _SAME.get(tag, tag)
        if self.skipped:
            self.skipped.pop()
        elif len(self.open) > 1 and self.open[-1].tag == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        children = self.open[-1].children
        if children and isinstance(children[-1], str):
            children[-1] += data
        else:
            children.append(data)


def _cleaned(html: str) -> str:
    return nh3.clean(
        html,
        tags={*_TAGS, *_SAME},
        clean_content_tags=_FORGOTTEN,
        attributes={"a": {"href"}, "mark": {"data-theme"}},
        url_schemes={"http", "https", "mailto"},
        url_relative="deny",
        link_rel=None,
        strip_comments=True,
    )


def _refuse_codes(root: Node) -> None:
    """A code may be divided by tags, and by the ends of blocks; addresses and names of themes are read too."""
    attributes = []

    def walk(node: Node) -> None:
        attributes.extend(node.attrs.values())
        for child in node.children:
            if isinstance(child, Node):
                walk(child)

    walk(root)
    refuse_identity_code(_text_of(root))
    for value in attributes:
        refuse_identity_code(value)


def _tidy(root: Node) -> Node:
    """The tree in its one spelling: blocks at the top, text in paragraphs, nothing empty, no mark in a mark."""
    tidy = Node()
    tidy.children = _blocks(root.children)
    return tidy


def _blocks(children: list) -> list:
    """Blocks out of anything: runs of text become paragraphs."""
    blocks, run = [], []

    def close() -> None:
        paragraph = Node("p")
        paragraph.children = _trimmed(_inline(run))
        if paragraph.children:
            blocks.append(paragraph)
        run.clear()

    for child in children:
        if isinstance(child, str) or (child.tag in _INLINE and not _has_block(child)):
            run.append(child)
            continue
        close()
        if child.tag in ("p", *_INLINE, "li", "td", "th") and child.tag != "br":
            blocks.extend(_blocks(child.children))
        elif child.tag in ("ul", "ol", "table"):
            blocks.extend(_structure(child))
        else:
            blocks.extend(_blocks(child.children))
    close()
    return blocks


def _structure(node: Node) -> list:
    """A list or a table with what may stand in it; what may not becomes blocks after it."""
    kept, after = Node(node.tag), []
    for child in node.children:
        if isinstance(child, str) or child.tag in _INLINE:
            after.extend(_blocks([child]))
        elif child.tag not in _CHILDREN[node.tag]:
            # A list directly in a list belongs to the point before it.
            if child.tag in ("ul", "ol") and kept.tag in ("ul", "ol") and kept.children:
                kept.children[-1].children.extend(_structure(child))
            else:
                after.extend(_blocks([child]))
        elif child.tag in _CHILDREN:
            kept.children.extend(_structure(child))
        else:
            kept.children.append(_cell(child))
    if node.tag in ("ul", "ol"):
        kept.children = [point for point in kept.children if point.children]
    return [kept, *after] if kept.children else after


def _cell(node: Node) -> Node:
    """A point of a list or a cell: its own text first, without a paragraph when there is but one."""
    cell = Node(node.tag)
    blocks = _blocks(node.children)
    if node.tag != "li":
        blocks = [block for block in blocks if block.tag != "table"] or _blocks([_text_of(node)])
    paragraphs = sum(block.tag == "p" for block in blocks)
    if paragraphs == 1 and blocks[0].tag == "p":
        blocks[0:1] = blocks[0].children
    cell.children = blocks
    return cell


def _has_block(node: Node) -> bool:
    return any(isinstance(one, Node) and (one.tag not in _INLINE or _has_block(one)) for one in node.children)


def _inline(children: list, within: tuple[str, ...] = ()) -> list:
    """Text and its tags, each tag once: nothing empty, and no tag inside its like."""
    out = []
    for child in children:
        if isinstance(child, str):
            out.append(re.sub(r"[ \t\n\r\f]+", " ", child))
        elif child.tag == "br":
            out.append(child)
        elif child.tag in within or not _is_kept(child):
            out.extend(_inline(child.children, within))
        else:
            node = Node(child.tag, child.attrs)
            node.children = _inline(child.children, (*within, child.tag))
            if "".join(one if isinstance(one, str) else "x" for one in node.children):
                out.append(node)
    return _joined(out)


def _is_kept(node: Node) -> bool:
    """A link leads somewhere, and a mark names a theme."""
    if node.tag == "a":
        return bool(node.attrs.get("href", "").strip())
    if node.tag == "mark":
        node.attrs["data-theme"] = " ".join(node.attrs.get("data-theme", "").split())
        return 0 < len(node.attrs["data-theme"]) <= MAX_THEME
    return True


def _joined(children: list) -> list:
    out = []
    for child in children:
        if isinstance(child, str) and out and isinstance(out[-1], str):
            out[-1] = re.sub(" {2,}", " ", out[-1] + child)
        else:
            out.append(child)
    return out


def _trimmed(children: list) -> list:
    """Without spaces and line breaks at either end; nothing when nothing is left."""
    while children and (children[0] == " " or getattr(children[0], "tag", "") == "br"):
        children = children[1:]
    while children and (children[-1] == " " or getattr(children[-1], "tag", "") == "br"):
        children = children[:-1]
    if children and isinstance(children[0], str):
        children[0] = children[0].lstrip(" ")
    if children and isinstance(children[-1], str):
        children[-1] = children[-1].rstrip(" ")
    children = [child for child in children if child != ""]
    return children if any(isinstance(one, Node) or one.strip() for one in children) else []


def leaves_of(node: Node) -> Iterator[tuple[Node, int, str]]:
    """Each text with its place, and the gap that ends it: a line break where a block ends, otherwise nothing."""
    found: list[list] = []

    def walk(one: Node) -> None:
        for index, child in enumerate(one.children):
            if isinstance(child, str):
                found.append([one, index, ""])
            else:
                if child.tag not in _INLINE or child.tag == "br":
                    _end_line()
                walk(child)
                if child.tag not in _INLINE:
                    _end_line()

    def _end_line() -> None:
        if found:
            found[-1][2] = "\n"

    walk(node)
    return (tuple(leaf) for leaf in found)


def _text_of(node: Node) -> str:
    lines = "".join(holder.children[index] + gap for holder, index, gap in leaves_of(node)).split("\n")
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)")


def _spans(text: str, marks: Iterable[tuple[str, str, str]]) -> list[tuple[int, int, str, str]]:
    """Where the marks stand; of two that overlap the earlier one is kept."""
    found = []
    for kind, words, label in marks:
        if words.strip() and (match := _pattern(words).search(text)):
            found.append((*match.span(), kind, label))
    spans: list[tuple[int, int, str, str]] = []
    for span in sorted(found):
        if not spans or span[0] >= spans[-1][1]:
            spans.append(span)
    return spans


def _cut(words: str, offset: int, spans: list[tuple[int, int, str, str]]) -> list:
    """One text cut at the spans; what is inside one is in a ``mark``."""
    pieces, position, end = [], offset, offset + len(words)
    for begin, finish, kind, label in spans:
        first, last = max(begin, position), min(finish, end)
        if first >= last:
            continue
        pieces.append(words[position - offset : first - offset])
        mark = Node("mark", {"class": f"outcome-{kind}"})
        if first == begin and label:
            word = Node("span", {"class": "mark-word"})
            word.children.append(label)
            mark.children += [word, " "]
        mark.children.append(words[first - offset : last - offset])
        pieces.append(mark)
        position = last
    pieces.append(words[position - offset :])
    return [piece for piece in pieces if piece != ""]
