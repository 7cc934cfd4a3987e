"""Refusals, in words for the terminal of whoever runs the installation."""


class BackupRefused(Exception):  # noqa: N818 -- named after what happened (house-style.md, section 5)
    """A backup that is not made or not restored. Nothing was changed, or what was begun has been taken back."""
