"""Runs the toolkit's kernels on fake tensors on a GPU, and prints the outcome of each call as JSON.

    python run_on_fake_gpu.py ARCHIVE

ARCHIVE is the TorchScript archive. PyTorch's fake tensors have shapes, types and devices, but no numbers: so a kernel that looks
at one, or that mixes devices, fails here, on a machine without a GPU. The outcome of a call is: its error, the devices of all its
tensors, the types in which it multiplied matrices, the operators that PyTorch does not have for CUDA (null if this PyTorch is built
without CUDA, and so does not know), and its result.
"""

import itertools
import json
import sys
import warnings

import torch
from torch._subclasses.fake_tensor import FakeTensorMode
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_leaves

VOCABULARY, CONTEXT, SIZE, LAYERS, HEADS = 97, 1100, 24, 3, 4  # a context of more than one strip of attention
EPSILON = 1e-5
USUAL = 0  # the way to multiply
PRODUCTS = ("aten::mm", "aten::bmm", "aten::addmm", "aten::mm.out", "aten::addmm.out")
FOR_CUDA = ("CUDA", "CompositeImplicitAutograd", "CompositeExplicitAutograd", "CompositeExplicitAutogradNonFunctional")


class Witness(TorchDispatchMode):
    """Records each operator with its tensors."""

    def __init__(self):
        super().__init__()
        self.devices = set()
        self.multiplied = set()
        self.without_cuda = set()

    def __torch_dispatch__(self, operator, types, arguments=(), options=None):
        result = operator(*arguments, **(options or {}))
        values = tree_leaves((arguments, options, result))
        self.devices.update(str(value.device) for value in values if isinstance(value, torch.Tensor))
        name = operator.name()
        if name in PRODUCTS:
            self.multiplied.add(str(arguments[-1].dtype).removeprefix("torch."))
        if torch.version.cuda and name.startswith("aten::") and not any(
                torch._C._dispatch_has_kernel_for_dispatch_key(name, key) for key in FOR_CUDA):
            self.without_cuda.add(name)
        return result


def on_gpu(*shape, dtype=torch.float32):
    return torch.empty(shape, dtype=dtype, device="cuda")


def weights(tied):
    c = SIZE
    layer = [(c,), (c,), (c, 3 * c), (3 * c,), (c, c), (c,), (c,), (c,), (c, 4 * c), (4 * c,), (4 * c, c), (c,)]
    shapes = [(VOCABULARY, c), (CONTEXT, c), *LAYERS * layer, (c,), (c,), *([] if tied else [(VOCABULARY, c)])]
    return [on_gpu(*shape) for shape in shapes]


def gradients_of(parameters, frozen_bottom, frozen_top):
    """Empty where a weight does not learn."""
    first = 2 + 12 * frozen_bottom if frozen_bottom else 0
    end = 2 + 12 * (LAYERS - frozen_top) if frozen_top else len(parameters)
    return [torch.empty_like(x) if first <= i < end else on_gpu(0) for i, x in enumerate(parameters)]


def calls():
    """What each call is for, its kernel, and the arguments."""
    for tied in (True, False):
        w = weights(tied)
        words = "tied" if tied else "untied"
        halves = [on_gpu(2 * x.numel(), dtype=torch.int8) for x in w]
        tokens = on_gpu(2, CONTEXT, dtype=torch.int64)
        for half, first, frozen, dropouts in itertools.product(
                (False, True), (True, False), ((0, 0), (1, 0), (0, 1)), ([0.0, 0.0, 0.0], [0.1, 0.2, 0.3])):
            yield (f"learn in {'bfloat16' if half else 'float32'}: {words}, {first=}, {frozen=}, {dropouts=}", "learn",
                   (tokens, w, gradients_of(w, *frozen), halves if half else [], HEADS, EPSILON, dropouts, 0.5, first, USUAL, 1))
        few = on_gpu(2, 7, dtype=torch.int64)
        cache = on_gpu(LAYERS, 2, 3, HEADS, 20, SIZE // HEADS)
        yield f"loss: {words}", "loss", (tokens, w, USUAL, HEADS, EPSILON)
        yield f"logits: {words}", "logits", (few, w, USUAL, HEADS, EPSILON)
        yield f"packed: {words}", "packed", (w, True, USUAL)
        for type in (torch.float32, torch.bfloat16):
            matrices = [x.to(type) for x in w]
            words += f", {type}"
            yield f"next: {words}, a prompt", "next", (few, w, matrices, USUAL, HEADS, EPSILON, cache, 0, 2)
            yield f"next: {words}, one token more", "next", (few[:, :1], w, matrices, USUAL, HEADS, EPSILON, cache, 7, 2)
            yield f"next: {words}, a text less", "next", (few[:, :1], w, matrices, USUAL, HEADS, EPSILON, cache, 8, 1)
    places = on_gpu(2, dtype=torch.int64)
    yield "move", "move", (cache, places, places, 7)
    gradients, means, variances = ([torch.empty_like(x) for x in w] for _ in range(3))
    steps = [on_gpu() for _ in w]
    yield "adamw", "adamw", (w, gradients, means, variances, steps, 1e-4, 0.9, 0.999, 1e-8, 0.01, 1.0)
    on_host = [torch.empty(x.shape) for x in w]
    yield "copy to the host", "copy", (w, on_host)
    yield "copy from the host", "copy", (on_host, w)


def outcome(kernel, arguments):
    witness = Witness()
    try:
        with witness:
            result = kernel(*arguments)
        result = result[-1] if isinstance(result, list) else result
        came = f"{result.dtype} {list(result.shape)} on {result.device}".removeprefix("torch.") if result is not None else None
        failed = None
    except Exception as e:
        came, failed = None, str(e)[-2000:]
    return {"failed": failed, "devices": sorted(witness.devices), "multiplied": sorted(witness.multiplied),
            "without CUDA": sorted(witness.without_cuda) if torch.version.cuda else None, "result": came}


def main(archive):
    warnings.simplefilter("ignore")  # TorchScript is no longer recommended
    module = torch.jit.load(archive)
    torch._C._set_graph_executor_optimize(False)  # as the toolkit does
    with FakeTensorMode(), torch.inference_mode():
        outcomes = {name: outcome(getattr(module, kernel), arguments) for name, kernel, arguments in calls()}
    json.dump(outcomes, sys.stdout, indent=1)


main(sys.argv[1])
