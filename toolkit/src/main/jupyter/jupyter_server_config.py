"""What the server of the notebooks does differently; `jupyter_config.json` holds what is plain data."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import browser_pdf  # noqa: E402

browser_pdf.install(failure=RuntimeError)

c = get_config()  # noqa: F821  Jupyter defines it
c.ServerApp.kernel_websocket_connection_class = "cell_outputs.PageConnection"
