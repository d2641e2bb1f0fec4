"""Entry of the supervisor: runs one script to its end as `RUN_DIRECTORY/run.json` says (docs/trace.md)."""

from __future__ import annotations

import os
import sys

# Isolated mode (-I) leaves this folder off the path, so that nothing of the user's can shadow the supervisor.
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from supervisor.run import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
