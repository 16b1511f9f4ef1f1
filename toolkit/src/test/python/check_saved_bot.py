"""Loads with transformers a bot that the toolkit saved, uses it, and prints the results as JSON.

    python check_saved_bot.py FOLDER PROMPT
"""

import json
import logging
import sys
import warnings

import torch
import transformers


class Collector(logging.Handler):
    """Remembers what transformers complains about."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.messages = []

    def emit(self, record):
        self.messages.append(record.getMessage())


def main(folder, prompt):
    torch.set_num_threads(1)
    torch.manual_seed(1)
    transformers.logging.disable_progress_bar()
    complaints = Collector()
    transformers.logging.disable_default_handler()
    transformers.logging.add_handler(complaints)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        result = use(folder, prompt)
    result["complaints"] = complaints.messages + [str(warning.message) for warning in caught]
    json.dump(result, sys.stdout)


def use(folder, prompt):
    generator = transformers.pipeline("text-generation", model=folder)
    drawn = generator(prompt, num_return_sequences=4)
    greedy = generator(prompt, do_sample=False, temperature=None, top_p=None, top_k=None)
    as_the_card_says = generator(
        prompt.removeprefix("<|endoftext|>"), prefix="<|endoftext|>", do_sample=False, temperature=None, top_p=None, top_k=None)
    tokens = generator.tokenizer(prompt, return_tensors="pt")["input_ids"]
    with torch.no_grad():
        logits = generator.model.eval()(tokens).logits[0]
    settings = generator.model.generation_config
    return {
        "tokens": tokens[0].tolist(),
        "logits": logits.tolist(),
        "drawn": [text["generated_text"] for text in drawn],
        "greedy": greedy[0]["generated_text"],
        "as_the_card_says": as_the_card_says[0]["generated_text"],
        "class": type(generator.model).__name__,
        "settings": {
            name: getattr(settings, name)
            for name in ("do_sample", "min_length", "max_length", "temperature", "top_k", "top_p", "eos_token_id")
        },
        "task": generator.model.config.task_specific_params["text-generation"],
        "maximum": generator.tokenizer.model_max_length,
    }


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: check_saved_bot.py FOLDER PROMPT")
    main(sys.argv[1], sys.argv[2])
