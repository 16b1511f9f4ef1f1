"""Writes a GPT-2 in Hugging Face's layout as a file of llama.cpp: ./lab bench model compares the toolkit with it.

    python write_gguf.py MODEL TYPE FILE

MODEL is a folder with config.json, tokenizer.json and float32 weights in model.safetensors; TYPE is F32, F16 or Q8_0. As in
llama.cpp's own converter, matrices are in TYPE, and vectors and positions in F32. The format is described in
https://github.com/ggml-org/ggml/blob/master/docs/gguf.md.
"""

import json
import os
import struct
import sys
from pathlib import Path

import numpy as np

VERSION, ALIGNMENT = 3, 32
UINT32, INT32, FLOAT32, BOOL, STRING, ARRAY = 4, 5, 6, 7, 8, 9  # types of values
TYPES = {"F32": 0, "F16": 1, "Q8_0": 8}  # types of tensors, and next the number for a whole file of each
FILE_TYPES = {"F32": 0, "F16": 1, "Q8_0": 7}
NORMAL, CONTROL, UNUSED = 1, 3, 5  # types of tokens
Q8_0_BLOCK = 32

# The names of a block's tensors, and whether the matrix is transposed: GPT-2 has (inputs, outputs), llama.cpp (outputs, inputs).
BLOCK = {
    "ln_1.weight": ("attn_norm.weight", False), "ln_1.bias": ("attn_norm.bias", False),
    "attn.c_attn.weight": ("attn_qkv.weight", True), "attn.c_attn.bias": ("attn_qkv.bias", False),
    "attn.c_proj.weight": ("attn_output.weight", True), "attn.c_proj.bias": ("attn_output.bias", False),
    "ln_2.weight": ("ffn_norm.weight", False), "ln_2.bias": ("ffn_norm.bias", False),
    "mlp.c_fc.weight": ("ffn_up.weight", True), "mlp.c_fc.bias": ("ffn_up.bias", False),
    "mlp.c_proj.weight": ("ffn_down.weight", True), "mlp.c_proj.bias": ("ffn_down.bias", False),
}
# The output has no weights of its own, but those of the tokens.
WHOLE = {"token_embd.weight": "wte.weight", "position_embd.weight": "wpe.weight", "output_norm.weight": "ln_f.weight",
         "output_norm.bias": "ln_f.bias"}


def main(folder, kind, file):
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    values = metadata(config, kind) + vocabulary(folder, config)
    written = [(name, *encoded(name, tensor, kind)) for name, tensor in tensors(folder, config["n_layer"])]
    beside = file.with_name(file.name + ".part")
    with open(beside, "wb") as out:
        out.write(b"GGUF" + struct.pack("<IQQ", VERSION, len(written), len(values)))
        for key, value in values:
            out.write(text(key) + value)
        offset = 0
        for name, shape, type_number, data in written:
            out.write(text(name) + struct.pack("<I", len(shape)) + struct.pack(f"<{len(shape)}Q", *reversed(shape)))
            out.write(struct.pack("<IQ", type_number, offset))
            offset += data.nbytes + -data.nbytes % ALIGNMENT
        for *_, data in written:
            out.write(bytes(-out.tell() % ALIGNMENT))
            data.tofile(out)
    os.replace(beside, file)


def tensors(folder, layers):
    read = safetensors(folder / "model.safetensors")
    for name, source in WHOLE.items():
        yield name, read(source)
    for layer in range(layers):
        for source, (name, transposed) in BLOCK.items():
            tensor = read(f"h.{layer}.{source}")
            yield f"blk.{layer}.{name}", tensor.T if transposed else tensor


def safetensors(file):
    """A function from a tensor's name to its numbers, which stay in the file until they are used."""
    length = int.from_bytes(file.open("rb").read(8), "little")
    mapped = np.memmap(file, np.uint8, "r")
    header = json.loads(mapped[8:8 + length].tobytes())

    def read(name):
        entry = header[name if name in header else "transformer." + name]
        if entry["dtype"] != "F32":
            sys.exit(f"The weights {name} in {file} are {entry['dtype']}, and must be F32.")
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        return mapped[begin:end].view("<f4").reshape(entry["shape"])

    return read


def encoded(name, tensor, kind):
    if tensor.ndim == 1 or name == "position_embd.weight":
        kind = "F32"
    data = {"F32": lambda: tensor.astype("<f4", order="C"), "F16": lambda: tensor.astype("<f2", order="C"),
            "Q8_0": lambda: quantized(tensor)}[kind]()
    return tensor.shape, TYPES[kind], data


def quantized(tensor):
    """Each 32 numbers of a row as a float16 scale and 32 bytes."""
    blocks = np.ascontiguousarray(tensor).reshape(-1, Q8_0_BLOCK)
    scale = np.abs(blocks).max(axis=1, keepdims=True) / 127
    whole = np.rint(blocks / np.where(scale == 0, 1, scale)).astype(np.int8)
    return np.concatenate([scale.astype("<f2").view(np.uint8), whole.view(np.uint8)], axis=1)


def metadata(config, kind):
    def number(key, value):
        return f"gpt2.{key}", struct.pack("<II", UINT32, value)

    return [
        ("general.architecture", struct.pack("<I", STRING) + text("gpt2")),
        ("general.file_type", struct.pack("<II", UINT32, FILE_TYPES[kind])),
        number("block_count", config["n_layer"]), number("context_length", config["n_positions"]),
        number("embedding_length", config["n_embd"]),
        number("feed_forward_length", config.get("n_inner") or 4 * config["n_embd"]),
        number("attention.head_count", config["n_head"]),
        ("gpt2.attention.layer_norm_epsilon", struct.pack("<If", FLOAT32, config["layer_norm_epsilon"])),
    ]


def vocabulary(folder, config):
    """The tokens; ids that the tokenizer does not use have a name of their own each."""
    tokenizer = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    end = config["eos_token_id"]
    tokens = [f"[unused {i}]" for i in range(config["vocab_size"])]
    kinds = [UNUSED] * len(tokens)
    for token, i in tokenizer["model"]["vocab"].items():
        tokens[i], kinds[i] = token, NORMAL
    for added in tokenizer["added_tokens"]:
        tokens[added["id"]], kinds[added["id"]] = added["content"], CONTROL
    merges = [merge if isinstance(merge, str) else " ".join(merge) for merge in tokenizer["model"]["merges"]]
    return [
        ("tokenizer.ggml.model", struct.pack("<I", STRING) + text("gpt2")),
        ("tokenizer.ggml.pre", struct.pack("<I", STRING) + text("gpt-2")),
        ("tokenizer.ggml.tokens", array(STRING, map(text, tokens), len(tokens))),
        ("tokenizer.ggml.token_type", array(INT32, (struct.pack("<i", kind) for kind in kinds), len(kinds))),
        ("tokenizer.ggml.merges", array(STRING, map(text, merges), len(merges))),
        ("tokenizer.ggml.bos_token_id", struct.pack("<II", UINT32, end)),
        ("tokenizer.ggml.eos_token_id", struct.pack("<II", UINT32, end)),
        ("tokenizer.ggml.add_bos_token", struct.pack("<I?", BOOL, False)),
    ]


def array(kind, items, count):
    return struct.pack("<IIQ", ARRAY, kind, count) + b"".join(items)


def text(string):
    encoded_string = string.encode("utf-8")
    return struct.pack("<Q", len(encoded_string)) + encoded_string


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[2] not in TYPES:
        sys.exit("usage: write_gguf.py MODEL F32|F16|Q8_0 FILE")
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
