"""Reads tweets with Python's json: ./lab bench tweets compares the first reading by the toolkit with it.

    python read_tweets.py TWEETS RESULTS

TWEETS holds a tweet of X's API a line. For a line on the standard input, it reads all of them once and answers with the seconds that
this took: of the clock and of the processor. At the end of the input it writes a line for each tweet to RESULTS, by their ids: a JSON
list of the id, the text and the likes.
"""

import json
import sys
import time


def read(file):
    tweets = []
    with open(file, encoding="utf-8") as lines:
        for line in lines:
            tweet = json.loads(line)
            user = tweet["user"]
            tweets.append(
                (
                    tweet["id_str"],
                    tweet["full_text"],
                    tweet["favorite_count"],
                    tweet["retweet_count"],
                    tweet["created_at"],
                    tweet["lang"],
                    tweet["source"],
                    user["screen_name"],
                )
            )
    return tweets


def main(file, results_file):
    tweets = []
    for _ in sys.stdin:
        clock, processor = time.perf_counter(), time.process_time()
        tweets = read(file)
        print(time.perf_counter() - clock, time.process_time() - processor, flush=True)
    with open(results_file, "w", encoding="utf-8") as results:
        for tweet in sorted(tweets):
            results.write(json.dumps(tweet[:3]) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: read_tweets.py TWEETS RESULTS")
    main(sys.argv[1], sys.argv[2])
