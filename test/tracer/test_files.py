"""A run leaves the user's files as they were, says what it made, and says what it could not put back."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Callable

import pytest
from samerun_tracer import format as fmt


def tree(folder: Path) -> dict[str, tuple[Any, ...]]:
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.name != "script.py" and "__pycache__" not in path.parts:
            info = path.lstat()
            content = os.readlink(path) if path.is_symlink() else path.read_bytes() if path.is_file() else None
            found[str(path.relative_to(folder))] = (
                content,
                oct(info.st_mode),
                info.st_mtime_ns if path.is_file() else 0,
            )
    return found


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder of the user's, with something of every sort."""
    home = tmp_path / "home"
    (home / "data" / "deep").mkdir(parents=True)
    for name in ("a.txt", "b.txt", "c.txt", "d.txt", "data/one.bin", "data/deep/two.bin", "state.json", "weights.pt"):
        (home / name).write_bytes(name.encode() * 50)
    (home / "a.txt").chmod(0o640)
    (home / "link").symlink_to("b.txt")
    return home


def test_existing_files_are_put_back_and_new_ones_taken_away(run: Callable[..., Any], home: Path) -> None:
    before = tree(home)
    done = run(
        """
        import json, os, shutil
        open("a.txt", "w").write("new")                    # overwritten
        open("b.txt", "a").write("more")                   # added to
        os.remove("c.txt")                                 # removed
        os.rename("d.txt", "moved.txt")                    # renamed
        shutil.rmtree("data")                              # a folder with all in it
        os.makedirs("out/logs"); open("out/logs/x", "w").write("x")
        os.replace("a.txt", "state.json")                  # over another
        os.remove("link")
        os.truncate("weights.pt", 3)
        open("made.txt", "w").write("mine")
        """
    )
    assert done.status["kind"] == "completed", done.stderr
    assert tree(home) == before
    files = done.files
    names = {os.path.basename(path) for path in files["created"]}
    assert {"made.txt", "out", "moved.txt"} <= names
    assert {"a.txt", "b.txt", "c.txt", "state.json", "weights.pt"} <= {os.path.basename(p) for p in files["kept"]}
    assert files["not_restored"] == [] and files["changed_unseen"] == []


def test_both_runs_start_from_the_same_content(run: Callable[..., Any], home: Path) -> None:
    source = """
        import json, os
        n = json.load(open("count.json")) if os.path.exists("count.json") else 0
        json.dump(n + 1, open("count.json", "w"))
        os.makedirs("once")
        print(n)
    """
    assert [run(source).stdout for _ in range(2)] == ["0\n", "0\n"]
    assert not (home / "count.json").exists()


def test_hard_links_and_inodes_stay(run: Callable[..., Any], home: Path) -> None:
    os.link(home / "a.txt", home / "same.txt")
    number = (home / "a.txt").stat().st_ino
    run("open('a.txt', 'w').write('new')")
    assert (home / "a.txt").stat().st_ino == number == (home / "same.txt").stat().st_ino
    assert (home / "same.txt").read_bytes() == b"a.txt" * 50


def test_a_write_that_no_event_announces_is_seen(run: Callable[..., Any], home: Path) -> None:
    done = run("import os\nos.system('echo more >> b.txt; echo x > shell.txt')")
    assert {os.path.basename(path) for path in done.files["changed_unseen"]} == {"b.txt", "shell.txt"}


def test_files_written_by_children_are_put_back(run: Callable[..., Any], home: Path) -> None:
    before = tree(home)
    done = run(
        """
        import multiprocessing, subprocess, sys
        def work():
            open("a.txt", "w").write("child")
        p = multiprocessing.get_context("fork").Process(target=work); p.start(); p.join()
        subprocess.run([sys.executable, "-c", "open('b.txt', 'w').write('program'); open('new.txt', 'w').write('n')"])
        open("new.txt", "a").write("parent")
        """
    )
    assert done.status["kind"] == "completed", done.stderr
    assert tree(home) == before


def test_files_are_put_back_after_a_kill(run: Callable[..., Any], home: Path) -> None:
    before = tree(home)
    done = run(
        "import os, signal\nopen('a.txt', 'w').write('x')\nopen('n', 'w').write('x')\nos.kill(os.getpid(), signal.SIGKILL)"
    )
    assert done.status["kind"] == "signal"
    assert tree(home) == before


def test_sqlite_and_torch_save_are_seen(run: Callable[..., Any], home: Path) -> None:
    before = tree(home)
    done = run(
        """
        import sqlite3, torch
        db = sqlite3.connect("x.db"); db.execute("create table t (a)"); db.commit(); db.close()
        torch.save({"w": torch.zeros(3)}, "weights.pt")
        torch.save({"w": torch.zeros(3)}, "fresh.pt")
        print(torch.load("weights.pt")["w"].sum().item())
        """
    )
    assert done.stdout == "0.0\n", done.stderr
    assert tree(home) == before
    assert {os.path.basename(p) for p in done.files["created"]} == {"x.db", "fresh.pt"}


def test_what_was_read_is_listed_and_caches_are_exempt(run: Callable[..., Any], home: Path) -> None:
    cache = home / "cache"
    done = run(
        "import os\nopen('a.txt').read()\nos.makedirs('cache/sub')\nopen('cache/sub/big', 'w').write('x')",
        env={"TORCH_HOME": str(cache)},
    )
    assert [os.path.basename(path) for path in done.files["read"]] == ["a.txt"]
    # The report names the file, the trace the line that first read it.
    assert [(os.path.basename(e.name), e.row) for e in done.events_of(fmt.READ)] == [("a.txt", 2)]
    assert (cache / "sub" / "big").read_text() == "x"


def test_without_a_folder_to_keep_nothing_is_touched(run: Callable[..., Any], home: Path) -> None:
    done = run("open('a.txt', 'w').write('x')\nopen('n', 'w').write('y')", keep=None)
    assert (home / "a.txt").read_text() == "x" and (home / "n").read_text() == "y"
    assert {os.path.basename(p) for p in done.files["written"]} == {"a.txt", "n"}
    assert [(os.path.basename(e.name), e.row) for e in done.events_of(fmt.WRITE)] == [("a.txt", 1), ("n", 2)]


def test_a_run_may_start_from_what_another_one_left(run: Callable[..., Any], home: Path, tmp_path: Path) -> None:
    before = tree(home)
    saving = """
        import os
        open("a.txt", "w").write("new")
        os.mkdir("made"); open("made/one.txt", "w").write("mine")
        os.remove("b.txt") if os.path.exists("b.txt") else None
    """
    left = tmp_path / "left"
    first = run(saving, leave=str(left))
    assert tree(home) == before and first.files["not_handed_over"] == []
    looking = """
        import os
        print(open("a.txt").read(), open("made/one.txt").read(), os.path.exists("b.txt"))
        open("made/one.txt", "a").write("!"); open("made/two.txt", "w"); open("a.txt", "w")
    """
    second = run(looking, start_from=str(left))
    assert second.stdout == "new mine False\n"
    assert tree(home) == before
    assert second.files["not_restored"] == [] and second.files["changed_unseen"] == []
