"""Runs cells in the Java kernel and presses its stop button: press_stop.py CELLS.json, a list of {"source", "presses"}

The button is pressed as soon as the cell shows something, and again each second until it has been pressed that many times. Prints
the results of the cells, as a JSON list of {"status", "shown", "error"}.
"""

import json
import sys
import time
from pathlib import Path
from queue import Empty

from jupyter_client.manager import start_new_kernel

PATIENCE = 300


def run(manager, client, cell):
    shown, error, presses, pressed_at = [], [], 0, 0.0
    request = client.execute(cell["source"])
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            message = client.get_iopub_msg(timeout=0.1)
        except Empty:
            message = None
        if message and answers(message, request):
            content = message["content"]
            if message["msg_type"] == "stream":
                shown.append(content["text"])
            elif message["msg_type"] in ("display_data", "update_display_data", "execute_result"):
                shown.append(content["data"].get("text/plain", ""))
            elif message["msg_type"] == "error":
                error += content["traceback"]
            elif message["msg_type"] == "status" and content["execution_state"] == "idle":
                status = reply_to(request, client)["content"]["status"]
                return {"status": status, "shown": "\n".join(shown), "error": "\n".join(error)}
        if shown and presses < cell["presses"] and time.monotonic() - pressed_at > 1:
            presses, pressed_at = presses + 1, time.monotonic()
            manager.interrupt_kernel()
    return {"status": "still running", "shown": "\n".join(shown), "error": ""}


def answers(message, request):
    """Also compares the type, since a request to interrupt the kernel may have the same number."""
    parent = message["parent_header"]
    return parent.get("msg_id") == request and parent.get("msg_type") == "execute_request"


def reply_to(request, client):
    """Skips the replies to requests that were made while the kernel started."""
    while True:
        reply = client.get_shell_msg(timeout=PATIENCE)
        if answers(reply, request):
            return reply


def main(cells):
    manager, client = start_new_kernel(kernel_name="java", startup_timeout=180)
    try:
        print(json.dumps([run(manager, client, cell) for cell in cells]))
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
