"""What can go wrong with the stack, in words for the terminal."""


class StackError(Exception):
    """A process did not start, did not get ready or is not there; the text says which and shows the end of its log."""


class AlreadyRunningError(StackError):
    """Another process runs a stack in the same folder. ``state`` is what it wrote down about itself."""

    def __init__(self, state: dict[str, object]) -> None:
        self.state = state
        super().__init__(f"A stack already runs here (process {state.get('pid', 'unknown')}).")
