import json
import subprocess
import sys

from devtools.paths import ROOT

STEPS = ["start", "sign in", "log an order", "pick two facilitators", "record the outcome", "order report", "register",
         "stop"]  # fmt: skip


def test_smoke_does_the_main_job_and_says_so_in_its_last_line():
    done = subprocess.run(
        [sys.executable, "-m", "devtools.smoke"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    result = json.loads(done.stdout.splitlines()[-1])
    assert (done.returncode, result["ok"], list(result["steps"])) == (0, True, STEPS), done.stderr
