"""Prepares books for pre-training: writes their paragraphs as plain text, and learns a byte-level BPE vocabulary from them.

usage: prepare_pretraining.py FOLDER_OF_TXT_FILES OUTPUT_FOLDER [VOCABULARY_SIZE]

The output folder gets paragraphs.txt, a paragraph a line, and tokenizer.json.
"""

import sys
from pathlib import Path

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

# Books are typeset; tweets are typed.
AS_TYPED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "_": None})
SHORTEST_PARAGRAPH = 20
SMALLEST_VOCABULARY = 257  # the bytes, and the end of a text


def paragraphs(folder: Path) -> list[str]:
    files = sorted(folder.glob("*.txt"))
    if not files:
        sys.exit(f"{folder} holds no .txt files; put books there, a paragraph a line")
    lines = (line for file in files for line in read(file).splitlines())
    typed = (" ".join(line.translate(AS_TYPED).split()) for line in lines)
    # A line without a lower-case letter is a heading. A paragraph that stands in two books is learned once.
    return list(dict.fromkeys(line for line in typed if len(line) >= SHORTEST_PARAGRAPH and line.upper() != line))


def read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        sys.exit(f"{file} is not UTF-8 from byte {error.start} on; save it as UTF-8 text")


def train_tokenizer(texts: list[str], vocabulary_size: int) -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary_size,
        special_tokens=["<|endoftext|>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),  # so that any text at all can be written
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def main(corpus: str, output: str, vocabulary_size: str = "8192") -> None:
    if not vocabulary_size.isdigit() or int(vocabulary_size) < SMALLEST_VOCABULARY:
        sys.exit(f"A vocabulary has {SMALLEST_VOCABULARY} tokens or more, not {vocabulary_size}")
    folder = Path(output)
    folder.mkdir(parents=True, exist_ok=True)
    texts = paragraphs(Path(corpus))
    (folder / "paragraphs.txt").write_text("\n".join(texts) + "\n", encoding="utf-8")
    train_tokenizer(texts, int(vocabulary_size)).save(str(folder / "tokenizer.json"))
    print(f"{len(texts)} paragraphs, {sum(map(len, texts))} characters, in {folder}")


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(*sys.argv[1:])
