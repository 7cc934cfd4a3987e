"""``./dev stop``: end the run of this checkout, from another terminal."""

import signal
import sys
import time

from devtools.paths import VAR
from devtools.stack.state import StateFile, process_if_same

PATIENCE_SECONDS = 60


def main() -> int:
    state_file = StateFile(VAR)
    state = state_file.running()
    if state is None:
        print("Verkosto does not run here.")
        return 0
    process = process_if_same(int(state.get("pid", 0)), float(state.get("started", 0)))
    if process is None:
        print(f"The run does not say who it is; look into {state_file.path}.", file=sys.stderr)
        return 1
    process.send_signal(signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while state_file.running() is not None:
        if time.monotonic() > deadline:
            print(f"Process {process.pid} has not stopped within {PATIENCE_SECONDS} s.", file=sys.stderr)
            return 1
        time.sleep(0.1)
    print("Stopped.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
