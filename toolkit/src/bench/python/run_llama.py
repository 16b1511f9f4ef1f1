"""Generates texts with llama.cpp: ./lab bench model compares the toolkit with it.

    python run_llama.py WORK FILE ASSIGNMENT

FILE is a model that write_gguf.py wrote, ASSIGNMENT a JSON file with the tokens of the prompt and the settings. First it prints
a line of JSON that says what it runs on. Then it does WORK once for each line on the standard input, and answers with the seconds
that this took, of the clock and of the processor, and with its peak memory so far in MB. WORK is one of

    text       one text of the greatest length
    texts      ten such texts at once

Another is done once, without waiting for a line:

    greedy     one text of the most probable tokens; the answer is a JSON list of them, with those of the prompt
"""

import json
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path

import xllamacpp

TEXTS = 10
SILENT = -1


def main(work, file, assignment):
    threads = int(os.environ["OMP_NUM_THREADS"])
    texts = TEXTS if work == "texts" else 1
    server = start(file, texts, texts * assignment["maxLength"], threads)
    built = ", ".join(part.split(" = ")[0].split(" : ")[-1] for part in xllamacpp.get_system_info().split(" | ") if " = 1" in part)
    print(json.dumps({"device": "cpu", "threads": threads,
                      "versions": f"xllamacpp {version('xllamacpp')}, compiled with {built}"}), flush=True)
    if work == "greedy":
        print(json.dumps(greedy(server, assignment)), flush=True)
    else:
        take_turns(lambda: generate_at_once(server, assignment, texts))


def start(file, texts, length, threads):
    settings = xllamacpp.CommonParams()
    settings.model.path = file
    settings.n_parallel = texts
    settings.n_ctx = length
    settings.cpuparams.n_threads = threads
    settings.cpuparams_batch.n_threads = threads
    settings.cache_prompt = False  # each round does all of its work
    settings.verbosity = SILENT
    return xllamacpp.Server(settings)


def generate_at_once(server, assignment, texts):
    with ThreadPoolExecutor(texts) as pool:
        list(pool.map(lambda _: generate(server, assignment, temperature=1), range(texts)))


def greedy(server, assignment):
    answer = generate(server, assignment, temperature=0, n_probs=1)
    return assignment["promptTokens"] + [token["id"] for token in answer["choices"][0]["logprobs"]["content"]]


def generate(server, assignment, **settings):
    """A text of the greatest length, with the sampling of the published bots."""
    wanted = assignment["maxLength"] - len(assignment["promptTokens"])
    answer = server.handle_completions({
        "prompt": assignment["promptTokens"], "n_predict": wanted, "ignore_eos": True,
        "samplers": ["top_k", "top_p", "temperature"], "top_k": 50, "top_p": 0.95, **settings})
    if "error" in answer or answer["usage"]["completion_tokens"] != wanted:
        sys.exit(f"llama.cpp did not generate {wanted} tokens, but answered {answer}")
    return answer


def take_turns(work):
    for _ in sys.stdin:
        clock, processor = time.perf_counter(), time.process_time()
        work()
        print(time.perf_counter() - clock, time.process_time() - processor, peak_megabytes(), flush=True)


def peak_megabytes():
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) >> 10 for line in lines if line.startswith("VmHWM:")), 0)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit("usage: run_llama.py WORK FILE ASSIGNMENT")
    main(sys.argv[1], sys.argv[2], json.loads(Path(sys.argv[3]).read_text(encoding="utf-8")))
