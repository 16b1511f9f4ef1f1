"""Computes with transformers how well a model predicts texts, and prints perplexity and bits per byte as JSON.

    python score_texts.py FOLDER <<< '["a text", "another one"]'
"""

import json
import math
import sys

import torch
import transformers

SEPARATOR = "<|endoftext|>"


def main(folder):
    torch.set_num_threads(1)
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    texts = json.load(sys.stdin)
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    model = transformers.AutoModelForCausalLM.from_pretrained(folder).double().eval()
    tokens = tokenizer(SEPARATOR + "".join(text + SEPARATOR for text in texts), return_tensors="pt")["input_ids"][0]
    length = min(len(tokens), model.config.n_positions)

    whole_blocks = [nats(model, tokens[first:first + length]) for first in range(0, len(tokens) - length + 1, length)]
    every_token = [nats(model, tokens[first:first + length]) for first in range(0, len(tokens) - 1, length - 1)]
    predicted = torch.cat(every_token)
    assert len(predicted) == len(tokens) - 1
    json.dump(
        {
            "perplexity": math.exp(torch.cat(whole_blocks).mean()),
            "bits_per_byte": predicted.sum().item() / math.log(2) / sum(len(text.encode()) for text in texts),
        },
        sys.stdout,
    )


def nats(model, block):
    """The cross-entropies of all tokens of a block but the first."""
    with torch.no_grad():
        logits = model(block[None]).logits[0]
    return torch.nn.functional.cross_entropy(logits[:-1], block[1:], reduction="none")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: score_texts.py FOLDER")
    main(sys.argv[1])
