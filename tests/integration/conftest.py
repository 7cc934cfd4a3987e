"""The whole product as it runs in production, with servers of its own that may be killed. Started once."""

import os
from pathlib import Path

import psycopg2
import pytest

from devtools.browser import Browser
from devtools.stack import Stack, create_database, drop_database
from verkosto.demo.accounts import PASSWORD, account


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.integration)


@pytest.fixture(scope="session")
def stack(tmp_path_factory):
    """The running product with demo data. The database is on the server of the tests, Valkey is the stack's own."""
    database_url = os.environ["DATABASE_URL"].rpartition("/")[0] + f"/integration_{os.getpid()}"
    create_database(database_url)
    stack = Stack(tmp_path_factory.mktemp("stack"), database_url=database_url, environ={"DEMO": "1"})
    try:
        stack.start_services()
        stack.release()
        stack.manage("demo", capture=True)
        stack.start_processes()
        yield stack
    finally:
        stack.stop()
        drop_database(database_url)


@pytest.fixture(scope="session")
def query(stack):
    """``query(sql, *values)``: rows as the database has them now."""
    connection = psycopg2.connect(stack.database_url)
    connection.autocommit = True

    def ask(sql, *values):
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall()

    yield ask
    connection.close()


@pytest.fixture(scope="session")
def coordinator(stack):
    """The browser of the coordinator."""
    browser = Browser(stack.url)
    page = browser.open("/tili/kirjaudu/")
    browser.send(page.form(holding="password").with_values(login=account("coordinator").email, password=PASSWORD))
    return browser
