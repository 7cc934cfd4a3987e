import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from devtools.health import answers
from devtools.stack.ports import any_free_port


@pytest.fixture
def server():
    """A server that knows its own health and answers to the name ``verkosto.example.org`` only."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            well = self.path == "/tila/" and self.headers["Host"] == "verkosto.example.org"
            self.send_response(200 if well else 400)
            self.end_headers()

        def log_message(self, *_arguments):
            """Keep the test's output clean."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(("name", "well"), [("verkosto.example.org", True), ("localhost", False), (None, False)])
def test_answers_asks_by_the_name_given(server, name, well):
    assert answers("127.0.0.1", server.server_port, name=name) is well


def test_answers_is_false_where_nobody_listens():
    assert answers("127.0.0.1", any_free_port()) is False
