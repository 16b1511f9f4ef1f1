"""Makes small random GPT-2 models with Hugging Face's libraries, and records what these libraries compute with them.

    python make_references.py SEED FOLDER

The toolkit's tests compare the toolkit with the files in FOLDER:

    MODEL/config.json, MODEL/model*.safetensors  the model, as transformers saves it, one of them in several files
    MODEL/reference.json                         what it gives: loss, greedy texts, token probabilities, losses of a training
    MODEL/tensors.safetensors                    its logits and the gradients of its weights
    precisions.safetensors                       numbers in half precision, and the same ones in single precision
    pytorch*.bin, pytorch.safetensors            tensors as PyTorch saves them, and the same ones as it reads them
    token-ids.json                               texts and their token ids by the embedded tokenizer

Those that the repository holds were made with seed 1; './lab test --with-python' makes others.
"""

import json
import random
import sys
from collections import OrderedDict
from pathlib import Path

import tokenizers
import torch
import transformers
from safetensors.torch import save_file

from reference_trainings import TRAININGS, train

ROOT = Path(__file__).resolve().parents[4]
TOKENIZER = ROOT / "toolkit/src/main/resources/io/github/huggingtweets/gpt2/nano/tokenizer.json"

PROMPT = 5
REPETITIVE = 12
NEW_TOKENS = 40
CLOSE_CALL = 1e-3  # scores nearer than this may change places by rounding
HALF_PRECISION = 0.1  # what PyTorch's bfloat16 changes of each gradient, by length, is less

# Head sizes 7, 8 and 2; an inner size of its own, a wide range of layer-norm epsilons, long and short contexts, output weights
# of their own.
SHAPES = {
    "odd-sizes": dict(vocab_size=97, n_positions=64, n_embd=21, n_layer=2, n_head=3, n_inner=50),
    "three-layers": dict(vocab_size=131, n_positions=96, n_embd=32, n_layer=3, n_head=4, layer_norm_epsilon=1e-3),
    "six-heads": dict(vocab_size=61, n_positions=48, n_embd=12, n_layer=5, n_head=6, n_inner=17, layer_norm_epsilon=1e-7),
    "untied": dict(vocab_size=53, n_positions=48, n_embd=16, n_layer=2, n_head=2, tie_word_embeddings=False),
}
LARGEST_FILE = {"untied": "9KB"}  # this one is saved in several files
# Larger weights make a larger difference; but where a model learns by heart, they let rounding errors double every few steps.
DEVIATION = {"odd-sizes": 0.4, "three-layers": 0.2, "six-heads": 0.4, "untied": 0.4}

SAMPLINGS = [
    dict(temperature=1.0, top_k=50, top_p=0.95),
    dict(temperature=0.7, top_k=0, top_p=1.0),
    dict(temperature=1.5, top_k=5, top_p=1.0),
    dict(temperature=1.0, top_k=0, top_p=0.3),
    dict(temperature=2.5, top_k=20, top_p=0.8),
    dict(temperature=0.3, top_k=0, top_p=0.999),
    dict(temperature=1.0, top_k=1, top_p=1.0),
    dict(temperature=1.0, top_k=0, top_p=1e-6),
    dict(temperature=1.0, top_k=0, top_p=1.0, typical_p=0.5),
    dict(temperature=1.3, top_k=30, top_p=0.9, typical_p=0.7),
    dict(temperature=1.0, top_k=0, top_p=1.0, repetition_penalty=1.7),
    dict(temperature=0.8, top_k=20, top_p=0.9, repetition_penalty=0.6, no_repeat_ngram_size=1),
    dict(temperature=1.0, top_k=0, top_p=1.0, no_repeat_ngram_size=2),
    dict(temperature=1.0, top_k=0, top_p=1.0, no_repeat_ngram_size=3, repetition_penalty=1.2, typical_p=0.9),
]

TEXTS = [
    "", " ", "   three spaces ", "\n\n", "\t\r\n x", "My dream is", "I can't, we'LL, they've: it's 1,234.56% true!?",
    "<|endoftext|>", "a<|endoftext|>b <|endoftext|><|endoftext|> c", "<|endoftext|", "<|ENDOFTEXT|>", "< |endoftext|>",
    "https://example.org/a?b=c&d=%20#e @name #hashtag", "👍", "👩‍👩‍👧‍👦 🏳️‍🌈 👋🏽 🇯🇵", "今日はいい天気ですね。カタカナ",
    "Größe, œuvre, señor, żółw, Ελλάδα, Привет, שלום, مرحبا, नमस्ते, 안녕하세요", "e\u0301 \u00e9 \ufb01 \u2126",
    "\u0000\u0001\u0007\u001b\u001f\u007f\u0080\u0085\u009f", "\u00a0\u1680\u2009\u2028\u2029\u202f\u3000\u200b\u200d\ufeff",
    "\ud7ff\ue000\ufffd\uffff\U0001f980\U000e0041\U0010ffff", "a" * 200, "so  " * 30,
]


def main(seed, folder):
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    folder.mkdir(parents=True, exist_ok=True)
    for name, shape in SHAPES.items():
        model, greedy, training, tokens = steady_model(shape, DEVIATION[name], TRAININGS.get(name))
        write_model(model, greedy, training, tokens, folder / name, LARGEST_FILE.get(name, "1GB"))
    write_precisions(folder / "precisions.safetensors")
    write_pytorch_files(folder)
    write_token_ids(random.Random(seed), folder / "token-ids.json")


# ---------------------------------------------------------------------------------------------------- models


def steady_model(shape, deviation, settings):
    """A model, its greedy text, a training if there are settings for one, and texts with gradients, hardly changed by rounding."""
    while True:
        model, greedy = random_model(shape, deviation)
        training = train(model, settings) if settings else None
        if settings and not training:
            continue
        tokens = torch.randint(shape["vocab_size"], (3, shape["n_positions"] // 2))
        exact = gradients(model, tokens)
        with torch.autocast("cpu", torch.bfloat16):
            rough = gradients(model, tokens)
        if all((rough[name] - exact[name]).norm() < HALF_PRECISION * exact[name].norm() for name in exact):
            return model, greedy, training, tokens


def gradients(model, tokens):
    model.zero_grad()
    model(tokens, labels=tokens).loss.backward()
    return {name.removeprefix("transformer."): weight.grad for name, weight in model.named_parameters()}


def random_model(shape, deviation):
    """A model whose greedy text is varied, no close call, and ends if it may; with that text, a prompt first."""
    while True:
        model = transformers.GPT2LMHeadModel(transformers.GPT2Config(**shape, bos_token_id=0, eos_token_id=0)).eval()
        randomize(model, deviation)
        model.generation_config = transformers.GenerationConfig(pad_token_id=0)
        prompt = torch.randint(shape["vocab_size"], (1, PROMPT))
        text, close = generate(model, prompt, min_new_tokens=NEW_TOKENS)
        new = text[PROMPT:]
        firsts = [token for i, token in enumerate(new) if 10 <= i < 30 and token not in text[: PROMPT + i]]
        if close or len(set(new)) < 12 or not firsts:
            continue
        model.config.eos_token_id = model.config.bos_token_id = firsts[0]
        model.generation_config.eos_token_id = firsts[0]
        text, close = generate(model, prompt, min_new_tokens=NEW_TOKENS)
        if not close:
            return model, text


def randomize(model, deviation):
    """Weights large enough to make a difference, and no zeros or ones that would hide a mistake."""
    with torch.no_grad():
        for name, weight in model.named_parameters():
            mean = 1.0 if "ln_" in name and name.endswith("weight") else 0.0
            weight.normal_(mean, deviation if weight.dim() == 2 else 0.2)


def generate(model, prompt, **options):
    """The greedy text, and whether two tokens once were so close that rounding decides."""
    result = model.generate(
        prompt, attention_mask=torch.ones_like(prompt), max_new_tokens=NEW_TOKENS, do_sample=False,
        return_dict_in_generate=True, output_scores=True, **options)
    best = torch.stack(result.scores).topk(2).values
    return result.sequences[0].tolist(), bool((best[..., 0] - best[..., 1] < CLOSE_CALL).any())


def write_model(model, greedy, training, tokens, folder, largest_file):
    model.save_pretrained(folder, max_shard_size=largest_file)
    (folder / "generation_config.json").unlink()
    result = model(tokens, labels=tokens)
    tensors = {"gradients." + name: gradient for name, gradient in gradients(model, tokens).items()}
    save_file({"logits": result.logits.detach(), **tensors}, folder / "tensors.safetensors")
    prompt = torch.tensor([greedy[:PROMPT]])
    reference = {
        "tokens": tokens.tolist(),
        "loss": result.loss.item(),
        "prompt": greedy[:PROMPT],
        "greedy": greedy,
        "greedyUntilEnd": generate(model, prompt)[0],
        "samplings": [sampling(model, settings, early) for settings in SAMPLINGS for early in (False, True)],
    }
    if training:
        reference["training"] = training
    write_json(reference, folder / "reference.json")


def sampling(model, settings, early):
    """The scores of the token after a text with repetitions, and the probabilities that it is drawn with."""
    min_length = REPETITIVE + 1 if early else 0
    while True:
        few = torch.randint(model.config.vocab_size, (4,))
        text = few[torch.randint(4, (1, REPETITIVE))]
        result = model.generate(
            text, attention_mask=torch.ones_like(text), max_new_tokens=2, min_length=min_length,
            do_sample=True, return_dict_in_generate=True, output_scores=True, output_logits=True, **settings)
        logits, scores = result.logits[0], result.scores[0]
        if not on_the_edge(model, text, logits, scores, dict(settings, min_length=min_length)):
            break
    return {
        "temperature": settings["temperature"],
        "topK": settings["top_k"],
        "topP": settings["top_p"],
        "typicalP": settings.get("typical_p", 1.0),
        "repetitionPenalty": settings.get("repetition_penalty", 1.0),
        "noRepeatNGram": settings.get("no_repeat_ngram_size", 0),
        "minLength": min_length,
        "tokens": text[0].tolist(),
        "logits": logits[0].tolist(),
        "probabilities": scores[0].double().softmax(-1).tolist(),
    }


def on_the_edge(model, text, logits, scores, settings):
    """Whether rounding decides if a token is left out: then it also is when the logits are a little different."""
    left_out = scores == -torch.inf
    return any(not torch.equal(left_out, process(model, text, logits + 1e-5 * torch.randn_like(logits), settings) == -torch.inf)
               for _ in range(20))


def process(model, text, logits, settings):
    """What transformers makes of the logits."""
    end = model.config.eos_token_id
    steps = [transformers.RepetitionPenaltyLogitsProcessor(settings.get("repetition_penalty", 1.0))]
    if "no_repeat_ngram_size" in settings:
        steps.append(transformers.NoRepeatNGramLogitsProcessor(settings["no_repeat_ngram_size"]))
    steps.append(transformers.MinLengthLogitsProcessor(settings["min_length"], end))
    steps.append(transformers.TemperatureLogitsWarper(settings["temperature"]))
    if settings["top_k"]:
        steps.append(transformers.TopKLogitsWarper(settings["top_k"]))
    if settings["top_p"] < 1:
        steps.append(transformers.TopPLogitsWarper(settings["top_p"]))
    if "typical_p" in settings:
        steps.append(transformers.TypicalLogitsWarper(settings["typical_p"]))
    return transformers.LogitsProcessorList(steps)(text, logits)


# ---------------------------------------------------------------------------------------------------- files and texts


def write_precisions(file):
    numbers = torch.cat([torch.randn(40), torch.randn(40) * 1e-6, torch.randn(40) * 1e4, torch.tensor([0.0, -0.0, torch.inf])])
    tensors = {"F32": numbers.reshape(3, 41)}
    for name, type in {"F16": torch.float16, "BF16": torch.bfloat16}.items():
        tensors[name] = tensors["F32"].to(type)
        tensors[name + " as F32"] = tensors[name].float()
    tensors["I64"] = torch.arange(4)
    tensors["BOOL"] = torch.tensor([True, False])
    save_file(tensors, file)


def write_pytorch_files(folder):
    """The same tensors in both of PyTorch's formats, and as they are when read."""
    numbers = torch.randn(4, 6)
    tensors = {"plain": numbers, "single": torch.tensor(0.5), "none": torch.zeros(0, 3), "transposed": numbers.T,
               "column": numbers[:, 2], "rows from the second": numbers[1:], "spread": torch.randn(3, 1).expand(3, 5),
               "parameter": torch.nn.Parameter(torch.randn(5)), "F16": torch.randn(7).half(), "BF16": torch.randn(7).bfloat16(),
               "F64": torch.randn(7).double()}
    others = {"mask": torch.ones(3, 3, dtype=torch.bool).tril(), "bytes": torch.arange(5, dtype=torch.uint8),
              "I64": torch.arange(4)}
    state = OrderedDict(tensors | others)
    state._metadata = OrderedDict({"": {"version": 1}})
    torch.save(state, folder / "pytorch.bin")
    torch.save(state, folder / "pytorch-before-1.6.bin", _use_new_zipfile_serialization=False)
    as_read = {name: tensor.detach().float().clone().contiguous() for name, tensor in tensors.items()}
    save_file(as_read, folder / "pytorch.safetensors")


def write_token_ids(randomness, file):
    tokenizer = tokenizers.Tokenizer.from_file(str(TOKENIZER))
    texts = TEXTS + [random_text(randomness) for _ in range(40)]
    write_json([{"text": text, "ids": tokenizer.encode(text, add_special_tokens=False).ids} for text in texts], file)


def random_text(randomness):
    """Words of one script, or a few characters from all of Unicode."""
    first, last = randomness.choice(
        [(0x20, 0x7E), (0, 0x17F), (0x370, 0x52F), (0x3040, 0x30FF), (0x1F300, 0x1FAFF), (0, 0x10FFFF)])
    points = [randomness.choice([0x20, randomness.randint(first, last)]) for _ in range(randomness.randint(1, 40))]
    return "".join(chr(point) for point in points if not 0xD800 <= point <= 0xDFFF)


def write_json(value, file):
    file.write_text(json.dumps(value, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: make_references.py SEED FOLDER")
    main(int(sys.argv[1]), Path(sys.argv[2]))
