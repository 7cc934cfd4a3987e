"""How two texts differ, for people."""

import re
from difflib import SequenceMatcher

_WORD = re.compile(r"\s+|\w+|[^\w\s]")
# Beyond this many words a difference word by word takes seconds; then it is told by lines.
_MANY_WORDS = 6000


def difference(before: str, after: str) -> list[tuple[str, str]]:
    """What changed between two plain texts, for reading: ``[(kind, words)]``, kind ``same``, ``out`` or ``in``."""
    one, other = _WORD.findall(before), _WORD.findall(after)
    if len(one) + len(other) > _MANY_WORDS:
        one, other = before.splitlines(keepends=True), after.splitlines(keepends=True)
    runs: list[tuple[str, str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(("same", "".join(one[a:b])))
            continue
        runs += [(kind, words) for kind, words in (("out", "".join(one[a:b])), ("in", "".join(other[c:d]))) if words]
    return runs
