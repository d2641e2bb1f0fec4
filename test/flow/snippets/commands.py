# === commands that are added to a group
import click
import random
@click.group()
def cli():
    random.seed(0)
@click.command()
def train():
    random.random()  #: python seeded @6
cli.add_command(train)
cli()
# === one of several commands
import click
import random
@click.group()
def cli():
    pass
@cli.command()
def a():
    random.random()  #: python unseeded
@cli.command()
def b():
    random.random()  #: python unseeded
cli()
# === a method of the group that is none
import click
import random
@click.group()
def cli():
    pass
@cli.result()
def a():
    random.random()
cli()
# === a group that nobody calls
import click
import random
@click.group()
def cli():
    pass
@cli.command()
def a():
    random.random()
# === a typer application, its callback and its commands
import random
import typer
app = typer.Typer()
@app.callback()
def begin(seed: int = 3):
    random.seed(seed)
@app.command()
def train(seed: int = typer.Option(None)):
    if seed is not None:
        random.seed(seed)
    random.random()  #: python seeded @7
app()
# === a table of functions
import fire
import random
def a(n=1):
    random.seed(n)
    random.random()  #: python seeded @5
def b():
    random.random()  #: python unseeded
fire.Fire({"a": a, "b": b})
# === a component by its name
import fire
import random
def a():
    random.random()  #: python unseeded
fire.Fire(component=a)
# === a class, whose methods are asked for, private ones aside
import fire
import random
class Tool:
    def __init__(self, seed=1):
        random.seed(seed)
    def go(self):
        random.random()  #: python seeded @6
    def _hidden(self):
        random.random()
fire.Fire(Tool)
# === an object
import fire
import random
class Tool:
    def go(self):
        random.random()  #: python unseeded
fire.Fire(Tool())
# === a function that is run with arguments
from absl import app
import random
def main(argv, extra=None):
    if extra is None:
        random.seed(0)
    random.random()  #: python seeded @6
app.run(main)
# === an engine calls its handlers
from ignite.engine import Engine, Events
import random
def step(engine, batch):
    pass
engine = Engine(step)
@engine.on(Events.STARTED)
def begin(engine):
    random.random()  #: python seeded @10
random.seed(0)
engine.run(data)
random.seed(1)
# === something else with handlers
import random
from lib import bus
@bus.on("x")
def begin(event):
    random.random()
# === an application in an application
import random
import typer
app = typer.Typer()
sub = typer.Typer()
@app.callback()
def begin():
    random.seed(0)
@sub.command()
def train():
    random.random()  #: python seeded @8
app.add_typer(sub, name="sub")
app()
# === a configuration class that fills the function's parameter
import random
from dataclasses import dataclass
import pyrallis
@dataclass
class Config:
    seed: int = 3
    quick: bool = False
@pyrallis.wrap()
def main(config: Config):
    if config.quick:
        return
    random.seed(config.seed)
    random.random()  #: python seeded @13
main()
# === a structured configuration whose seed is None
import random
from dataclasses import dataclass
import hydra
@dataclass
class Config:
    seed: int | None = None
@hydra.main(version_base=None, config_name="config")
def main(cfg: Config):
    if cfg.seed is not None:
        random.seed(cfg.seed)
    random.random()  #: python unseeded
main()
# === a configuration whose files may say other values
import random
from dataclasses import dataclass
import hydra
@dataclass
class Config:
    seed: int | None = None
@hydra.main(version_base=None, config_path="conf", config_name="config")
def main(cfg: Config):
    if cfg.seed is not None:
        random.seed(cfg.seed)
    random.random()  #: python unknown
main()
# === one of several commands: a seed in one says nothing of another
import random
from jsonargparse import CLI
def train(seed: int = 1):
    random.seed(seed)
    random.random()  #: python seeded @5
def show():
    random.gauss(0, 1)  #: python unseeded
CLI({"train": train, "show": show})
# === a list of commands
import random
from jsonargparse import auto_cli
def train(seed: int = 1):
    random.seed(seed)
    random.random()  #: python seeded @5
def show():
    random.gauss(0, 1)  #: python unseeded
auto_cli([train, show])
