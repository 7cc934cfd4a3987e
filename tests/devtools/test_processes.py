import pytest

from devtools.processes import LONG_RUNNING, RELEASE, read_processes


def test_process_list_has_the_release_and_the_long_running_ones():
    processes = read_processes()

    assert list(processes) == [RELEASE, *LONG_RUNNING]
    assert [command[0] for command in processes.values()] == ["python", "gunicorn", "celery", "celery"]


def test_read_processes_keeps_quoted_words_and_colons_together(tmp_path):
    path = tmp_path / "Procfile"
    path.write_text('# a comment\n\nweb: serve --bind 0.0.0.0:80 "two words"\n', encoding="utf-8")

    assert read_processes(path) == {"web": ["serve", "--bind", "0.0.0.0:80", "two words"]}


@pytest.mark.parametrize("line", ["web", "web:", "web: serve\nweb: serve again"])
def test_read_processes_refuses_a_line_that_is_no_new_process(tmp_path, line):
    path = tmp_path / "Procfile"
    path.write_text(line, encoding="utf-8")

    with pytest.raises(ValueError, match="line"):
        read_processes(path)
