"""What pages, documents and files say of a workshop day; nothing here writes."""

from workshops.queries.phones import answer_count, line_id, lines_on_phone, lines_tag

__all__ = ["answer_count", "line_id", "lines_on_phone", "lines_tag"]
