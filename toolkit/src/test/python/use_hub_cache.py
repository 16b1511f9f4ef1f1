"""Uses the cache of the Hugging Face Hub as Python's libraries do, for tests of what the toolkit has to do with it.

    python use_hub_cache.py load REPOSITORY TOKEN...     loads a model with transformers, and prints its scores as JSON
    python use_hub_cache.py download REPOSITORY FILE...  downloads files with huggingface_hub, and prints their folder
    python use_hub_cache.py lock FILE                    holds the lock of a file until its input ends
"""

import json
import sys

from huggingface_hub import snapshot_download
from huggingface_hub.utils import WeakFileLock


def load(repository, *tokens):
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    torch.set_num_threads(1)
    model = AutoModelForCausalLM.from_pretrained(repository, dtype=torch.float32).eval()
    tokenizer = AutoTokenizer.from_pretrained(repository)
    with torch.no_grad():
        logits = model(torch.tensor([[int(token) for token in tokens]])).logits[0]
    print(json.dumps({"logits": logits.tolist(), "tokens": tokenizer("My dream is")["input_ids"]}))


def download(repository, *files):
    print(snapshot_download(repository, allow_patterns=list(files)))


def lock(file):
    with WeakFileLock(file):
        print("locked", flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    {"load": load, "download": download, "lock": lock}[sys.argv[1]](*sys.argv[2:])
