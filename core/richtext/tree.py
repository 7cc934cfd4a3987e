"""A text of minutes as a tree, and what is read of it."""

from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser

# Nobody writes lists this deep; a text that does is an attack on whoever reads it.
MAX_DEPTH = 24
# Read as another tag: what browsers and word processors write for the same thing.
SAME = {"b": "strong", "i": "em"} | dict.fromkeys(
    ["div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "section", "article"], "p"
)
INLINE = {"strong", "em", "a", "mark", "br"}


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
        tag = SAME.get(tag, tag)
        node = Node(tag, {name: value or "" for name, value in attrs})
        if tag == "br":
            self.open[-1].children.append(node)
        elif len(self.open) > MAX_DEPTH:
            self.skipped.append(tag)
        else:
            self.open[-1].children.append(node)
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        tag = SAME.get(tag, tag)
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


def leaves_of(node: Node) -> Iterator[tuple[Node, int, str]]:
    """Each text with its place, and the gap that ends it: a line break where a block ends, otherwise nothing."""
    found: list[list] = []

    def walk(one: Node) -> None:
        for index, child in enumerate(one.children):
            if isinstance(child, str):
                found.append([one, index, ""])
            else:
                if child.tag not in INLINE or child.tag == "br":
                    _end_line()
                walk(child)
                if child.tag not in INLINE:
                    _end_line()

    def _end_line() -> None:
        if found:
            found[-1][2] = "\n"

    walk(node)
    return (tuple(leaf) for leaf in found)


def text_of(node: Node) -> str:
    lines = "".join(holder.children[index] + gap for holder, index, gap in leaves_of(node)).split("\n")
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))
