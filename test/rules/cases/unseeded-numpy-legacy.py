# === inputs of tests
import numpy as np

SIZES = np.random.randint(1, 10, 5)  #! hint safe unsafe


def test_sizes():
    assert min(SIZES) > 0
# === inputs of a class of tests
import numpy as np

SIZES = np.random.randint(1, 10, 5)  #! hint safe unsafe


class TestSizes:
    def test_sizes(self):
        assert min(SIZES) > 0
# === a script that tests something itself
import numpy as np

SIZES = np.random.randint(1, 10, 5)  #! warning safe unsafe


def test_sizes():
    assert min(SIZES) > 0


if __name__ == "__main__":
    test_sizes()
# === a function of another name
import numpy as np

SIZES = np.random.randint(1, 10, 5)  #! warning safe unsafe


def testing():
    print(SIZES)


testing()
