"""What tells one content from another: documents are made once of each, and pages ask whether theirs has changed."""

from hashlib import sha256


def fingerprint(content: object) -> str:
    """64 hexadecimal digits; ``content`` is of plain values, whose words tell them apart."""
    return sha256(repr(content).encode()).hexdigest()
