import random
import torch
from ignite.engine import Engine, Events
from ignite.utils import manual_seed


def update(engine, batch):
    return torch.rand(1)  #: torch seeded @11


manual_seed(3)
trainer = Engine(update)


@trainer.on(Events.EPOCH_COMPLETED)
def evaluate(engine):
    random.random()  #: python seeded @11


trainer.run([1, 2], max_epochs=1)
