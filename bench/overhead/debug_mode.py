"""Runs a workload under PyTorch's DebugMode with hashes of inputs and outputs, the peer of tracing every op.

Arguments: the workload's file, then its own (number of steps, device).
"""
import runpy
import sys

import torch
from torch.utils._debug_mode import DebugMode

del sys.argv[0]
with DebugMode(), DebugMode.log_tensor_hashes(hash_fn="hash_tensor", hash_inputs=True):
    # What the mode has logged is dropped with it; a real use would keep all of it.
    runpy.run_path(sys.argv[0], run_name="__main__")
