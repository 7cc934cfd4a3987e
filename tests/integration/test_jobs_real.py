"""Jobs over real processes that are killed, stopped and frozen: nothing is lost, and nothing is made twice."""

import time
from pathlib import Path

import psutil
import pytest

MINUTE = 60


class Document:
    """A document that was asked for by a click: an order's report, each of an order of its own."""

    def __init__(self, browser, query, stack, order):
        self.browser, self.query, self.stack, self.order = browser, query, stack, order

    def ask(self):
        """Click, and wait for the page of the document; seconds it took."""
        form = self.browser.open(f"/v/kaakko/pankki/tilaukset/{self.order}/").form("/raportti/")
        begin = time.monotonic()
        self.page = self.browser.send(form)
        return time.monotonic() - begin

    def row(self):
        """(state of the job, attempts, whether the file is ready) as the database has it now."""
        return self.query(
            "SELECT job.state, job.attempts, file.ready_at IS NOT NULL FROM core_storedfile file"
            " JOIN core_job job ON job.id = file.job_id"
            " WHERE file.subject_type = 'bank.order' AND file.subject_id = %s AND file.kind = 'bank.order_report'",
            self.order,
        )

    def freeze_in_mid_render(self):
        """Ask, and freeze the workers as soon as one has claimed the job; whether it was in time."""
        self.ask()
        until(lambda: self.row()[0][0] != "queued", seconds=MINUTE)
        self.stack.pause("worker")
        if self.row() == [("running", 1, False)]:
            return True
        self.stack.resume("worker")
        return False

    def seconds_to_file(self, seconds=MINUTE):
        """Wait for the file and take it, as a whole PDF; how long it took."""
        begin = time.monotonic()
        address = self.browser.wait_for(self.page.url, "/lataa/", seconds=seconds)
        taken = time.monotonic() - begin
        content = self.browser.open(address).content
        assert (content[:8], b"%%EOF" in content[-32:]) == (b"%PDF-1.7", True)
        return taken


@pytest.fixture(scope="session")
def orders(query):
    """Orders of the demo, none of which has a report yet."""
    network = "(SELECT id FROM network_network WHERE slug = 'kaakko')"
    return iter([pk for (pk,) in query(f"SELECT id FROM bank_order WHERE network_id = {network} ORDER BY id")])


@pytest.fixture
def document(stack, query, coordinator, orders):
    """``document()``: the report of another order."""
    return lambda: Document(coordinator, query, stack, next(orders))


@pytest.fixture
def in_mid_render(document):
    """``in_mid_render()``: a document that a worker is just making, all workers frozen."""

    def freeze():
        # A report is made in a quarter of a second: on a busy machine the first one may be over too soon.
        return next(wanted for wanted in (document() for _ in range(4)) if wanted.freeze_in_mid_render())

    return freeze


def until(condition, *, seconds):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"It did not happen within {seconds} s."
        time.sleep(0.002)


def files_on_disk(stack):
    return {str(path.relative_to(stack.var / "files")) for path in Path(stack.var / "files").rglob("*.pdf")}


def files_of_rows(query):
    return {name for (name,) in query("SELECT file FROM core_storedfile WHERE file <> ''")}


def test_file_comes_within_a_minute_and_once_when_a_worker_is_killed_in_mid_render(stack, query, in_mid_render):
    of_child = in_mid_render()
    for child in psutil.Process(stack.pid("worker")).children():
        child.kill()
    stack.resume("worker")
    first_kill = time.monotonic()

    # The worker's parent lives, sees its children die, and starts new ones; these take the next job.
    of_all = in_mid_render()
    stack.kill("worker", tree=True)
    stack.restart("worker")
    second_kill = time.monotonic()

    of_child.seconds_to_file(MINUTE - (time.monotonic() - first_kill))
    of_all.seconds_to_file(MINUTE - (time.monotonic() - second_kill))
    assert (of_child.row(), of_all.row()) == ([("done", 2, True)], [("done", 2, True)])
    assert files_on_disk(stack) == files_of_rows(query)


def test_page_answers_at_once_while_the_broker_is_stopped_and_the_file_comes_after_its_return(stack, document):
    documents = [document() for _ in range(3)]

    stack.stop_one("valkey")
    seconds = [wanted.ask() for wanted in documents]
    states = [wanted.row() for wanted in documents]
    stack.restart("valkey")

    # The quickest of three: what may be slow is the machine, not the broker.
    assert min(seconds) < 1
    assert states == [[("queued", 0, False)]] * 3
    for wanted in documents:
        wanted.seconds_to_file()
    assert [wanted.row() for wanted in documents] == [[("done", 1, True)]] * 3


def test_page_answers_at_once_while_the_broker_is_frozen_and_the_file_comes_when_it_wakes(stack, document):
    documents = [document() for _ in range(3)]

    stack.pause("valkey")
    seconds = [wanted.ask() for wanted in documents]
    states = [wanted.row() for wanted in documents]
    stack.resume("valkey")

    assert min(seconds) < 1
    assert states == [[("queued", 0, False)]] * 3
    for wanted in documents:
        wanted.seconds_to_file()
    assert [wanted.row() for wanted in documents] == [[("done", 1, True)]] * 3


def test_job_announced_many_times_makes_one_file(stack, query, document):
    wanted = document()

    stack.pause("worker")
    wanted.ask()
    stack.manage(
        "shell",
        "-c",
        "from core.jobs import announce; from core.models import Job;"
        f"job = Job.objects.get(object_type='bank.order', object_id={wanted.order}); announce([job] * 6)",
        capture=True,
    )
    stack.resume("worker")
    wanted.seconds_to_file()
    # The other messages are taken too before it is looked whether they made anything.
    after = document()
    after.ask()
    after.seconds_to_file()

    assert (wanted.row(), after.row()) == ([("done", 1, True)], [("done", 1, True)])
    assert files_on_disk(stack) == files_of_rows(query)
