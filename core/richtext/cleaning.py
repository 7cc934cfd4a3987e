"""Cleaning: what of pasted HTML is kept, in one spelling."""

import re

import nh3
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.guard import refuse_identity_code, strip_controls
from core.richtext.tree import INLINE, SAME, Node, parse, text_of

# Bytes of a text as it is sent, tags included: some 60 printed pages.
MAX_BYTES = 200_000
MAX_THEME = 150
_TABLE = {"table", "thead", "tbody", "tr"}
_TAGS = {"p", "ul", "ol", "li", "th", "td", *INLINE, *_TABLE}
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


def _cleaned(html: str) -> str:
    return nh3.clean(
        html,
        tags={*_TAGS, *SAME},
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
    refuse_identity_code(text_of(root))
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
        if isinstance(child, str) or (child.tag in INLINE and not _has_block(child)):
            run.append(child)
            continue
        close()
        if child.tag in ("p", *INLINE, "li", "td", "th") and child.tag != "br":
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
        if isinstance(child, str) or child.tag in INLINE:
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
        blocks = [block for block in blocks if block.tag != "table"] or _blocks([text_of(node)])
    paragraphs = sum(block.tag == "p" for block in blocks)
    if paragraphs == 1 and blocks[0].tag == "p":
        blocks[0:1] = blocks[0].children
    cell.children = blocks
    return cell


def _has_block(node: Node) -> bool:
    return any(isinstance(one, Node) and (one.tag not in INLINE or _has_block(one)) for one in node.children)


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
