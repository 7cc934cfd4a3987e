from devtools.echo import LogEcho


def test_log_echo_prints_new_lines_with_their_process_and_no_old_ones(tmp_path, capsys):
    web, worker = tmp_path / "web.log", tmp_path / "worker.log"
    web.write_text("from an earlier run\n", encoding="utf-8")

    with LogEcho({"web": web, "worker": worker}):
        with web.open("a", encoding="utf-8") as log:
            log.write("first\n\nsecond\n")
        worker.write_text("other\nhalf a li", encoding="utf-8")

    assert capsys.readouterr().out == "web    | first\nweb    | second\nworker | other\n"
