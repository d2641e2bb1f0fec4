import torch
import b


class A:
    def make(self):
        return b.B().make()


def build():
    return b.helper()
