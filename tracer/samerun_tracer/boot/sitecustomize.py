"""Starts the tracer in every Python process of a run, then hands over to the `sitecustomize` that this one shadows."""

import os
import sys

_HERE = os.path.dirname(os.path.abspath(__file__))


def _start() -> None:
    run = os.environ.get("SAMERUN_RUN")
    if not run:
        return
    sys.path.insert(0, os.path.dirname(os.path.dirname(_HERE)))
    try:
        from samerun_tracer import trouble

        trouble.begin(run)
        try:
            from samerun_tracer import install

            install.begin(run)
        except Exception as error:
            trouble.tell("start", error)
    finally:
        del sys.path[0]


def _chain() -> None:
    """The user's own module, found as if this one were not there."""
    import importlib.machinery
    import importlib.util

    spec = importlib.machinery.PathFinder.find_spec("sitecustomize", sys.path)
    if spec is None or spec.loader is None:
        return
    module = importlib.util.module_from_spec(spec)
    sys.modules["sitecustomize"] = module
    spec.loader.exec_module(module)


# The script sees the module search path that it would see without us; children get it from PYTHONPATH again.
sys.path[:] = [entry for entry in sys.path if os.path.abspath(entry or ".") != _HERE]
_start()
_chain()
