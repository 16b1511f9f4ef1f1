"""What the command `jupyter nbconvert` does differently."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import browser_pdf  # noqa: E402

browser_pdf.install(failure=SystemExit)
