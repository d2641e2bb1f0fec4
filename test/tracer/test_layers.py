"""Layers over the user's folders: nothing that a run writes there reaches them, whoever writes it, where that is possible."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Callable

import pytest

from conftest import TRACER
from test_files import home, tree  # noqa: F401

WRITES = """
    import os, subprocess
    print(open("a.txt").read()[:5], sorted(os.listdir())[-1])
    with open("a.txt", "a") as file: file.write("!")
    os.mkdir("out"); subprocess.run(["sh", "-c", "echo 1 > out/in; echo 2 > unseen; echo 3 >> b.txt; rm c.txt"], check=True)
    os.rename("d.txt", "e.txt")
    os.rename("data/deep", "data/deeper")
    os.remove("link")
    print(sorted(os.listdir()), open("unseen").read().strip(), os.listdir("data/deeper"))
"""


def permitted() -> bool:
    """Asked without our own code."""
    flags = ["--mount"] if os.geteuid() == 0 else ["--user", "--map-current-user", "--mount"]
    script = "mkdir $0/l $0/u $0/w && mount -t overlay o -o lowerdir=$0/l,upperdir=$0/u,workdir=$0/w $0/l"
    folder = subprocess.run(["mktemp", "-d"], capture_output=True, text=True, check=True).stdout.strip()
    done = subprocess.run(["unshare", *flags, "sh", "-c", script, folder], capture_output=True, check=False)
    return done.returncode == 0


def test_what_a_run_writes_is_in_its_layer_and_gone_with_it(run: Callable[..., Any], home: Path) -> None:  # noqa: F811
    before = tree(home)
    done = run(WRITES, layers=True)
    assert done.status["kind"] == "completed", done.stderr
    assert "'unseen'" in done.stdout and "'c.txt'" not in done.stdout and done.stdout.endswith("2 ['two.bin']\n")
    files = done.files
    assert (done.folder / "layers.json").exists() == permitted()
    if permitted():
        assert tree(home) == before
        assert files["not_restored"] == []
        names = {os.path.relpath(path, home) for path in files["changed_unseen"]}
        assert names == {"unseen", "b.txt", "c.txt"}
    else:
        assert {os.path.basename(path) for path in files["changed_unseen"]} >= {"unseen", "b.txt", "c.txt"}
    assert {os.path.basename(path) for path in files["written"]} >= {"a.txt", "out", "d.txt", "e.txt", "link"}


def test_a_later_run_starts_from_what_nobody_announced(run: Callable[..., Any], home: Path) -> None:  # noqa: F811
    before = tree(home)
    first = run(WRITES, layers=True)
    again = """
        import os
        print(os.path.exists("unseen"), os.path.exists("c.txt"), os.path.exists("out"), open("b.txt").read()[-2:].strip())
        print(open("a.txt").read()[-1], os.path.exists("e.txt"), os.path.exists("data/deep"), os.path.islink("link"))
    """
    second = run(again, layers=True, layers_beneath=str(first.folder))
    assert second.stdout.split() == ["True", "False", "False", "3", "t", "False", "True", "True"]
    assert tree(home) == before or not permitted()


def test_a_user_without_rights_has_layers_of_his_own(home: Path, tmp_path: Path) -> None:  # noqa: F811
    before = tree(home)
    (tmp_path / "run").mkdir()
    source = f"""
import os, sys
sys.path.insert(0, {str(TRACER)!r})
from supervisor import layers
found = layers.plan({str(tmp_path / "run")!r}, [{str(home)!r}], None)
uid = os.getuid()
layers.enter(found, {str(tmp_path / "run")!r}, {str(home)!r}, own_user=True)
open("a.txt", "w").write("x"); os.remove("b.txt"); open("new", "w")
print(os.getuid() == uid, os.getcwd() == {str(home)!r}, open("a.txt").read(), os.path.exists("b.txt"), os.path.exists("new"))
"""
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=False)
    assert done.stdout == "True True x False True\n" or "Operation not permitted" in done.stderr, done.stderr
    assert tree(home) == before


@pytest.mark.parametrize("folder", ["/", "/tmp", os.path.expanduser("~"), "/nowhere"])
def test_some_folders_have_no_layer(folder: str, tmp_path: Path) -> None:
    from supervisor import layers

    assert layers.plan(str(tmp_path), [folder], None) == []


def test_a_folder_that_holds_the_run_has_no_layer(tmp_path: Path) -> None:
    from supervisor import layers

    (tmp_path / "run").mkdir()
    assert layers.plan(str(tmp_path / "run"), [str(tmp_path)], None) == []
    assert [
        layer["root"] for layer in layers.plan(str(tmp_path / "run"), [str(tmp_path / "run" / ".." / "home")], None)
    ] == []
    (tmp_path / "home" / "in").mkdir(parents=True)
    both = layers.plan(str(tmp_path / "run"), [str(tmp_path / "home" / "in"), str(tmp_path / "home")], None)
    assert [layer["root"] for layer in both] == [str(tmp_path / "home")]
