"""Trains small GPT-2s with transformers, without dropout, and keeps the trainings whose losses rounding hardly changes.

Used by make_references.py.
"""

import copy

import torch
import transformers

TRAININGS = {
    "odd-sizes": dict(
        batch_size=1, learning_rate=2e-3, warm_up=0.0, betas=(0.9, 0.999), epsilon=1e-8, weight_decay=0.0, max_norm=3.0),
    "three-layers": dict(
        batch_size=2, learning_rate=2e-3, warm_up=0.2, betas=(0.8, 0.98), epsilon=1e-6, weight_decay=0.1, max_norm=2.0,
        schedule="linear", accumulation=3),
    "six-heads": dict(
        batch_size=1, learning_rate=4e-3, warm_up=0.1, betas=(0.9, 0.999), epsilon=1e-8, weight_decay=0.0, max_norm=2.0,
        schedule="constant_with_warmup", frozen_bottom=1, frozen_top=2),
}
STEPS = 100
BLOCK = 16
LEARNED = 0.6  # the loss falls by more
NUDGE = 1e-6  # changing each weight by this part of it, more than rounding does ...
STEADY = 1e-4  # ... may change each loss of a training by this part of it


def train(model, settings):
    """A training without dropout, or None if it hardly learns, clips always or never, or rounding decides its losses."""
    blocks = torch.randint(model.config.vocab_size, (12, BLOCK))
    accumulation = settings.get("accumulation", 1)
    tokens = blocks[torch.randint(len(blocks), (STEPS * accumulation * settings["batch_size"],))]
    losses, rates, norms = take_steps(copy.deepcopy(model), settings, blocks, tokens)
    learned = losses[-1] < losses[0] - LEARNED
    clipped = min(norms) < settings["max_norm"] < max(norms)
    others = [copy.deepcopy(model).double(), nudged(model), nudged(model)]
    if not learned or not clipped or any(
            largest_change(losses, take_steps(other, settings, blocks, tokens)[0]) > STEADY for other in others):
        return None
    return {
        "batchSize": settings["batch_size"],
        "gradientAccumulation": accumulation,
        "frozenBottom": settings.get("frozen_bottom", 0),
        "frozenTop": settings.get("frozen_top", 0),
        "schedule": settings.get("schedule", "cosine").split("_")[0],
        "learningRate": settings["learning_rate"],
        "warmUp": settings["warm_up"],
        "beta1": settings["betas"][0],
        "beta2": settings["betas"][1],
        "epsilon": settings["epsilon"],
        "weightDecay": settings["weight_decay"],
        "maxGradientNorm": settings["max_norm"],
        "blockLength": BLOCK,
        "tokens": tokens.flatten().tolist(),
        "losses": losses[:-1],
        "learningRates": rates,
        "measuredOn": blocks.flatten().tolist(),
        "lossAfter": losses[-1],
    }


def take_steps(model, settings, blocks, tokens):
    """The loss of each step and that of the blocks after the last one; the learning rates; the norms of the gradients."""
    freeze(model, settings.get("frozen_bottom", 0), settings.get("frozen_top", 0))
    optimizer = torch.optim.AdamW(
        model.parameters(), lr=settings["learning_rate"], betas=settings["betas"], eps=settings["epsilon"],
        weight_decay=settings["weight_decay"])
    schedule = transformers.get_scheduler(
        settings.get("schedule", "cosine"), optimizer, num_warmup_steps=round(settings["warm_up"] * STEPS),
        num_training_steps=STEPS)
    accumulation = settings.get("accumulation", 1)
    losses, rates, norms = [], [], []
    for together in tokens.split(settings["batch_size"] * accumulation):
        optimizer.zero_grad()
        loss = 0
        for batch in together.split(settings["batch_size"]):
            part = model(batch, labels=batch).loss / accumulation
            part.backward()
            loss += part.item()
        norms.append(torch.nn.utils.clip_grad_norm_(model.parameters(), settings["max_norm"]).item())
        rates.append(schedule.get_last_lr()[0])
        losses.append(loss)
        optimizer.step()
        schedule.step()
    with torch.no_grad():
        losses.append(model(blocks, labels=blocks).loss.item())
    return losses, rates, norms


def nudged(model):
    """The model with each weight a little different."""
    model = copy.deepcopy(model)
    with torch.no_grad():
        for weight in model.parameters():
            weight.mul_(1 + NUDGE * torch.randn_like(weight))
    return model


def largest_change(losses, others):
    return max(abs(other - loss) / loss for loss, other in zip(losses, others))


def freeze(model, bottom, top):
    """Keeps the layers at either end from learning, with the embeddings or the last normalization."""
    layers = model.transformer.h
    frozen = [*layers[:bottom], *layers[len(layers) - top:]]
    frozen += [model.transformer.wte, model.transformer.wpe] if bottom else []
    frozen += [model.transformer.ln_f] if top else []
    for part in frozen:
        part.requires_grad_(False)
