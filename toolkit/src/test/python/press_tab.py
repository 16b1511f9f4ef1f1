"""Asks the Java kernel what JupyterLab asks: press_tab.py REQUESTS.json, a list of {"key", "code"}

The key is "Tab", "Shift-Tab" or "Shift-Enter", and in the code of the first two, a bar (|) is the cursor. Prints the contents of the
replies, as a JSON list, each with the seconds that it took.
"""

import json
import sys
import time
from pathlib import Path

from jupyter_client.manager import start_new_kernel

PATIENCE = 180


def press(client, key, code):
    begin = time.monotonic()
    if key == "Shift-Enter":
        reply = client.execute(code, reply=True, timeout=PATIENCE)
    else:
        before, bar, after = code.partition("|")
        assert bar, "where is the cursor?"
        ask = client.complete if key == "Tab" else client.inspect
        # the length of a string in Python is what Jupyter counts: code points
        reply = ask(before + after, len(before), reply=True, timeout=PATIENCE)
    return dict(reply["content"], seconds=time.monotonic() - begin)


def main(requests):
    manager, client = start_new_kernel(kernel_name="java", startup_timeout=PATIENCE)
    try:
        print(json.dumps([press(client, request["key"], request["code"]) for request in requests]))
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
