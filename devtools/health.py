"""``python -m devtools.health PORT``: does the web server of this container answer? Exit code 0 or 1."""

import os
import sys
from http.client import HTTPConnection, HTTPException

from devtools.paths import HEALTH_PATH


def answers(host: str, port: int, *, name: str | None = None) -> bool:
    """Whether ``GET /tila/`` is 200 within 5 s. ``name`` is the Host header: servers answer to some names only."""
    # Not urllib: it would ask the machine's proxy.
    connection = HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", HEALTH_PATH, headers={"Host": name} if name else {})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    first_name = os.environ.get("ALLOWED_HOSTS", "localhost").partition(",")[0].lstrip(".")
    sys.exit(not answers("127.0.0.1", int(sys.argv[1]), name=first_name))
