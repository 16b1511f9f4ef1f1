"""Cleans tweets by the rules of huggingtweets with Python's re: ./lab bench tweets compares the toolkit with it.

    python clean_tweets.py TEXTS RESULTS

TEXTS holds a JSON string a line. Then, for each line on the standard input, it cleans all of them once and answers with the seconds
that this took: of the clock and of the processor. At the end of the input it writes a line for each text to RESULTS: a JSON list of
the cleaned text, the text cleaned with its new lines kept, and whether it is boring.
"""

import json
import re
import sys
import time

LINKS = [
    re.compile(pattern)
    for scheme in ("http:", "https:")
    for pattern in (rf" {scheme}\S+", rf"{scheme}\S+ ", rf"\n{scheme}\S+ ", rf"\n{scheme}\S+", rf"{scheme}\S+")
]
SPACES = re.compile("  +")
FEW_WORDS = 3


def clean(text, keep_new_lines=False):
    text = text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
    for link in LINKS:
        text = link.sub("", text)
    text = SPACES.sub(" ", text)
    return text.strip() if keep_new_lines else " ".join(text.split())


def is_boring(cleaned):
    found = 0
    for word in cleaned.lower().split():
        if not ("http" in word or "@" in word or "#" in word):
            found += 1
            if found == FEW_WORDS:
                return False
    return True


def main(texts_file, results_file):
    with open(texts_file, encoding="utf-8") as lines:
        texts = [json.loads(line) for line in lines]
    for _ in sys.stdin:
        clock, processor = time.perf_counter(), time.process_time()
        cleaned = [clean(text) for text in texts]
        boring = [is_boring(text) for text in cleaned]
        print(time.perf_counter() - clock, time.process_time() - processor, flush=True)
    with open(results_file, "w", encoding="utf-8") as results:
        for text, one_line, is_short in zip(texts, cleaned, boring):
            results.write(json.dumps([one_line, clean(text, keep_new_lines=True), is_short]) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: clean_tweets.py TEXTS RESULTS")
    main(sys.argv[1], sys.argv[2])
