"""Does with GPT-2 what the toolkit does, by means of transformers: ./lab bench model compares the toolkit with it.

    python run_gpt2.py WORK MODEL ASSIGNMENT

MODEL is a folder in Hugging Face's layout, ASSIGNMENT a JSON file with the tokens, the prompt and the settings. First it prints a
line of JSON that says what it runs on. Then it does WORK once for each line on the standard input, and answers with the seconds
that this took, of the clock and of the processor, and with its peak memory so far in MB. WORK is one of

    train      a step of a fine-tuning, or several
    tweets     ten tweets with the settings of the published bots
    text       one text of the greatest length
    file       loading the file of the weights with safetensors, and reading every number
    model      loading the model
    products   products of matrices, which show how fast the processor can be
    passes     multiplications of a large array in place, which show how fast the memory can be

Four others are done once, without waiting for a line:

    start      loading the model and computing the first token
    learn      a whole fine-tuning; the answer is a JSON list with the seconds so far, the held-out loss, and
               the step
    profile    a few steps of a fine-tuning, the last of them recorded in the file that ASSIGNMENT names
    losses     a fine-tuning without dropout; the answer is a JSON list of the loss of each step
"""

import time

BEGUN = time.perf_counter()

import json
import os
import sys
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["KINETO_LOG_LEVEL"] = "5"  # silences the profiler's own messages

import torch
import transformers
from safetensors.torch import load_file

DEVICE = "cuda" if torch.cuda.is_available() and os.environ.get("HUGGINGTWEETS_DEVICE") != "cpu" else "cpu"
# On these GPUs the toolkit multiplies matrices in bfloat16 by default, and so does this program.
HALF = DEVICE == "cuda" and torch.cuda.get_device_capability() >= (8, 0)
LOG_EVERY = 5  # reading a loss waits for the device
PRODUCT = 2048
PASSED = 1 << 27


def main(work, folder, assignment):
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    if work == "start":
        first_token(folder, assignment)
        return
    versions = f"transformers {transformers.__version__}, torch {torch.__version__}, Python {sys.version.split()[0]}"
    precision = "bfloat16" if HALF else "float32"
    print(json.dumps({"device": DEVICE, "precision": precision, "threads": torch.get_num_threads(), "versions": versions}),
          flush=True)
    if work in ONCE:
        print(json.dumps(ONCE[work](folder, assignment)), flush=True)
    else:
        take_turns(WORKS[work](folder, assignment))


def take_turns(work):
    for _ in sys.stdin:
        clock, processor = time.perf_counter(), time.process_time()
        work()
        if DEVICE == "cuda":
            torch.cuda.synchronize()
        print(time.perf_counter() - clock, time.process_time() - processor, peak_megabytes(), flush=True)


def peak_megabytes():
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) >> 10 for line in lines if line.startswith("VmHWM:")), 0)


# ---------------------------------------------------------------------------------------------------- training


class Training:
    """A plain loop, as in the documentation of transformers, with the default settings of its Trainer."""

    def __init__(self, folder, settings, half=HALF):
        self.half = half
        torch.manual_seed(settings["seed"])
        dropouts = {name: settings["dropout"] for name in ("embd_pdrop", "attn_pdrop", "resid_pdrop")}
        self.model = load(folder, **dropouts)
        self.model.train()
        self.blocks = torch.tensor(settings["tokens"]).split(settings["blockLength"])
        self.steps = len(self.blocks)
        self.optimizer = torch.optim.AdamW(
            self.model.parameters(), lr=settings["learningRate"], weight_decay=0.0, fused=True)
        self.schedule = transformers.get_cosine_schedule_with_warmup(self.optimizer, 0, self.steps)
        self.taken = 0

    def step(self):
        batch = self.blocks[self.taken].unsqueeze(0).to(DEVICE)
        with torch.autocast(DEVICE, torch.bfloat16, enabled=self.half):
            loss = self.model(input_ids=batch, labels=batch).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.schedule.step()
        self.optimizer.zero_grad()
        self.taken += 1
        if self.taken % LOG_EVERY == 0:
            loss.item()
        return loss

    def held_out_loss(self, blocks):
        self.model.eval()
        with torch.no_grad():
            losses = [self.model(input_ids=block, labels=block).loss.item() for block in blocks]
        self.model.train()
        return sum(losses) / len(losses)


def load(folder, **settings):
    return transformers.AutoModelForCausalLM.from_pretrained(
        folder, attn_implementation="sdpa", dtype=torch.float32, **settings).to(DEVICE)


def train(folder, assignment):
    training = Training(folder, assignment)
    return lambda: [training.step() for _ in range(assignment["stepsARound"])]


def learn(folder, assignment):
    training = Training(folder, assignment)
    held_out = [block.unsqueeze(0).to(DEVICE) for block in torch.tensor(assignment["heldOut"]).split(assignment["blockLength"])]
    course, seconds = [], 0
    while training.taken < training.steps:
        clock = time.perf_counter()
        training.step()
        seconds += time.perf_counter() - clock
        if training.taken % assignment["evaluateEvery"] == 0 or training.taken == training.steps:
            course.append([seconds, training.held_out_loss(held_out), training.taken])
    return course


def losses(folder, assignment):
    training = Training(folder, assignment, half=False)
    return [training.step().item() for _ in range(training.steps)]


def profile(folder, assignment):
    training = Training(folder, assignment)
    training.step()
    training.step()
    activities = [torch.profiler.ProfilerActivity.CPU]
    if DEVICE == "cuda":
        activities.append(torch.profiler.ProfilerActivity.CUDA)
    clock = time.perf_counter()
    with torch.profiler.profile(activities=activities) as recorded:
        training.step().item()
        seconds = time.perf_counter() - clock
    recorded.export_chrome_trace(assignment["trace"])
    return seconds


# ---------------------------------------------------------------------------------------------------- generation


def tweets(folder, assignment):
    model, tokenizer = load(folder).eval(), transformers.AutoTokenizer.from_pretrained(folder)

    def work():
        texts = generate(model, tokenizer, assignment["prompt"], num_return_sequences=10, min_length=10, max_length=160)
        return [text.split("\n")[0].strip() for text in tokenizer.decode(texts, skip_special_tokens=True)]

    return work


def text(folder, assignment):
    model, tokenizer = load(folder).eval(), transformers.AutoTokenizer.from_pretrained(folder)
    length = assignment["maxLength"]
    return lambda: generate(model, tokenizer, assignment["prompt"], min_length=length, max_length=length)


def generate(model, tokenizer, prompt, **lengths):
    tokens = tokenizer("<|endoftext|>" + prompt, return_tensors="pt").to(DEVICE)
    return model.generate(**tokens, do_sample=True, temperature=1.0, top_k=50, top_p=0.95,
                          pad_token_id=tokenizer.eos_token_id, **lengths)


def first_token(folder, assignment):
    model, tokenizer = load(folder).eval(), transformers.AutoTokenizer.from_pretrained(folder)
    tokens = generate(model, tokenizer, assignment["prompt"], max_new_tokens=1)
    assert tokens.shape[1] > 1
    print(time.perf_counter() - BEGUN, time.process_time(), peak_megabytes(), flush=True)


# ---------------------------------------------------------------------------------------------------- loading, and the machine


def file(folder, assignment):
    weights = str(Path(folder) / "model.safetensors")
    return lambda: [tensor.sum().item() for tensor in load_file(weights, device=DEVICE).values()]


def model(folder, assignment):
    return lambda: load(folder)


def products(folder, assignment):
    a, b = torch.rand(PRODUCT, PRODUCT, device=DEVICE), torch.rand(PRODUCT, PRODUCT, device=DEVICE)
    return lambda: [torch.mm(a, b) for _ in range(assignment["repetitions"])]


def passes(folder, assignment):
    numbers = torch.ones(PASSED, device=DEVICE)
    return lambda: [numbers.mul_(1.5) for _ in range(assignment["repetitions"])]


WORKS = {"train": train, "tweets": tweets, "text": text, "file": file, "model": model,
         "products": products, "passes": passes}
ONCE = {"learn": learn, "profile": profile, "losses": losses}

if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit("usage: run_gpt2.py WORK MODEL ASSIGNMENT")
    main(sys.argv[1], sys.argv[2], json.loads(Path(sys.argv[3]).read_text(encoding="utf-8")))
