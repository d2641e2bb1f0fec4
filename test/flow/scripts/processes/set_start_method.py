import random
import torch.multiprocessing as mp


def child(n):
    random.random()  #: python unseeded


class Worker(mp.Process):
    def run(self):
        random.random()  #: python unseeded


if __name__ == "__main__":
    mp.set_start_method("spawn")
    random.seed(0)
    p = mp.Process(target=child, args=(1,))
    p.start()
    w = Worker()
    w.start()
