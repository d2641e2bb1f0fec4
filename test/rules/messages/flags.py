# === SR315 misspelt
import torch
torch.backends.cudnn.determinstic = True
torch.backends.cudnn.xyz = 1
#> `torch.backends.cudnn` has no `determinstic`, and takes it without a word: `deterministic` is meant.
#> `torch.backends.cudnn` has no `xyz`, and takes it without a word.
# === SR312 precision
import torch
torch.set_float32_matmul_precision("high")
torch.backends.cuda.matmul.allow_tf32 = True
torch.backends.cuda.matmul.allow_fp16_reduced_precision_reduction = True
#> Matrix products of float32 are computed in a shorter format: the same run on another GPU model gives other digits.
#> TF32 shortens the operands of products: the same run on another GPU model gives other digits.
#> Sums of half-precision products stay in half precision: the same run on another GPU model gives other digits.
# === SR304 turned off
import torch
torch.use_deterministic_algorithms(False)
torch.backends.cudnn.deterministic = False
#> The use of deterministic algorithms is turned off: GPU kernels may differ from run to run. Turn it on.
#> `cudnn.deterministic` is turned off: GPU kernels may differ from run to run. Turn it on.
# === SR304 left to an option
import argparse
import torch
parser = argparse.ArgumentParser()
parser.add_argument("--deterministic", action="store_true")
args = parser.parse_args()
torch.use_deterministic_algorithms(args.deterministic)
#> The use of deterministic algorithms is off unless `args.deterministic` turns it on: GPU kernels may differ from run to run.
