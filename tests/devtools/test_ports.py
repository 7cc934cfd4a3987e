import socket

import pytest

from devtools.stack.ports import any_free_port, is_free, next_free_port


@pytest.fixture
def taken_port():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_next_free_port_is_the_wished_one_when_nobody_listens():
    port = any_free_port()

    assert next_free_port("127.0.0.1", port) == port


def test_next_free_port_passes_over_a_taken_one(taken_port):
    port = next_free_port("127.0.0.1", taken_port)

    assert port > taken_port
    assert is_free("127.0.0.1", port)


def test_next_free_port_gives_up_after_its_tries(taken_port):
    with pytest.raises(OSError, match=f"No port from {taken_port} to {taken_port}"):
        next_free_port("127.0.0.1", taken_port, tries=1)
