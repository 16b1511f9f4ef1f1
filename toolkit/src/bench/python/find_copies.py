"""Finds the longest run of words that texts have in common with tweets: ./lab bench tweets compares the toolkit with it.

    python find_copies.py index|check TWEETS TEXTS RESULTS

TWEETS and TEXTS hold a JSON string a line. Then, for each line on the standard input, it indexes all tweets, or checks all texts, once
and answers with the seconds that this took: of the clock and of the processor. At the end of the input of a check it writes a line for
each text to RESULTS: a JSON list of the number of words of the longest run, and whether the text is a tweet.

The index is a sorted list of all tweets from each of their words on. What a text from one of its words on has most in common with then
stands beside the place where it would be inserted. Of several exact ways in plain Python this is the fastest; a search in every tweet
takes minutes.
"""

import bisect
import json
import re
import sys
import time

LINK = re.compile(r"https?:\S+", re.IGNORECASE)


def words_of(text):
    return LINK.sub(" ", text).casefold().split() if ":" in text else text.casefold().split()


def index(tweets):
    suffixes = []
    whole = set()
    for tweet in tweets:
        rest = " ".join(words_of(tweet)) + " "
        whole.add(rest)
        while rest:
            suffixes.append(rest)
            rest = rest[rest.index(" ") + 1 :]
    suffixes.sort()
    return suffixes, whole


def common_words(text, other):
    """How many words two texts begin with in common; a space follows each word."""
    if not other.startswith(text[: text.index(" ") + 1]):
        return 0
    words = 0
    for word, other_word in zip(text.split(), other.split()):
        if word != other_word:
            break
        words += 1
    return words


def check(text, suffixes, whole):
    rest = text = " ".join(words_of(text)) + " "
    longest = 0
    while rest.strip():
        place = bisect.bisect(suffixes, rest)
        for neighbour in suffixes[max(0, place - 1) : place + 1]:
            longest = max(longest, common_words(rest, neighbour))
        rest = rest[rest.index(" ") + 1 :]
    return longest, text in whole


def texts_in(file):
    with open(file, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def main(work, tweets_file, texts_file, results_file):
    tweets, texts = texts_in(tweets_file), texts_in(texts_file)
    found = index(tweets) if work == "check" else None
    for _ in sys.stdin:
        clock, processor = time.perf_counter(), time.process_time()
        if work == "index":
            found = index(tweets)
        else:
            checked = [check(text, *found) for text in texts]
        print(time.perf_counter() - clock, time.process_time() - processor, flush=True)
    if work == "check":
        with open(results_file, "w", encoding="utf-8") as results:
            for result in checked:
                results.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit("usage: find_copies.py index|check TWEETS TEXTS RESULTS")
    main(*sys.argv[1:])
