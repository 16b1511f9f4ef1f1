"""Runs a Java notebook from top to bottom without a browser: run_notebook.py NOTEBOOK FOLDER

Prints what the cells show, as text, and leaves the executed notebook in the folder, as .ipynb and as .html. When a cell
fails, or the kernel stops, it says so in plain words, writes the notebook as far as it came, and exits with status 1.
COLUMNS is the width of the text; without it the terminal's width is taken, and where there is no terminal, lines stay long.
"""

import atexit
import html
import os
import re
import sys
import textwrap
import warnings
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import nbformat
from jupyter_client.kernelspec import NoSuchKernel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbconvert import HTMLExporter
from nbformat.sign import NotebookNotary

KERNEL = "java"
KERNEL_WITH_SPARK = "java-spark"
ANSI_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
TEMPLATES = Path(__file__).parent / "nbconvert"
LINK = re.compile(r'(<a [^>]*?href=")([^"]*)(")')
# What a line that continues the one before is indented by: the width of its number, or of its first column.
INDENT = re.compile(r" *(?:\d+\. |\S+(?: \S+)*  +)?")


class RunError(Exception):
    """Why the notebook did not run to its end, in words for the person who started it."""


def read(path):
    """Reads a notebook of any format version, and refuses one that is not in Java."""
    if not path.is_file():
        raise RunError(f"There is no notebook {path}. Give the path of an .ipynb file.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # older notebooks have no cell ids; they get them here
            notebook = nbformat.read(path, as_version=4)
            _, notebook = nbformat.validator.normalize(notebook)
        nbformat.validate(notebook)
    except Exception as error:
        reason = str(error).strip().split("\n")[0][:200]
        raise RunError(f"{path} is not a Jupyter notebook ({reason}). Give the path of an .ipynb file.") from error
    language = notebook.metadata.get("kernelspec", {}).get("language") or KERNEL
    if language.lower() != KERNEL:
        raise RunError(f"{path} is a notebook in {language}; only notebooks in Java can be run here.")
    return notebook


def kernel_of(notebook):
    """Returns the kernel that runs a notebook: the one with Spark if the notebook asks for it, whatever Java kernel it was saved with."""
    name = notebook.metadata.get("kernelspec", {}).get("name")
    return KERNEL_WITH_SPARK if name == KERNEL_WITH_SPARK else KERNEL


class NoKernelError(RunError):
    """The kernel did not start, so that no cell has run."""


class Runner(NotebookClient):
    """Executes the cells in the notebook's own folder, as Jupyter does, and prints the outputs of each when it is done."""

    def __init__(self, notebook, folder):
        super().__init__(
            notebook,
            kernel_name=kernel_of(notebook),
            timeout=None,
            startup_timeout=180,
            coalesce_streams=True,
            resources={"metadata": {"path": str(folder)}},
            on_cell_start=self.before,
            on_cell_executed=self.after,
        )
        self.running = None

    def before(self, cell, cell_index):
        if cell.cell_type == "markdown":
            for line in cell.source.splitlines():
                if line.startswith("#"):
                    say("\n" + line)
        elif cell.cell_type == "code":
            self.running = cell_index

    def after(self, cell, cell_index, execute_reply):
        self.show_progress("")
        text = ""
        for output in cell.outputs:
            if output.output_type == "stream":
                text += output.text
            elif output.output_type != "error":
                text += ("\n" if text and not text.endswith("\n") else "") + output.data.get("text/plain", "") + "\n"
        say(text.rstrip("\n"))

    def process_message(self, msg, cell, cell_index):
        if msg["msg_type"] == "update_display_data":
            self.show_progress(msg["content"]["data"].get("text/plain", ""))
        return super().process_message(msg, cell, cell_index)

    def show_progress(self, text):
        """Writes a line that the next one replaces; on a terminal only."""
        if sys.stdout.isatty() and "\n" not in text:
            print("\r\x1b[K" + text[: (text_width() or 80) - 1], end="", flush=True)

    def place(self):
        """Says which code cell is running, and what it says."""
        code = [index for index, cell in enumerate(self.nb.cells) if cell.cell_type == "code"]
        number = f"Code cell {code.index(self.running) + 1} of {len(code)}"
        source = "\n".join("    " + line for line in self.nb.cells[self.running].source.strip().splitlines())
        return number, source

    def message(self):
        """What the running cell failed with, without the colours of the notebook."""
        errors = [output for output in self.nb.cells[self.running].outputs if output.output_type == "error"]
        return ANSI_COLOUR.sub("", "\n".join(errors[-1].traceback)).strip()


def run(notebook, folder):
    """Executes the notebook in place; it holds what was reached, even when this raises a RunError."""
    runner = Runner(notebook, folder)
    try:
        runner.execute()
    except CellExecutionError as error:
        number, source = runner.place()
        raise RunError(f"{number} failed:\n\n{source}\n\n{runner.message()}") from error
    except DeadKernelError as error:
        number, source = runner.place()
        raise RunError(
            f"{number} ended the Java kernel:\n\n{source}\n\n"
            "Most often the machine was out of memory: close other programs, or train a smaller model or shorter blocks."
        ) from error
    except NoSuchKernel as error:
        raise NoKernelError(
            "This notebook needs Apache Spark, which is not installed here. './lab spark' installs it and starts a cluster of this machine."
        ) from error
    except RuntimeError as error:  # what jupyter_client raises for a kernel that never answers
        atexit.unregister(runner._cleanup_kernel)  # nbclient has cleaned up already, and would fail the second time
        raise NoKernelError(f"The Java kernel does not start ({error}). What it said last stands above.") from error


def page(notebook, path, folder):
    """Returns the executed notebook as a page with everything embedded, whose links are right in that folder."""
    exporter = HTMLExporter(template_name="huggingtweets", extra_template_basedirs=[str(TEMPLATES)], embed_images=True)
    # nbconvert corrects the links of texts with this filter, in a way that was for older notebooks
    exporter.register_filter("strip_files_prefix", lambda text: relinked(text, path.resolve().parent, folder))
    resources = {"metadata": {"name": path.stem, "path": str(path.resolve().parent)}}
    return exporter.from_notebook_node(notebook, resources)[0]


def relinked(text, source, folder):
    """Makes links to files that lie beside the notebook lead there from the folder; to a notebook's page if the folder has it."""

    def there(link):
        address = html.unescape(link[2])
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
            return link[0]
        file = source / unquote(parts.path)
        if file.suffix == ".ipynb" and (folder / (file.stem + ".html")).is_file():
            path = file.stem + ".html"
        elif file.exists():
            path = Path(os.path.relpath(file, folder.resolve())).as_posix()
        else:
            return link[0]
        return link[1] + html.escape(parts._replace(path=quote(path)).geturl()) + link[3]

    return LINK.sub(there, text)


def write(notebook, path, folder):
    """Writes the executed notebook as .ipynb and as a page, each whole or not at all."""
    name = path.stem
    NotebookNotary().sign(notebook)  # else JupyterLab would take away the styles of outputs that it has not seen computed
    for what, suffix, text in (
        ("Executed notebook", ".ipynb", nbformat.writes(notebook) + "\n"),
        ("The same as a page", ".html", page(notebook, path, folder)),
    ):
        part = folder / f".{name}{suffix}.part"
        part.write_text(text, encoding="utf-8")
        os.replace(part, folder / (name + suffix))
        say(f"{what}: {folder / (name + suffix)}")


def text_width():
    """Returns how many columns a line may have; None if nothing says so."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return int(columns)
    return os.get_terminal_size().columns if sys.stdout.isatty() else None


def fit(text):
    """Breaks lines that are too long, between words."""
    width = text_width()
    return "\n".join(line for long in text.split("\n") for line in (broken(long, width) if width else [long]))


def broken(line, width):
    if len(line) <= width:
        return [line]
    indent = INDENT.match(line)[0]
    return textwrap.wrap(
        line,
        width,
        subsequent_indent=" " * (len(indent) if len(indent) < width / 2 else 4),
        break_long_words=False,
        break_on_hyphens=False,
    )


def say(text):
    if text:
        print(fit(text), flush=True)


def main(notebook_path, folder):
    if text_width():
        os.environ["COLUMNS"] = str(text_width())  # the kernel's tables have this width
    try:
        notebook = read(notebook_path)
        if (folder / notebook_path.name).resolve() == notebook_path.resolve():
            raise RunError(f"The executed notebook would overwrite {notebook_path}. Choose another folder with --to.")
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise RunError(f"The folder {folder} cannot be made ({error.strerror}). Choose another one with --to.") from error
        try:
            run(notebook, notebook_path.resolve().parent)
        except NoKernelError:
            raise
        except BaseException:  # keeps what was reached
            write(notebook, notebook_path, folder)
            raise
        write(notebook, notebook_path, folder)
    except RunError as error:
        print(fit(f"\n{error}"), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
