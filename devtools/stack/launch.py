"""Tie a new process to its parent, give up root where asked, and become the given program.

``python -I -S launch.py PARENT_PID DEATH_SIGNAL UID GID COMMAND…`` (UID −1: stay who we are). A program of its own
instead of ``preexec_fn``, because the parent has threads and code between fork and exec could then wait for a lock for
ever.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def main() -> None:
    parent, death_signal, uid, gid = (int(word) for word in sys.argv[1:5])
    command = sys.argv[5:]
    if uid >= 0:
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    if sys.platform == "linux":
        # After the change of user: the kernel forgets the wish when credentials change.
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, death_signal)
    if os.getppid() != parent:
        # The parent died before the wish was heard.
        sys.exit(1)
    # Python ignores SIGPIPE, and what is ignored stays ignored over exec.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.execvp(command[0], command)  # noqa: S606 -- no shell is the point


if __name__ == "__main__":
    main()
