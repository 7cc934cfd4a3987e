"""Free TCP ports."""

import socket


def is_free(host: str, port: int) -> bool:
    """Whether a server could listen on the port now. A port that only waits out its last connection counts as free."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def any_free_port(host: str = "127.0.0.1") -> int:
    """A port the system picks; free now, which is as much as anybody can promise."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((host, 0))
        return probe.getsockname()[1]


def next_free_port(host: str, wished: int, *, tries: int = 100) -> int:
    """The wished port or the next one that is free.

    Raises ``OSError`` when none of ``tries`` ports is.
    """
    for port in range(wished, min(wished + tries, 65536)):
        if is_free(host, port):
            return port
    raise OSError(f"No port from {wished} to {wished + tries - 1} is free on {host}.")
