"""Runs cells in a kernel: run_cells.py FOLDER-OF-KERNELS NAME CELLS.json, a list of texts

Prints what each cell shows, as a JSON list of lists of {"type", "text", "forms"}: the type is that of Jupyter's messages, or the
name of a stream; the text is that of a stream, or of an error's lines; the forms are by media type.
"""

import json
import sys
import time
from pathlib import Path

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

PATIENCE = 900
# A request that comes while rapaio-jupyter-kernel 3.0.1 is starting ends one of its threads, and it never answers. So the client
# waits before it asks, and starts the kernel again if there is no answer.
PAUSES = (8, 20, 40)


def shown(message):
    kind, content = message["msg_type"], message["content"]
    if kind == "stream":
        return {"type": content["name"], "text": content["text"], "forms": {}}
    if kind == "error":
        return {"type": kind, "text": "\n".join(content["traceback"]), "forms": {}}
    if kind in ("display_data", "update_display_data", "execute_result"):
        return {"type": kind, "text": "", "forms": content["data"]}
    return None


def run(client, cell):
    outputs = []
    client.execute_interactive(cell, allow_stdin=False, timeout=PATIENCE, output_hook=lambda m: outputs.append(shown(m)))
    return [output for output in outputs if output]


def start(manager, pause):
    manager.start_kernel()
    client = manager.client()
    time.sleep(pause)
    client.start_channels()
    try:
        client.wait_for_ready(timeout=90)
    except RuntimeError:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
        return None
    return client


def main(folder, name, cells):
    manager = KernelManager(kernel_name=name)
    manager.kernel_spec_manager = KernelSpecManager(kernel_dirs=[folder], ensure_native_kernel=False)
    client = next((client for client in (start(manager, pause) for pause in PAUSES) if client), None)
    if client is None:
        sys.exit(f"The kernel {name} does not answer.")
    try:
        print(json.dumps([run(client, cell) for cell in cells]))
    finally:
        client.stop_channels()
        manager.shutdown_kernel()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], json.loads(Path(sys.argv[3]).read_text(encoding="utf-8")))
