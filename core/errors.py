"""Refusals that a person reads. Services raise them; views turn them into form errors and messages."""

from django.utils.translation import gettext as _


class DomainError(Exception):
    """An act that the product refuses; ``str(error)`` is shown to the user, in the user's language."""


class TransitionNotAllowed(DomainError):  # noqa: N818 -- named after what happened (house-style.md, section 5)
    """The object is in a state from which this act is not possible."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or _("This is no longer possible: the state has changed. Reload the page."))


class EditConflict(DomainError):  # noqa: N818
    """Somebody saved the object after the author opened it; the form shows both versions.

    ``current`` is the stored object, freshly read.
    """

    def __init__(self, current: object) -> None:
        super().__init__(
            _("Somebody else saved this while you were editing. Both versions are shown; choose and save again.")
        )
        self.current = current


class FileRefused(DomainError):  # noqa: N818 -- named after what happened (house-style.md, section 5)
    """A file that was to be taken in; ``problems`` is ``[(line number or None, message)]``. Nothing was stored."""

    def __init__(self, problems: list[tuple[int | None, str]]) -> None:
        self.problems = problems
        super().__init__("\n".join(self.lines))

    @property
    def lines(self) -> list[str]:
        """A message for each problem, with its line."""
        return [
            _("Line %(line)d: %(message)s") % {"line": line, "message": message} if line else str(message)
            for line, message in self.problems
        ]
