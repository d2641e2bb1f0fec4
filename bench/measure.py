#!/usr/bin/env python3
"""Run one command once and print what it cost: wall and CPU seconds, peak RSS in MB, exit status.

usage: measure.py STDOUT STDERR CWD COMMAND…     the command's output goes to the two files
"""
import json
import os
import subprocess
import sys
import time


def main():
    out, err, cwd, *command = sys.argv[1:]
    with open(out, "wb") as stdout, open(err, "wb") as stderr:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024
    print(json.dumps({
        "wall_s": wall,
        "cpu_s": used.ru_utime + used.ru_stime,
        "rss_mb": used.ru_maxrss * unit / 2**20,
        "code": process.returncode,
    }))


if __name__ == "__main__":
    main()
