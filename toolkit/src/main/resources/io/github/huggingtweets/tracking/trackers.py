"""Records runs with the Python clients of Weights & Biases and Trackio. The toolkit starts this program and writes to it.

Each line on stdin is a request in JSON: {"id": 1, "service": "wandb", "outbox": "/folder/of/the/run", "events": [...]} hands over
events, and {"id": 2, "service": "wandb", "outbox": "...", "close": true} says that no more come for now. The events are those of the
outbox, as Event.java defines them; the first ones for an outbox begin with its event "begun". Each line on stdout answers a request:
{"id": 1, "address": "https://..."}, or {"id": 1, "failure": "retry", "why": "a sentence"} with what to do with the events, "retry",
"keep" or "skip", or {"id": 2, "open": 1} with how many runs cannot be left alone yet.
Requests for the same outbox are carried out one after the other, those for several at the same time.

The program ends when stdin does, which is also when the toolkit's program is killed. Runs that have not ended by then have failed.
"""

import json
import os
import re
import sys
import tempfile
import threading
import time
import warnings
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from queue import SimpleQueue

BEGUN_AFTER = 20  # seconds in which a service must begin a run
FINISHED_AFTER = 60  # seconds in which it must take what is left at the end
FLUSHED_AFTER = 0.2  # seconds in which its client writes to the disk
BYTES_A_SECOND = 100_000  # of files, at least


class Failure(Exception):
    """Events were not recorded."""

    def __init__(self, then, why):
        super().__init__(why)
        self.then = then


# ------------------------------------------------------------------------------------------------ the events


def plain(value):
    """Reads a number that JSON does not have, and drops halves of surrogate pairs, which UTF-8 does not have."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {plain(name): plain(item) for name, item in value.items()}
    return value


def measured(values):
    return {name: float(value) for name, value in values.items()}  # float also reads NaN and Infinity


def seconds(time):
    """Reads an instant such as 2026-11-22T10:00:00.123456789Z."""
    whole, _, fraction = time.removesuffix("Z").partition(".")
    return datetime.fromisoformat(whole + "+00:00").timestamp() + float(f"0.{fraction or 0}")


class Told:
    """What a run's outbox has said so far: the events that were sent before, and those that come now."""

    def __init__(self, outbox):
        self.outbox = outbox
        self.begun = None
        self.state = None  # finished, stopped or failed, once the run has ended
        self.tables = {}
        self.summary = {}
        self.measured = {}  # the last value of each measurement
        self.last_step = 0
        for event in self.sent():
            self.add(event)

    def sent(self):
        try:
            count = int((self.outbox / "sent").read_text())
        except (OSError, ValueError):
            return
        with open(self.outbox / "events.jsonl", "rb") as file:
            while file.tell() < count:
                try:
                    yield plain(json.loads(file.readline()))
                except ValueError:
                    pass  # the toolkit leaves damaged lines out, too

    def add(self, event):
        kind = event["event"]
        if kind == "begun":
            self.begun = event
        elif kind == "metrics":
            self.last_step = max(self.last_step, event["step"])
            self.measured.update(measured(event["values"]))
        elif kind == "resumed":
            self.state = None
        elif kind == "ended":
            self.state = event["state"].lower()
        elif kind == "summary":
            self.summary.update(event["values"])
        elif kind == "table":
            rows = self.tables.setdefault(event["name"], [])
            rows[event["firstRow"] :] = event["rows"]

    def config(self):
        """All settings, and what else is known. (The notes of W&B are Markdown, which names of people may not become.)"""
        return {**self.begun["parameters"], "tags": self.begun["tags"], "note": self.begun["note"]}


TYPES = {"TWEETS": "tweets", "DATASET": "dataset", "BASE_MODEL": "model", "MODEL": "model", "REPORT": "report"}


@contextmanager
def files_of(event):
    """The folder with the files of an artifact, or with its description, if the files do not leave the machine."""
    artifact = event["artifact"]
    if event.get("folder"):
        yield event["folder"], metadata_of(artifact)
    else:
        with tempfile.TemporaryDirectory() as folder:
            text = json.dumps(metadata_of(artifact), ensure_ascii=False, indent=2) + "\n"
            Path(folder, "description.json").write_text(text, encoding="utf-8")
            yield folder, metadata_of(artifact)


def metadata_of(artifact):
    return {**artifact["metadata"], "sha256": artifact["digest"], "inputs": artifact["inputs"]}


def size_of(event):
    folder = event.get("folder")
    return sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file()) if folder else 0


# ------------------------------------------------------------------------------------------------ Weights & Biases


class WandbRun:
    """A run of Weights & Biases. Offline, it is one folder for `wandb sync`, and goes on in another one if it is opened again."""

    starting = threading.Lock()

    def __init__(self, outbox):
        self.told = Told(outbox)
        self.unfinished = outbox / "unfinished"  # is there while a run is open online
        self.run = None
        self.data = None  # the run that makes the data set of the tweets, as huggingtweets had it
        self.address = None

    def handle(self, events):
        """Records events. Online, a run that has ended is finished at once, so that all is sent before this returns."""
        self.open(self.told.begun or events[0])
        for event in events:
            self.told.add(event)
        for event in events:
            kind = event["event"]
            if kind == "metrics":
                self.measure(event)
            elif kind == "summary":
                self.run.summary.update(event["values"])
            elif kind == "artifact":
                self.artifact(event)
            elif kind == "ended":
                self.run.summary["state"] = self.told.state
        for name, columns in {event["name"]: event["columns"] for event in events if event["event"] == "table"}.items():
            self.run.log({name: self.wandb.Table(columns=columns, data=self.told.tables[name], allow_mixed_types=True)})
        if self.run.offline:
            time.sleep(2 * FLUSHED_AFTER)  # what is answered to be there is there, also if this program is killed
        elif self.told.state:
            self.finish()

    def measure(self, event):
        self.run.log({**measured(event["values"]), "_timestamp": seconds(event["time"])}, step=event["step"])

    def open(self, begun):
        if self.run:
            return
        import wandb

        self.wandb = wandb
        self.told.begun = begun
        self.run = self.init(
            begun["run"],
            name=begun["name"],
            config=self.told.config(),
            job_type="training",
            start=seconds(begun["started"]),
        )
        if self.run.disabled:
            return
        self.address = str(Path(self.run.dir).parent) if self.run.offline else self.run.url
        if self.run.offline:
            if self.told.summary or self.told.measured:  # in the next folder of the same run, since the last one counts
                self.run.summary.update({**self.told.measured, **self.told.summary, "state": self.told.state})
        elif self.unfinished.exists():
            for event in self.told.sent():  # the server may lack the last of them
                if event["event"] == "metrics" and event["step"] >= self.run.step:
                    self.measure(event)
            self.run.summary.update(self.told.summary)
        else:
            self.unfinished.touch()

    def init(self, run_id, start=None, **about):
        wandb = self.wandb
        settings = wandb.Settings(
            console="off",
            silent=True,
            disable_git=True,  # the address of a Git repository can hold a password
            disable_code=True,
            save_code=False,
            program="huggingtweets",
            init_timeout=BEGUN_AFTER,
            finish_timeout=FINISHED_AFTER,
            finish_timeout_raises=True,
            stop_fn=lambda: None,  # the training is not in this process
            x_disable_stats=True,  # would be those of this process
            x_disable_machine_info=True,
            x_save_requirements=False,
            x_start_time=start,
            x_transaction_log_flush_interval=FLUSHED_AFTER,
        )
        try:
            with WandbRun.starting:
                run = wandb.init(
                    project=self.told.begun["project"],
                    id=run_id,
                    resume="allow",
                    reinit="create_new",
                    settings=settings,
                    **about,
                )
        except Exception as error:
            raise self.translated(error) from error
        return run

    def translated(self, error):
        """What to tell of an error of wandb.init, by its type and text."""
        errors, text = self.wandb.errors, first_line(error)
        if "No API key" in text or "api_key not configured" in text:
            return Failure(
                "keep",
                "Weights & Biases does not know who you are: set WANDB_API_KEY, or run "
                f"'{Path(sys.executable).with_name('wandb')} login'; or set WANDB_MODE=offline to send nothing. Then start again",
            )
        if isinstance(error, errors.AuthenticationError) or "401" in text or "API key" in text:
            return Failure("keep", f"Weights & Biases refuses the API key; set the right one in WANDB_API_KEY ({text})")
        if isinstance(error, errors.CommError):
            if "permission" in text.lower() or "403" in text:
                return Failure("keep", f"Weights & Biases does not let you write to the project ({text})")
            return Failure("retry", f"Weights & Biases does not answer ({text})")
        if isinstance(error, errors.UsageError):
            return Failure("keep", f"Weights & Biases refuses the run ({text})")
        return Failure("retry", f"Weights & Biases cannot record the run ({text})")

    def artifact(self, event):
        """Records an artifact; online, beside the run that made or used it. Offline, a run can only have outputs."""
        kind, name = event["artifact"]["type"], event["artifact"]["name"]
        with files_of(event) as (folder, metadata):
            artifact = self.wandb.Artifact(name, TYPES[kind], metadata=metadata)
            artifact.add_dir(folder)
        if self.run.offline or self.run.disabled:
            self.run.log_artifact(artifact)
            return
        allowed = FINISHED_AFTER + size_of(event) / BYTES_A_SECOND
        if kind == "BASE_MODEL":
            self.run.use_artifact(artifact)
        elif kind == "TWEETS":
            self.open_data().use_artifact(artifact)
        elif kind == "DATASET":
            self.open_data().log_artifact(artifact).wait(allowed)
            self.run.use_artifact(artifact)
            self.finish_data()
        else:
            self.run.log_artifact(artifact).wait(allowed)

    def open_data(self):
        if not self.data:
            begun = self.told.begun
            name = begun["name"] + ", data"
            self.data = self.init(begun["run"] + "-data", name=name, job_type="data")
        return self.data

    def finish_data(self):
        if self.data:
            data, self.data = self.data, None
            self.finish_run(data, 0)

    def finish(self):
        """Ends the run, in the state that the training has ended in."""
        self.finish_data()
        if self.run:
            run, self.run = self.run, None
            # W&B calls these states finished, killed and failed
            self.finish_run(run, {"finished": 0, "stopped": 255}.get(self.told.state, 1))
            self.unfinished.unlink(missing_ok=True)

    def finish_run(self, run, exit_code):
        try:
            run.finish(exit_code=exit_code)
        except TimeoutError as error:
            raise Failure("retry", "Weights & Biases does not answer (it did not take the rest of the run in time)") from error

    def close(self):
        """Ends the run if the training has ended. Until then it stays open, since Weights & Biases knows no run that waits."""
        if self.told.state:
            self.finish()

    def is_open(self):
        return self.run is not None

    def end(self):
        self.finish()


# ------------------------------------------------------------------------------------------------ Trackio


class TrackioRun:
    """A run of Trackio. It is opened for each request anew, and finished, so that everything is in the database then."""

    warnings = []
    working = threading.Lock()  # of Trackio, each thread has a current run, but the program has one list of warnings

    def __init__(self, outbox):
        self.told = Told(outbox)
        self.steps = {}  # the last step of each measurement that Trackio has
        self.rows = None  # the number of rows of each table that it has
        self.address = None

    def handle(self, events):
        with TrackioRun.working:
            TrackioRun.warnings.clear()
            for event in events:
                self.told.add(event)
            if self.rows is None:
                self.read()
            artifacts = [event for event in events if event["event"] == "artifact"]
            with self.opened("") as run:
                for event in events:
                    kind = event["event"]
                    if kind == "metrics":
                        self.metrics(run, event)
                    elif kind == "table":
                        self.table(run, event)
                    elif kind == "artifact":
                        self.artifact(run, event)
                if not artifacts and not (events and events[0]["event"] in ("metrics", "table")):
                    run.log({}, step=self.told.last_step)  # writes the settings, and how the run ended
            failures = [text for text in TrackioRun.warnings if "could not be persisted" in text or "failed" in text]
            if failures and self.is_local():
                raise Failure("retry", f"Trackio cannot write ({failures[0]})")

    def is_local(self):
        return not os.environ.get("TRACKIO_SPACE_ID") and not os.environ.get("TRACKIO_SERVER_URL")

    def name(self, suffix=""):
        """Trackio knows runs by their names."""
        return f"{self.told.begun['name']}-{self.told.begun['run'][:6]}{suffix}"

    @contextmanager
    def opened(self, suffix):
        import trackio

        begun = self.told.begun
        config = {**self.told.config(), "state": self.told.state or "running", **self.told.summary}
        try:
            run = trackio.init(
                begun["project"],
                name=self.name(suffix),
                config={name.lstrip("_"): value for name, value in config.items()},
                resume="allow",
                embed=False,
                auto_log_gpu=False,
                auto_log_cpu=False,
            )
        except Exception as error:
            raise Failure("keep", f"Trackio refuses the run ({first_line(error)})") from error
        try:
            run.config["_Created"] = begun["started"]
            self.address = str(trackio.utils.TRACKIO_DIR) if self.is_local() else run.url
            yield run
        finally:
            run.finish()

    def read(self):
        """Finds out what Trackio has of this run already. What is sent to a server, the server must know."""
        self.rows = {}
        if not self.is_local():
            return
        from trackio.sqlite_storage import SQLiteStorage

        for row in SQLiteStorage.get_logs(self.told.begun["project"], self.name()):
            for name, value in row.items():
                if isinstance(value, dict) and value.get("_type") == "trackio.table":
                    self.rows[name] = self.rows.get(name, 0) + len(value["_value"])
                elif isinstance(row.get("step"), int):
                    self.steps[name] = max(row["step"], self.steps.get(name, -1))

    def metrics(self, run, event):
        values = {name: value for name, value in measured(event["values"]).items() if self.steps.get(name, -1) < event["step"]}
        if values:
            run.log(values, step=event["step"])
            self.steps.update(dict.fromkeys(values, event["step"]))

    def table(self, run, event):
        """Shows the new rows as a table of their own, since Trackio shows each one that is logged."""
        import trackio

        name = event["name"]
        rows = event["rows"][max(0, self.rows.get(name, 0) - event["firstRow"]) :]
        if rows:
            run.log({name: trackio.Table(columns=event["columns"], data=rows)}, step=self.told.last_step)
            self.rows[name] = event["firstRow"] + len(event["rows"])

    def artifact(self, run, event):
        """Records an artifact as the output of one run, and as the input of the run that goes on with it."""
        import trackio

        kind, name = event["artifact"]["type"], event["artifact"]["name"]
        with files_of(event) as (folder, metadata):
            artifact = trackio.Artifact(name, TYPES[kind], metadata=metadata)
            artifact.add_dir(folder)
            if kind in ("MODEL", "REPORT"):
                run.log_artifact(artifact)
            else:
                with self.opened(" data" if kind == "DATASET" else " sources") as made:
                    if kind == "DATASET":
                        for used in event["artifact"]["inputs"]:
                            made.use_artifact(used)
                    made.log_artifact(artifact)
                    made.log({}, step=0)  # without it, Trackio would not find this run again
                if kind != "TWEETS":
                    run.use_artifact(artifact)

    def close(self):
        pass

    def is_open(self):
        return False

    def end(self):
        pass


# ------------------------------------------------------------------------------------------------ the program


def first_line(error):
    """The first line of a message, without what could be a key."""
    text = str(error).strip()
    for name, value in os.environ.items():
        if value and len(value) > 5 and ("KEY" in name or "TOKEN" in name or "SECRET" in name or "PASSWORD" in name):
            text = text.replace(value, "***")
    text = re.sub(r"://[^/@\s]*@", "://", text)
    return text.splitlines()[0][:300].rstrip(".") if text else type(error).__name__


class Worker(threading.Thread):
    """Carries out the requests for one outbox."""

    all = []
    kinds = {"wandb": WandbRun, "trackio": TrackioRun}

    def __init__(self, request, answer):
        super().__init__(daemon=True)
        self.requests = SimpleQueue()
        self.answer = answer
        self.kind = Worker.kinds[request["service"]]
        self.outbox = Path(request["outbox"])
        self.recorded = None
        self.start()

    def run(self):
        for request in iter(self.requests.get, None):
            self.answer({"id": request["id"], **self.result(request)})
        self.end()

    def result(self, request):
        try:
            if request.get("close"):
                if self.recorded:
                    self.recorded.close()
                return {"open": sum(worker.is_open() for worker in Worker.all)}
            if not self.recorded:
                self.recorded = self.kind(self.outbox)
            self.recorded.handle(plain(request["events"]))
            return {"address": self.recorded.address} if self.recorded.address else {}
        except Failure as failure:
            self.end()
            return {"failure": failure.then, "why": str(failure)}
        except Exception as error:
            self.end()
            return {"failure": "retry", "why": f"The Python client failed with {type(error).__name__}: {first_line(error)}"}

    def end(self):
        recorded, self.recorded = self.recorded, None
        try:
            if recorded:
                recorded.end()
        except Exception:
            pass  # nobody waits for it any more; what the service did not take is on the disk

    def is_open(self):
        return self.recorded is not None and self.recorded.is_open()


def main():
    # Nothing that the clients print may reach stdout, where the answers go, and nothing may read stdin.
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "w", encoding="ascii")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):
        os.dup2(nowhere, standard)
    sys.path[:] = [folder for folder in sys.path if folder]  # not the folder that the user works in
    if os.getpid() != os.getpgrp():
        os.setsid()  # so that Ctrl-C in the terminal ends the toolkit's program alone, which then ends this one
    warnings.simplefilter("always")
    warnings.showwarning = lambda message, *_: TrackioRun.warnings.append(str(message))
    for name, value in {
        "WANDB_ERROR_REPORTING": "false",
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "HF_HUB_DISABLE_PROGRESS_BARS": "1",
        "WANDB_SILENT": "true",
    }.items():
        os.environ.setdefault(name, value)
    writing = threading.Lock()

    def answer(message):
        with writing:
            try:
                answers.write(json.dumps(message) + "\n")
                answers.flush()
            except OSError:
                pass  # nobody waits any more

    workers = {}
    for line in requests:
        request = json.loads(line)
        key = (request["service"], request["outbox"])
        if key not in workers:
            workers[key] = Worker(request, answer)
            Worker.all.append(workers[key])
        workers[key].requests.put(request)
    for worker in workers.values():
        worker.requests.put(None)
    for worker in workers.values():
        worker.join()


if __name__ == "__main__":
    main()
