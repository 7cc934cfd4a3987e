"""What the tests of jobs and of PDF share."""

import io

from pypdf import PdfReader


class Recorder:
    """A handler that remembers what was worked on and what was stored; ``before`` runs inside the work."""

    def __init__(self, before=lambda job: None):
        self.before = before
        self.worked, self.stored = [], []

    def work(self, job):
        self.worked.append(job.pk)
        run = len(self.worked)
        self.before(job)
        return run

    def store(self, job, result):
        self.stored.append(result)


def read(rendered):
    return PdfReader(io.BytesIO(rendered.content))
