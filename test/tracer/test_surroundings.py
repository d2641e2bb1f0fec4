"""What a script learns from the machine around it and from its own helpers is noted, and can be the same in a pair."""

from __future__ import annotations

import tempfile
from typing import Any, Callable

import pytest
from samerun_tracer import format as fmt

from conftest import plain

ASKED = """
import os, resource, shutil, subprocess, threading, queue
from pathlib import Path
os.getloadavg()
os.sysconf("SC_AVPHYS_PAGES")
resource.getrusage(resource.RUSAGE_SELF)
shutil.disk_usage("/")
open("/proc/uptime").read()
Path("/proc/self/stat").read_text()
open("/dev/urandom", "rb").read(3)
subprocess.run(["date", "+%N"], capture_output=True)
subprocess.check_output(["date", "+%N"])
child = subprocess.Popen(["true"]); child.wait()
child.poll()
threading.Event().is_set()
queue.Queue().empty()
""".lstrip("\n")

NOTED = [
    ("os.getloadavg", 3),
    ("os.sysconf", 4),
    ("resource.getrusage", 5),
    ("shutil.disk_usage", 6),
    ("read /proc/uptime", 7),
    ("read /proc/self/stat", 8),
    ("os.urandom", 9),
    ("subprocess", 10),
    ("subprocess", 11),
    ("subprocess", 12),
    ("Popen.poll", 13),
    ("Event.is_set", 14),
    ("Queue.empty", 15),
]


def test_each_question_is_noted_at_its_line(run: Callable[..., Any]) -> None:
    # Before Python 3.10 pathlib opens a file in two audited steps.
    noted = dict.fromkeys((e.name, e.row) for e in run(ASKED).events_of(fmt.QUERY))
    assert list(noted) == NOTED


HELD = """
import os, pathlib, pickle, resource, time
class Tools:
    clock, stamp, pid, names, entries = time.perf_counter, time.strftime, os.getpid, os.listdir, os.scandir
    entropy, load, rate, usage = os.urandom, os.getloadavg, os.sysconf, resource.getrusage
tools = Tools()
answers = [tools.clock(), tools.stamp("%Y"), tools.pid(), tools.names("."), list(tools.entries(".")), tools.entropy(3)]
answers += [tools.load(), tools.rate("SC_PAGE_SIZE"), tools.usage(resource.RUSAGE_SELF)]
print([type(answer).__name__ for answer in answers], sorted(p.name for p in pathlib.Path(".").iterdir()))
data = [pickle.dumps(vars(Tools)[name]) for name in vars(Tools) if not name.startswith("__")]
print([b"samerun" in one for one in data], [pickle.loads(one).__name__ for one in data], time.time, os.listdir)
"""


def test_functions_of_c_can_be_held_by_a_class_and_pickled_as_ever(run: Callable[..., Any], tmp_path: Any) -> None:
    done = run(HELD)
    assert done.stdout == plain(HELD, tmp_path / "bare").stdout != ""
    assert ("time.perf_counter", 7) in [(e.name, e.row) for e in done.events_of(fmt.QUERY)]


def test_what_another_program_printed_is_nowhere_in_the_trace(run: Callable[..., Any]) -> None:
    done = run("import subprocess\nsubprocess.check_output(['echo', 'hunter2'])")
    trace = done.trace()
    assert "hunter2" not in str(trace.details) + str(trace.names)
    assert trace.details[0] == {"value": "8 characters"}


CHANGING = """
import os, subprocess
uptime = open("/proc/uptime").read()
pid = subprocess.check_output(["sh", "-c", "echo $$"], text=True)
other = subprocess.check_output(["sh", "-c", "echo $$"], text=True)
print(uptime, pid, other)
"""


def test_a_pinned_pair_gets_the_same_answers_at_the_named_lines(run: Callable[..., Any], tmp_path: Any) -> None:
    lines = [[str(tmp_path / "home" / "script.py"), row] for row in (3, 4)]
    first, second = (run(CHANGING, pins={"answers": lines}).stdout.split() for _ in range(2))
    assert first[:3] == second[:3]
    assert first[3] != second[3]


UNORDERED = {
    "as_completed": """
        import time
        from concurrent.futures import ThreadPoolExecutor, as_completed
        def work(n):
            time.sleep((4 - n) / 5)
            return n
        with ThreadPoolExecutor(4) as pool:
            found = [f.result() for f in as_completed([pool.submit(work, n) for n in range(4)])]
        print(found)
    """,
    "Pool.imap_unordered": """
        import multiprocessing, time
        def work(n):
            time.sleep((4 - n) / 5)
            return n
        if __name__ == "__main__":
            with multiprocessing.get_context("fork").Pool(4) as pool:
                found = list(pool.imap_unordered(work, range(4)))
            print(found)
    """,
    "DataLoader(in_order=False)": """
        import time, torch
        from torch.utils.data import DataLoader
        class Slow(torch.utils.data.Dataset):
            def __len__(self): return 4
            def __getitem__(self, n):
                time.sleep(2 if n == 0 else 0)
                return n
        loader = DataLoader(Slow(), batch_size=None, num_workers=2, in_order=False)
        found = list(loader)
        print(found)
    """,
}


NEEDS_ORDER = {"DataLoader(in_order=False)": pytest.mark.needs("in_order")}


@pytest.mark.parametrize("name", [pytest.param(n, marks=NEEDS_ORDER.get(n, ())) for n in UNORDERED])
def test_the_order_of_arrival_is_noted_and_can_be_pinned(run: Callable[..., Any], tmp_path: Any, name: str) -> None:
    source = UNORDERED[name]
    made = "loader = " if "loader = " in source else "found = "
    row = next(at for at, line in enumerate(source.split("\n"), 1) if made in line)
    free = run(source)
    arrivals = [(e.row, int(e.sample)) for e in free.events_of(fmt.QUERY) if e.name == name]
    assert [at for at, _ in arrivals] == [row] * 4
    assert str([number for _, number in arrivals]) == free.stdout.strip() != "[0, 1, 2, 3]"
    pinned = run(source, pins={"arrival": [[str(tmp_path / "home" / "script.py"), row]]})
    assert pinned.stdout.strip() == "[0, 1, 2, 3]", pinned.stderr


FIRST_DONE = """
    import time
    from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
    def work(n):
        time.sleep((3 - n) / 2)
        return n
    found = []
    with ThreadPoolExecutor(3) as pool:
        pending = {pool.submit(work, n) for n in range(3)}
        while pending:
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            found += [future.result() for future in done]
    wait([])
    print(found)
"""


def test_the_futures_that_are_done_first_are_noted_and_can_be_pinned(run: Callable[..., Any], tmp_path: Any) -> None:
    free = run(FIRST_DONE)
    assert free.stdout == "[2, 1, 0]\n"
    assert [(e.row, e.sample) for e in free.events_of(fmt.QUERY)] == [(11, 2), (11, 1), (11, 0)]
    pinned = run(FIRST_DONE, pins={"arrival": [[str(tmp_path / "home" / "script.py"), 11]]})
    assert pinned.stdout == "[0, 1, 2]\n"


QUEUE = """
    import multiprocessing, queue, sys, time
    context = multiprocessing.get_context("fork")
    def put(items, at):
        time.sleep(float(sys.argv[1]) if at == 0 else 0.5)
        items.put({"at": at, "row": [at] * 100})
    items = context.Queue()
    children = [context.Process(target=put, args=(items, at)) for at in range(2)]
    for child in children: child.start()
    print([items.get()["at"] for _ in children])
    for child in children: child.join()
    try: items.get(timeout=0.01)
    except queue.Empty: print("empty")
"""


def test_a_queue_gives_the_second_run_of_a_pinned_pair_the_order_of_the_first(
    run: Callable[..., Any], tmp_path: Any
) -> None:
    early, late = (run(QUEUE, arguments=[first]) for first in ("0", "1"))
    assert (early.stdout, late.stdout) == ("[0, 1]\nempty\n", "[1, 0]\nempty\n")
    answers = [[(e.row, e.after) for e in one.events_of(fmt.QUERY)] for one in (early, late)]
    assert answers[0] == answers[1][::-1] and [row for row, _ in answers[0]] == [10, 10]
    pins = {"answers": [[str(tmp_path / "home" / "script.py"), 10]]}
    pinned = [run(QUEUE, arguments=[first], pins=pins).stdout for first in ("0", "1")]
    assert pinned == ["[0, 1]\nempty\n"] * 2


NAMES = """
    import os, tempfile
    with tempfile.TemporaryDirectory() as folder, tempfile.NamedTemporaryFile() as file: print(folder, file.name)
    handle, path = tempfile.mkstemp()
    os.close(handle); os.remove(path)
    print(path)
"""


def test_names_of_temporary_files_are_entropy_and_can_be_pinned(run: Callable[..., Any], tmp_path: Any) -> None:
    free = run(NAMES)
    made = [("tempfile.mkdtemp", 3), ("tempfile.NamedTemporaryFile", 3), ("tempfile.mkstemp", 4)]
    assert [(e.name, e.row) for e in free.events_of(fmt.QUERY)] == made
    # Their folder itself is not taken for written, or all of it would be kept.
    assert tempfile.gettempdir() not in {e.name for e in free.events_of(fmt.WRITE)}
    pins = {"entropy": [[str(tmp_path / "home" / "script.py"), 3]]}
    first, second = (run(NAMES, pins=pins).stdout.splitlines() for _ in range(2))
    assert first[0] == second[0] and first[1] != second[1]


def test_what_a_library_asks_while_it_is_imported_is_not_the_scripts_question(run: Callable[..., Any]) -> None:
    done = run("import torch\nopen('/proc/self/maps').read()\n")
    assert [e.row for e in done.events_of(fmt.QUERY) if e.name.startswith("read ")] == [2]


def test_children_are_numbered_by_who_starts_them(run: Callable[..., Any]) -> None:
    done = run(
        """
        import multiprocessing, random, time
        def work(n):
            time.sleep(1 - n)
            random.seed(n)
        if __name__ == "__main__":
            children = [multiprocessing.get_context("spawn").Process(target=work, args=(n,)) for n in (0, 1)]
            for child in children: child.start()
            for child in children: child.join()
        """
    )
    assert [done.events_of(fmt.SEED, name=f"r0.child{n + 1}")[-1].sample for n in (0, 1)] == [0.0, 1.0]


def test_files_that_are_read_are_noted_at_their_line(run: Callable[..., Any], tmp_path: Any) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "data.txt").write_text("1")
    done = run("from pathlib import Path\nx = Path('data.txt').read_text()\n")
    assert [(e.name, e.row) for e in done.events_of(fmt.READ)] == [(str(tmp_path / "home" / "data.txt"), 2)]


def test_a_loop_that_waits_leaves_few_events(run: Callable[..., Any]) -> None:
    done = run(
        "import time, threading\nstop = threading.Event()\nfor _ in range(9000):\n    time.time(); stop.is_set()\n"
    )
    asked = [e.name for e in done.events_of(fmt.QUERY)]
    assert (asked.count("time.time"), asked.count("Event.is_set")) == (2007, 2000)


def test_the_end_of_a_long_wait_is_noted_however_often_was_asked(run: Callable[..., Any]) -> None:
    done = run("""
        import threading
        ended = threading.Event()
        for _ in range(5500): ended.is_set()
        ended.set()
        for again in range(2):
            ended.is_set()
    """)
    asked = [event for event in done.events_of(fmt.QUERY) if event.name == "Event.is_set"]
    assert [event.sample for event in asked if event.row == 7] == [1, 1]
    done = run("""
        import threading
        ended = threading.Event()
        for number in range(5500):
            if number == 5432: ended.set()
            ended.is_set()
    """)
    answers = [event.sample for event in done.events_of(fmt.QUERY) if event.name == "Event.is_set"]
    assert answers == [0] * 2000 + [1]


STATUS = """
import os, pathlib, time
path = pathlib.Path("made")
path.write_text("x")
print(os.path.getmtime("made") == path.stat().st_mtime, path.exists(), os.path.isfile("none"))
print(os.path.getmtime("made"))
print(os.environ["VARIED"], os.environ.get("NOT_THERE"))
""".lstrip("\n")


def test_times_of_files_and_variables_are_noted_and_can_be_the_same(run: Callable[..., Any]) -> None:
    import os

    def varied(**options: Any) -> Any:
        return run(STATUS, env={"VARIED": os.urandom(8).hex()}, **options)

    done = varied()
    noted = [(e.name, e.row) for e in done.events_of(fmt.QUERY)]
    names = ["os.path.getmtime", "Path.stat", "Path.exists", "os.path.isfile"]
    variables = [("os.environ:VARIED", 6), ("os.environ:NOT_THERE", 6)]
    assert noted == [*((name, 4) for name in names), ("os.path.getmtime", 5), *variables]
    assert done.stdout.startswith("True True False\n") and done.stdout.endswith(" None\n")
    script = done.plan["script"]
    one, two = (varied(pins={"answers": [[script, 5], [script, 6]]}).stdout for _ in range(2))
    assert one == two != done.stdout


def test_a_file_that_the_other_run_found_is_waited_for(run: Callable[..., Any]) -> None:
    text = """
import os, subprocess, tempfile
path = os.path.join(tempfile.mkdtemp(), "ready")
child = subprocess.Popen(["bash", "-c", f"sleep 0.$((RANDOM % 3))$((RANDOM % 10)); echo > {path}"])
turns = 0
while not os.path.exists(path):
    turns += 1
print(turns, len(open(path).read()))
child.wait()
""".lstrip("\n")
    done = run(text)
    one, two = (run(text, pins={"answers": [[done.plan["script"], 5]]}).stdout for _ in range(2))
    assert one == two != done.stdout


def test_the_child_that_ends_first_is_noted_and_can_be_pinned(run: Callable[..., Any], tmp_path: Any) -> None:
    source = """
        import os, subprocess, time
        names = {}
        for number in range(2):
            pid = os.fork()
            if pid == 0:
                time.sleep(0.6 - number / 5)
                os._exit(0)
            names[pid] = number
        names[subprocess.Popen(["sleep", "0.1"]).pid] = 2
        print([names[os.wait()[0]] for _ in names])
        """
    done = run(source)
    assert done.stdout == "[2, 1, 0]\n"
    asked = [event for event in done.events_of(fmt.QUERY) if event.name == "os.wait"]
    assert [(event.row, event.sample) for event in asked] == [(11, 2.0), (11, 1.0), (11, 0.0)]
    pinned = run(source, pins={"arrival": [[str(tmp_path / "home" / "script.py"), 11]]})
    assert pinned.stdout == "[0, 1, 2]\n"


def test_a_port_that_the_system_chose_is_noted_and_can_be_the_same(run: Callable[..., Any]) -> None:
    source = """
        import socket
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            print(one.getsockname()[1])
        """
    done = run(source)
    noted = [(e.name, e.row, e.sample) for e in done.events_of(fmt.QUERY)]
    assert noted == [("socket.getsockname", 5, float(done.stdout))]
