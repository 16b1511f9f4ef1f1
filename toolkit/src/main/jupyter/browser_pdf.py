"""Exports notebooks as PDF without LaTeX: a browser that is on this machine prints the notebook's page.

nbconvert's own way through LaTeX needs two programs of a gigabyte, and has no charts, since these are HTML.
"""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import nbconvert.exporters
from nbconvert.exporters import Exporter, HTMLExporter
from traitlets import default

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
NO_BROWSER = (
    "A PDF is printed by Chrome, Chromium or Edge, and none of them is on this machine or works here: install one"
    " (on Debian and Ubuntu, sudo apt install chromium), or export the notebook as HTML and print that page from any browser."
)
MOST_SECONDS = 120


class BrowserPDF(Exporter):
    """Prints the page that the exporter of HTML makes."""

    export_from_notebook = "PDF"
    output_mimetype = "application/pdf"
    failure = RuntimeError

    @default("file_extension")
    def _file_extension_default(self):
        return ".pdf"

    def from_notebook_node(self, nb, resources=None, **kw):
        page, resources = HTMLExporter(config=self.config).from_notebook_node(nb, resources, **kw)
        resources["output_extension"] = self.file_extension
        for browser in filter(None, map(shutil.which, BROWSERS)):
            printed = printed_by(browser, page)
            if printed:
                return printed, resources
        raise self.failure(NO_BROWSER)


def printed_by(browser, page):
    """Returns the PDF; None if the browser does not print."""
    with tempfile.TemporaryDirectory() as folder:
        source, pdf = Path(folder, "page.html"), Path(folder, "page.pdf")
        source.write_text(page, encoding="utf-8")
        command = [browser, "--headless", "--disable-gpu", f"--user-data-dir={folder}/profile", "--no-pdf-header-footer"]
        if os.geteuid() == 0:
            command.append("--no-sandbox")  # a browser refuses to run as root without this option
        try:
            subprocess.run([*command, f"--print-to-pdf={pdf}", source.as_uri()], capture_output=True, timeout=MOST_SECONDS)
        except (OSError, subprocess.TimeoutExpired):
            return None
        return pdf.read_bytes() if pdf.is_file() else None


def install(failure):
    """Makes Jupyter use this exporter for PDF. It raises the given exception where there is no browser."""
    BrowserPDF.failure = failure
    nbconvert.exporters.PDFExporter = nbconvert.exporters.WebPDFExporter = BrowserPDF
