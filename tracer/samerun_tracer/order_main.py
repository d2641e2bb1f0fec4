"""Starts a script as Python does, with its iterations watched: `python order_main.py SCRIPT ARGUMENT…`."""

import importlib.machinery
import os
import sys
import types


def main() -> None:
    from samerun_tracer import order

    del sys.argv[0]
    script = sys.argv[0]
    sys.path[0] = os.path.dirname(os.path.abspath(script))
    module = types.ModuleType("__main__")
    module.__dict__.update(__file__=script, __builtins__=__builtins__, __cached__=None, __spec__=None)
    module.__loader__ = importlib.machinery.SourceFileLoader("__main__", script)
    with open(script, "rb") as file:
        code = order.compiled(file.read(), script)
    sys.modules["__main__"] = module
    exec(code, module.__dict__)


if __name__ == "__main__":
    main()
