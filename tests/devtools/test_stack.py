"""The stack's own servers, for real: they start on nothing, keep their data over a kill, and die with their parent."""

import signal
import subprocess
import sys
import time

import psutil
import psycopg2
import pytest
import redis

from devtools.paths import ROOT
from devtools.stack import (
    AlreadyRunningError,
    Stack,
    StackError,
    beside,
    create_database,
    database_of,
    drop_database,
)

pytestmark = pytest.mark.integration

PARENT = """
import sys, time
from pathlib import Path
from devtools.stack import Stack
stack = Stack(Path(sys.argv[1]), durable=False).start_services()
print(stack.pid("db"), stack.pid("valkey"), flush=True)
time.sleep(600)
"""


@pytest.fixture
def stack(tmp_path):
    stack = Stack(tmp_path).start_services()
    yield stack
    stack.stop()


def query(url, statement):
    connection = psycopg2.connect(url)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else None
    finally:
        connection.close()


def is_gone(pid):
    """Whether no process has the number, or only one that its new parent has not yet noticed."""
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def wait_gone(pids, seconds=10):
    deadline = time.monotonic() + seconds
    while not all(map(is_gone, pids)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return {pid: is_gone(pid) for pid in pids}


def test_servers_start_on_an_empty_folder_with_a_database_that_knows_finnish_letters(stack):
    assert query(stack.database_url, "SELECT upper('åäö'), current_setting('server_encoding')") == [("ÅÄÖ", "UTF8")]
    assert query(stack.database_url, "SELECT current_setting('password_encryption')") == [("scram-sha-256",)]
    with redis.Redis.from_url(stack.redis_url) as client:
        assert client.ping() is True


def test_servers_let_nobody_in_without_the_password(stack):
    without = stack.database_url.replace(stack.database_url.split(":")[2].split("@")[0], "wrong")

    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        query(without, "SELECT 1")
    with (
        redis.Redis.from_url("redis://" + stack.redis_url.partition("@")[2]) as client,
        pytest.raises(redis.AuthenticationError),
    ):
        client.ping()


def test_data_outlives_a_kill_and_the_address_stays(stack):
    query(stack.database_url, "CREATE TABLE word (text text)")
    query(stack.database_url, "INSERT INTO word VALUES ('kirjattu')")

    stack.kill("db", signal.SIGKILL)
    stack.restart("db")

    assert query(stack.database_url, "SELECT text FROM word") == [("kirjattu",)]


def test_data_outlives_the_stack(tmp_path):
    first = Stack(tmp_path).start_services()
    query(first.database_url, "CREATE TABLE word (text text)")
    first.stop()

    second = Stack(tmp_path).start_services()

    assert query(second.database_url, "SELECT count(*) FROM word") == [(0,)]
    second.stop()


def test_a_paused_server_answers_nothing_until_it_is_resumed(stack):
    with redis.Redis.from_url(stack.redis_url, socket_timeout=0.3) as client:
        stack.pause("valkey")
        with pytest.raises(redis.TimeoutError):
            client.ping()
        stack.resume("valkey")

        assert client.ping() is True


def test_a_second_stack_in_the_same_folder_is_refused(stack, tmp_path):
    with pytest.raises(AlreadyRunningError) as caught:
        Stack(tmp_path).start_services()

    assert caught.value.state["env"] == {"DATABASE_URL": stack.database_url, "REDIS_URL": stack.redis_url}
    assert (stack.alive("db"), stack.alive("valkey")) == (True, True)


def test_stop_ends_its_processes_and_unlocks_the_folder(tmp_path):
    stack = Stack(tmp_path, durable=False).start_services()
    pids = [stack.pid("db"), stack.pid("valkey")]

    stack.stop()

    assert wait_gone(pids) == dict.fromkeys(pids, True)
    assert Stack(tmp_path)._state.running() is None


def test_servers_die_with_a_killed_parent_and_the_next_stack_starts(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, tmp_path], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as parent:
        pids = [int(word) for word in parent.stdout.readline().split()]

        parent.kill()

        assert wait_gone(pids) == dict.fromkeys(pids, True)
    stack = Stack(tmp_path, durable=False).start_services()
    assert query(stack.database_url, "SELECT 1") == [(1,)]
    stack.stop()


def test_a_reused_number_in_the_pid_file_does_not_keep_postgres_from_starting(tmp_path):
    first = Stack(tmp_path, durable=False).start_services()
    first.stop()
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as stranger:
        (tmp_path / "postgres" / "data" / "postmaster.pid").write_text(f"{stranger.pid}\n", encoding="ascii")

        second = Stack(tmp_path, durable=False).start_services()

        assert (second.alive("db"), stranger.poll()) == (True, None)
        second.stop()
        stranger.kill()


def test_servers_that_exist_are_used_and_left_alone(stack, tmp_path):
    other = Stack(tmp_path / "other", database_url=stack.database_url, redis_url=stack.redis_url)

    other.start_services()
    other.stop()

    assert other.names() == []
    assert (stack.alive("db"), stack.alive("valkey")) == (True, True)


def test_databases_are_created_and_dropped_on_a_server(stack):
    url = f"{stack.database_url}_extra"

    create_database(url)
    with pytest.raises(psycopg2.errors.DuplicateDatabase):
        create_database(url)
    create_database(url, missing_ok=True)
    assert query(url, "SELECT current_database()") == [("verkosto_extra",)]
    drop_database(url)

    with pytest.raises(psycopg2.OperationalError, match="does not exist"):
        query(url, "SELECT 1")


def test_database_is_made_as_a_copy_of_another(stack):
    query(stack.database_url, "CREATE TABLE towns AS SELECT 'Pyhtää' AS name")
    url = beside(stack.database_url, "copied")

    create_database(url, copy_of=database_of(stack.database_url))

    query(url, "INSERT INTO towns VALUES ('Kotka')")
    assert query(url, "SELECT name FROM towns") == [("Pyhtää",), ("Kotka",)]
    assert query(stack.database_url, "SELECT name FROM towns") == [("Pyhtää",)]


def test_a_process_that_ends_while_it_starts_is_told_with_its_log(stack, monkeypatch):
    monkeypatch.setattr("devtools.stack.stack.read_processes", lambda: {"web": ["sh", "-c", "echo no luck; exit 3"]})

    with pytest.raises(StackError, match=r"(?s)^web ended while it started\..*    no luck$"):
        stack.start_processes("web")


def test_an_unknown_name_is_told_with_the_known_ones(stack):
    with pytest.raises(StackError, match="mail is not a process of this stack; it has db, valkey"):
        stack.restart("mail")
