"""Does with GPT-2 what the toolkit does, by means of transformers: ./lab bench model compares the toolkit with it.

    python run_gpt2.py WORK MODEL ASSIGNMENT PRECISION [compiled]

MODEL is a folder in Hugging Face's layout, ASSIGNMENT a JSON file with the tokens, the prompt and the settings. PRECISION is
float32, or bfloat16 for training with PyTorch's autocast; with 'compiled' the model is trained with torch.compile. First it
prints a line of JSON that says what it runs on, or why it cannot compile. Then it does WORK once for each line on the standard input, and answers with the
seconds that this took, of the clock and of the processor, and with its peak memory so far in MB. WORK is one of

    train      a step of a fine-tuning, or several
    tweets     ten tweets with the settings of the published bots
    text       one text of the greatest length
    products   products of matrices of the fastest kind found, which show how fast the processor can be
    reads      sums over a large array, which show how fast the memory can be read

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

DEVICE = "cuda" if torch.cuda.is_available() and os.environ.get("HUGGINGTWEETS_DEVICE") != "cpu" else "cpu"
LOG_EVERY = 5  # reading a loss waits for the device
SHAPES = ((1024, 768, 3072), (1024, 3072, 768), (2048, 2048, 2048))  # two products of GPT-2's training, and a large one
READ = 1 << 27
ATTEMPTS = 3


def main(work, folder, assignment, precision, compiled=""):
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    half = precision == "bfloat16"
    if work == "start":
        first_token(folder, assignment)
        return
    versions = f"transformers {transformers.__version__}, torch {torch.__version__}, Python {sys.version.split()[0]}"
    said = {"device": DEVICE, "threads": torch.get_num_threads(), "versions": versions}
    if work in ONCE:
        print(json.dumps(said), flush=True)
        print(json.dumps(ONCE[work](folder, assignment, half)), flush=True)
        return
    if work == "train":
        training = Training(folder, assignment, half)
        if compiled:
            try:
                said["secondsToCompile"] = training.compile()
            except Exception as e:  # say, since there is no C++ compiler; the benchmark goes on without this peer
                print(json.dumps({"missing": str(e).strip().splitlines()[0]}), flush=True)
                return
        todo = training.round
    elif work == "products":
        todo, said["what"], said["amount"] = fastest_products(assignment, torch.bfloat16 if half else torch.float32)
    elif work == "reads":
        todo, said["amount"] = reads(assignment)
    else:
        todo = WORKS[work](folder, assignment)
    print(json.dumps(said), flush=True)
    take_turns(todo)


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

    def __init__(self, folder, settings, half):
        self.half = half
        self.steps_a_round = settings["stepsARound"]
        torch.manual_seed(settings["seed"])
        dropout = settings["dropout"]
        self.model = load(folder, embd_pdrop=dropout, attn_pdrop=settings["attentionDropout"], resid_pdrop=dropout)
        self.model.train()
        self.blocks = torch.tensor(settings["tokens"]).split(settings["blockLength"])
        self.steps = len(self.blocks)
        self.optimizer = torch.optim.AdamW(
            self.model.parameters(), lr=settings["learningRate"], weight_decay=0.0, fused=True)
        self.schedule = transformers.get_cosine_schedule_with_warmup(self.optimizer, 0, self.steps)
        self.taken = 0

    def step(self):
        loss = self.loss(self.blocks[self.taken])
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.schedule.step()
        self.optimizer.zero_grad()
        self.taken += 1
        if self.taken % LOG_EVERY == 0:
            loss.item()
        return loss

    def round(self):
        for _ in range(self.steps_a_round):
            self.step()

    def loss(self, block):
        batch = block.unsqueeze(0).to(DEVICE)
        with torch.autocast(DEVICE, torch.bfloat16, enabled=self.half):
            return self.model(input_ids=batch, labels=batch).loss

    def compile(self):
        """The seconds until forward and backward are compiled, or found in the cache of an earlier run."""
        clock = time.perf_counter()
        self.model.compile(dynamic=False)
        self.loss(self.blocks[0]).backward()
        self.optimizer.zero_grad()
        return time.perf_counter() - clock

    def held_out_loss(self, blocks):
        self.model.eval()
        with torch.no_grad():
            losses = [self.model(input_ids=block, labels=block).loss.item() for block in blocks]
        self.model.train()
        return sum(losses) / len(losses)


def load(folder, **settings):
    return transformers.AutoModelForCausalLM.from_pretrained(
        folder, attn_implementation="sdpa", dtype=torch.float32, **settings).to(DEVICE)


def learn(folder, assignment, half):
    training = Training(folder, assignment, half)
    held_out = [block.unsqueeze(0).to(DEVICE) for block in torch.tensor(assignment["heldOut"]).split(assignment["blockLength"])]
    course, seconds = [], 0
    while training.taken < training.steps:
        clock = time.perf_counter()
        training.step()
        seconds += time.perf_counter() - clock
        if training.taken % assignment["evaluateEvery"] == 0 or training.taken == training.steps:
            course.append([seconds, training.held_out_loss(held_out), training.taken])
    return course


def losses(folder, assignment, half):
    training = Training(folder, assignment, half)
    return [training.step().item() for _ in range(training.steps)]


def profile(folder, assignment, half):
    training = Training(folder, assignment, half)
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


# ---------------------------------------------------------------------------------------------------- the machine


def fastest_products(assignment, precision):
    """Multiplies in each way that PyTorch has, and keeps the fastest: that is what any product reaches on this machine."""
    best = None
    for rows, inner, columns in SHAPES:
        a, w = torch.rand(rows, inner, device=DEVICE).to(precision), torch.rand(columns, inner, device=DEVICE).to(precision)
        gigaflops = 2 * rows * inner * columns / 1e9
        for name, product in ways(a, w):
            product()
            seconds = min(timed(product) for _ in range(ATTEMPTS))
            if best is None or gigaflops / seconds > best[0]:
                best = gigaflops / seconds, f"{name}, {rows} x {inner} x {columns}", product, gigaflops
    _, what, product, gigaflops = best
    count = max(1, round(assignment["repetitions"] * 2 * 2048**3 / 1e9 / gigaflops))
    return lambda: [product() for _ in range(count)], what, count * gigaflops


def ways(a, w):
    yield "torch.mm", lambda: torch.mm(a, w.t())
    if DEVICE == "cpu" and torch.backends.mkldnn.is_available():
        yield "oneDNN", lambda: torch.ops.mkldnn._linear_pointwise(a, w, None, "none", [], "")


def timed(work):
    clock = time.perf_counter()
    work()
    if DEVICE == "cuda":
        torch.cuda.synchronize()
    return time.perf_counter() - clock


def reads(assignment):
    numbers = torch.ones(READ, device=DEVICE)
    return lambda: [numbers.sum() for _ in range(assignment["repetitions"])], 4e-9 * READ * assignment["repetitions"]


WORKS = {"tweets": tweets, "text": text}
ONCE = {"learn": learn, "profile": profile, "losses": losses}

if __name__ == "__main__":
    if len(sys.argv) not in (5, 6):
        sys.exit("usage: run_gpt2.py WORK MODEL ASSIGNMENT float32|bfloat16 [compiled]")
    main(sys.argv[1], sys.argv[2], json.loads(Path(sys.argv[3]).read_text(encoding="utf-8")), *sys.argv[4:])
