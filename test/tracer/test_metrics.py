"""Logged scalars: under their own names, at the line that logs; what tells of time is left out."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable

import pytest
from samerun_tracer import format as fmt
from samerun_tracer.hooks.metrics import _OF_TIME, LOGGERS

# A stand-in with the module path and the signature of the real one, for loggers that the tests do not install.
WANDB = """
class Run:
    def log(self, data, step=None, commit=None):
        data["added"] = 1
        self.last = data
"""
MLFLOW = """
def log_metric(key, value, step=None): pass
def log_metrics(metrics, step=None):
    for key, value in metrics.items():
        log_metric(key, value, step)
"""


def library(home: Path, module: str, source: str) -> None:
    *folders, name = module.split(".")
    at = home / "site-packages"
    at.mkdir(exist_ok=True)
    for folder in folders:
        at = at / folder
        at.mkdir(exist_ok=True)
        (at / "__init__.py").touch()
    (at / f"{name}.py").write_text(source)


def logged(done: Any) -> list[tuple[str, int, float]]:
    return [(e.name, e.row, e.sample) for e in done.events_of(fmt.METRIC)]


def test_tensorboard(run: Callable[..., Any]) -> None:
    done = run(
        """
        import tempfile, time, torch
        from torch.utils.tensorboard import SummaryWriter
        with SummaryWriter(tempfile.mkdtemp()) as writer:
            writer.add_scalar("loss/train", torch.tensor(0.5), 0)
            writer.add_scalar(tag="accuracy", scalar_value=0.25, global_step=0)
            writer.add_scalar("charts/SPS", time.time(), 0)
            writer.add_scalars("both", {"a": 1, "b": 2.0}, 0)
        """
    )
    assert logged(done) == [("loss/train", 5, 0.5), ("accuracy", 6, 0.25), ("both/a", 8, 1.0), ("both/b", 8, 2.0)]


def test_wandb_and_mlflow(run: Callable[..., Any], tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    library(home, "wandb.sdk.wandb_run", WANDB)
    library(home, "mlflow.tracking.fluent", MLFLOW)
    done = run(
        """
        import sys
        sys.path.insert(0, "site-packages")
        import numpy as np
        from wandb.sdk.wandb_run import Run
        from mlflow.tracking import fluent
        run = Run()
        run.log({"loss": np.float32(0.5), "step_time": 3.0, "name": "x"}, step=1)
        print(run.last)
        fluent.log_metrics({"f1": 0.75})
        fluent.log_metric("auc", 0.5)
        """
    )
    assert logged(done) == [("loss", 8, 0.5), ("f1", 10, 0.75), ("auc", 11, 0.5)]
    assert "'added': 1" in done.stdout


def test_every_known_logger_is_where_it_is_said_to_be() -> None:
    """For those that are installed here; a renamed method would be lost without a word."""
    import importlib

    seen = 0
    for module, methods in LOGGERS.items():
        if module.partition(".")[0] in ("wandb", "mlflow", "tensorboardX", "pytorch_lightning"):
            continue
        seen += 1
        found = importlib.import_module(module)
        for path in methods:
            owner, _, name = path.rpartition(".")
            assert callable(getattr(getattr(found, owner) if owner else found, name)), path
    assert seen == 5


@pytest.mark.parametrize("name", ["eval_runtime", "train_samples_per_second", "charts/SPS", "time/fps", "gpu_memory"])
def test_names_of_speed_are_left_out(name: str) -> None:
    assert _OF_TIME.search(name)


@pytest.mark.parametrize("name", ["loss", "timesteps", "mean_ap", "temperature", "time2vec_loss", "lr", "memes"])
def test_other_names_are_kept(name: str) -> None:
    assert not _OF_TIME.search(name)
