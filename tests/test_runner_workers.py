"""Runs with worker processes: the same bytes, and deaths that cost one article."""

import logging
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from glaneur.outputs.files import sheets_in
from glaneur.outputs.sheet_json import read_stamp
from glaneur.runner.corpus import run_job
from glaneur.runner.work import Job
from runner_fakes import FINGERPRINT, Dying, Plain, Raising, Talking
from test_runner import corpus, go, out, tally, tree  # noqa: F401 - fixtures

HERE = Path(__file__).parent


@pytest.fixture
def large(corpus):  # noqa: F811
    for i in range(60):
        (corpus / f"more-{i:02}.txt").write_text(f"Airbus vend {i} avions.\n" * 40, encoding="utf-8")
    return corpus


def test_two_jobs_give_the_bytes_of_one(large, out, tmp_path):  # noqa: F811
    one = go(large, out)
    two = go(large, tmp_path / "two", jobs=2)
    assert tree(out) == tree(tmp_path / "two")
    assert [(r.status, r.id, r.mentions, r.words) for r in one] == [
        (r.status, r.id, r.mentions, r.words) for r in two
    ]


def test_an_error_in_a_worker_costs_one_article(large, out):  # noqa: F811
    (large / "bad.txt").write_text("Un texte qui déchire.", encoding="utf-8")
    assert tally(go(large, out, Raising("déchire"), jobs=2)) == {"done": 72, "failed": 1}


def test_a_worker_that_dies_once_costs_nothing(large, out, tmp_path):  # noqa: F811
    (large / "more-30.txt").write_text("Un texte qui tue.", encoding="utf-8")
    results = go(large, out, Dying("tue", once=tmp_path / "died"), jobs=2)
    assert (tmp_path / "died").exists()
    assert tally(results) == {"done": 72}


def test_an_article_that_kills_its_worker_fails_alone(large, out):  # noqa: F811
    (large / "more-30.txt").write_text("Un texte qui tue.", encoding="utf-8")
    results = go(large, out, Dying("tue"), jobs=2)
    assert tally(results) == {"done": 71, "failed": 1}
    (culprit,) = [result for result in results if result.status == "failed"]
    assert culprit.path == "more-30.txt"
    assert "died twice" in culprit.message
    assert len({result.id for result in results}) == 72
    assert not list(out.rglob(".*"))


def test_abandoning_a_run_stops_its_workers(large, out):  # noqa: F811
    results = run_job(large, Job(Plain(), out), fingerprint=FINGERPRINT, jobs=2)
    next(results)
    results.close()
    for path in sheets_in(out):
        assert read_stamp(path.read_bytes()).intact
    assert tally(go(large, out))["failed"] == 0


SCRIPT = textwrap.dedent("""
    import sys
    from pathlib import Path
    from runner_fakes import FINGERPRINT, Plain, Waiting
    from glaneur.runner.corpus import run_job
    from glaneur.runner.work import Job

    if __name__ == "__main__":
        job = Job(Plain(), Path(sys.argv[2]))
        for result in run_job(Path(sys.argv[1]), job, fingerprint=FINGERPRINT, jobs=int(sys.argv[3])):
            print(result.id, flush=True)
""")


def start(tmp_path, large, out, jobs, job="Plain()"):  # noqa: F811
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.replace("Plain()", job))
    return subprocess.Popen(
        [sys.executable, str(script), str(large), str(out), str(jobs)],
        env={**os.environ, "PYTHONPATH": str(HERE)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


@pytest.mark.parametrize("jobs", [1, 2])
def test_killed_runs_leave_whole_sheets_and_are_taken_up_again(large, out, tmp_path, jobs):  # noqa: F811
    for i in range(400):
        (large / f"kill-{i:03}.txt").write_text(f"Airbus cède {i} usines.", encoding="utf-8")
    go(large, tmp_path / "undisturbed")
    expected = tree(tmp_path / "undisturbed")
    for seen in (1, 30, 120):
        process = start(tmp_path, large, out, jobs)
        for _ in range(seen):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        # The pipes close when the last worker is gone too: none outlives the run.
        process.communicate(timeout=30)
        for path in sheets_in(out):
            assert path.read_bytes() == expected[path.relative_to(out).as_posix()]
    results = go(large, out, jobs=jobs)
    assert tally(results)["skipped"] > 0
    assert tree(out) == expected


def test_ctrl_c_leaves_whole_sheets_and_no_other_file(large, out, tmp_path):  # noqa: F811
    (large / "more-30.txt").write_text("Un texte qui attend.", encoding="utf-8")
    os.mkfifo(tmp_path / "begun")
    process = start(tmp_path, large, out, 2, f"Waiting('attend', Path({str(tmp_path / 'begun')!r}))")
    (tmp_path / "begun").read_bytes()  # waits for the worker, which then waits for its end
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode != 0
    assert b"KeyboardInterrupt" in errors
    assert not list(out.rglob(".*"))
    for path in sheets_in(out):
        assert read_stamp(path.read_bytes()).intact


def test_workers_log_as_the_run_does(large, out, capfd, monkeypatch):  # noqa: F811
    monkeypatch.setattr(logging.getLogger("glaneur"), "level", logging.INFO)
    go(large, out, Talking(), jobs=2)
    lines = set(capfd.readouterr().err.splitlines())
    assert "INFO glaneur.fake: of this program" in lines
    assert "WARNING other: of another package" in lines
    assert not any("not worth" in line for line in lines)


def test_a_script_without_its_guard_is_told(large, out, tmp_path):  # noqa: F811
    script = tmp_path / "bare.py"
    script.write_text(SCRIPT.replace('if __name__ == "__main__":', "if True:"))
    finished = subprocess.run(
        [sys.executable, str(script), str(large), str(out), "2"],
        env={**os.environ, "PYTHONPATH": str(HERE)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert finished.returncode == 1
    assert 'under `if __name__ == "__main__":`' in finished.stderr
