import random
from typing import Optional

import numpy as np
import typer
from typing_extensions import Annotated

app = typer.Typer()


@app.command()
def main(
    data: str,
    seed: int = typer.Option(3, help="the seed"),
    np_seed: Annotated[Optional[int], typer.Option(help="the seed of NumPy")] = None,
):
    random.seed(seed)
    if np_seed is not None:
        np.random.seed(np_seed)
    random.random()  #: python seeded @17
    np.random.rand()  #: numpy unseeded


if __name__ == "__main__":
    app()
