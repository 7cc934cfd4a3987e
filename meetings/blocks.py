"""The plain text of an item in blocks: an empty line starts a paragraph, a line that begins with "- " is a point.

A block is plain data, for pages and paper alike:
``{"is_list": bool, "lines": [[{"text": str, "kind": "", "begins": False}, …], …]}``. The lines of a list are its
points; those of a paragraph are shown one under the other. ``kind`` names the outcome (note, decision, action) whose
words these are, and ``begins`` says that they are its first.
"""

import re
from collections.abc import Iterable

# Word's own bullets too: minutes are often pasted.
_POINT = re.compile(r"\s*[-–•*]\s+(?=\S)")

Run = dict[str, str | bool]


def blocks_of(text: str, marks: Iterable[tuple[str, str]] = ()) -> list[dict]:
    """The text as blocks; ``marks`` are ``(kind, words)`` to be marked where the text holds the words."""
    spans = _spans(text, marks)
    blocks: list[dict] = []
    begins_anew, end = True, -1
    for line in text.split("\n"):
        start, end = end + 1, end + 1 + len(line)
        if not line.strip():
            begins_anew = True
            continue
        point = _POINT.match(line)
        indent = point.end() if point else len(line) - len(line.lstrip())
        runs = _runs(text, start + indent, start + len(line.rstrip()), spans)
        if begins_anew or blocks[-1]["is_list"] != bool(point):
            blocks.append({"is_list": bool(point), "lines": []})
        blocks[-1]["lines"].append(runs)
        begins_anew = False
    return blocks


def holds(text: str, words: str) -> bool:
    """Whether the text holds the words in this order, however its lines are broken."""
    return bool(words.strip()) and _pattern(words).search(text) is not None


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)")


def _spans(text: str, marks: Iterable[tuple[str, str]]) -> list[tuple[int, int, str]]:
    """Where the marks stand; of two that overlap the earlier one is kept."""
    found = []
    for kind, words in marks:
        if words.strip() and (match := _pattern(words).search(text)):
            found.append((*match.span(), kind))
    spans: list[tuple[int, int, str]] = []
    for span in sorted(found):
        if not spans or span[0] >= spans[-1][1]:
            spans.append(span)
    return spans


def _runs(text: str, start: int, end: int, spans: list[tuple[int, int, str]]) -> list[Run]:
    runs: list[Run] = []
    position = start
    for begin, finish, kind in spans:
        first, last = max(begin, position), min(finish, end)
        if first >= last:
            continue
        if first > position:
            runs.append(_run(text[position:first]))
        runs.append(_run(text[first:last], kind, begins=first == begin))
        position = last
    if position < end:
        runs.append(_run(text[position:end]))
    return runs


def _run(text: str, kind: str = "", *, begins: bool = False) -> Run:
    return {"text": text, "kind": kind, "begins": begins}
