"""Continues the outputs of running cells on a page that is reloaded.

A page of JupyterLab knows only the cells that it started itself: after a reload, it drops what the others show. So the server
remembers what a cell has shown until the page that started it has received everything. If that page is gone, the next page
receives all of it again, with the cell's id in the metadata of `execute_input`; `page/page.js` then shows it in that cell.
"""

from collections import deque
from weakref import WeakKeyDictionary

from jupyter_client.session import Session
from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from tornado.ioloop import IOLoop

OUTPUTS = ("stream", "display_data", "execute_result", "error")
STREAM_LENGTH = 1_000_000  # characters of a stream that are remembered
UNTIL_SUBSCRIBED = 0.3  # seconds after which a new page certainly receives what the kernel sends
UNTIL_SHOWN = 10.0  # seconds after which a page that is still there has shown what it received


class Execution:
    """A cell that runs or waits to run, and what it has shown."""

    def __init__(self, request, code, cell):
        self.request = request  # the header of the request
        self.code = code
        self.cell = cell
        self.input = None  # the kernel's message that it has begun
        self.outputs = []
        self.clear_next = False
        self.end = None
        self.recent = deque(maxlen=1_000)  # the ids of the last messages

    def add(self, message):
        kind, content = message["msg_type"], message["content"]
        self.recent.append(message["header"]["msg_id"])
        if kind == "execute_input":
            self.input = message
        elif kind == "status" and content["execution_state"] == "idle":
            self.end = message
        elif kind == "clear_output":
            self.clear_next = content["wait"]
            if not self.clear_next:
                self.outputs.clear()
        elif kind == "update_display_data":
            for output in self.outputs:
                if display_id(output) == display_id(message):
                    output["content"] = content
        elif kind in OUTPUTS:
            if self.clear_next:
                self.outputs.clear()
                self.clear_next = False
            last = self.outputs[-1] if self.outputs else None
            if kind == "stream" and last and last["msg_type"] == kind and last["content"]["name"] == content["name"]:
                last["content"]["text"] = (last["content"]["text"] + content["text"])[-STREAM_LENGTH:]
            else:
                self.outputs.append(message)

    def messages(self, session):
        """Returns messages that show a new page what the cell has shown so far."""
        waiting = session.msg("execute_input", {"code": self.code, "execution_count": 0}, parent=self.request)
        begun = {**(self.input or waiting), "metadata": {"cellId": self.cell}}
        return [begun, *self.outputs, *([self.end] if self.end else [])]


def display_id(message):
    return message["content"].get("transient", {}).get("display_id")


class Kernel:
    """The pages of a kernel, and the cells that it runs."""

    def __init__(self, manager):
        self.session = Session(config=manager.session.config, key=manager.session.key)
        self.pages = []
        self.executions = {}
        self.process = None
        self.stream = None

    def listen(self, manager):
        """Listens to the kernel. If it was restarted, nothing of its former life runs any more."""
        process = getattr(manager.provisioner, "pid", None)
        if self.stream and process == self.process:
            return
        if self.stream:
            self.stream.close()
            self.executions.clear()
            manager.execution_state = "starting"  # else the server takes it for busy if it was restarted while it was
        self.process = process
        self.stream = manager.connect_iopub()
        self.stream.on_recv(self.record)

    def record(self, parts):
        message = self.session.deserialize(self.session.feed_identities(parts)[1])
        execution = self.executions.get(message["parent_header"].get("msg_id"))
        if execution:
            execution.add(message)
            if execution.end and self.has_page(execution.request["session"]):
                del self.executions[execution.request["msg_id"]]

    def has_page(self, session):
        return any(page.session.session == session for page in self.pages)

    def abandoned(self):
        """Returns what runs for pages that are gone."""
        return [execution for execution in self.executions.values() if not self.has_page(execution.request["session"])]

    def forget(self, executions):
        for execution in executions:
            self.executions.pop(execution.request["msg_id"], None)


class PageConnection(ZMQChannelsWebsocketConnection):
    """The connection of a page to a kernel."""

    kernels = WeakKeyDictionary()

    def connect(self):
        for manager in [manager for manager in self.kernels if manager.kernel_id not in self.multi_kernel_manager]:
            self.kernels.pop(manager).stream.close()
        if self.kernel_manager not in self.kernels:
            self.kernels[self.kernel_manager] = Kernel(self.kernel_manager)
        self.kernel = self.kernels[self.kernel_manager]
        self.kernel.listen(self.kernel_manager)
        self.tell_state()
        self.held = []  # what the kernel sends while this is a list
        self.resent = {}  # by the ids of requests, the ids of messages that the page need not receive once more
        connected = super().connect()
        if connected is not None:
            self.kernel.pages.append(self)
            connected.add_done_callback(lambda _: IOLoop.current().call_later(UNTIL_SUBSCRIBED, self.begin))
        return connected

    def begin(self):
        """Shows a new page what runs for pages that are gone."""
        if self not in self.kernel.pages:
            return
        self.channels["iopub"].flush()
        held, self.held = self.held, None
        self.resend()
        for stream, parts in held:
            self.handle_outgoing_message(stream, parts)
        self.tell_state()

    def tell_state(self):
        """Says whether the kernel is starting, idle or busy. JupyterLab learns it from ipykernel only, until a cell has run."""
        self._send_status_message(self.kernel_manager.execution_state)

    def resend(self):
        """Sends what runs for pages that are gone, from its beginning."""
        self.kernel.stream.flush()
        abandoned = [run for run in self.kernel.abandoned() if run.request["msg_id"] not in self.resent]
        for execution in abandoned:
            self.resent[execution.request["msg_id"]] = set(execution.recent)
            for message in execution.messages(self.session):
                super().handle_outgoing_message("iopub", self.session.serialize(message))
        ended = [execution for execution in abandoned if execution.end]
        IOLoop.current().call_later(UNTIL_SHOWN, lambda: self in self.kernel.pages and self.kernel.forget(ended))

    def disconnect(self):
        super().disconnect()
        if self in self.kernel.pages:
            self.kernel.pages.remove(self)
            for page in self.kernel.pages:
                if page.held is None:
                    page.resend()

    def handle_incoming_message(self, incoming_msg):
        if self.subprotocol == "v1.kernel.websocket.jupyter.org":
            channel, (header, _, metadata, content, *_) = deserialize_msg_from_ws_v1(incoming_msg)
            cell = self.session.unpack(metadata).get("cellId") if channel == "shell" else None
            header = self.session.unpack(header)
            if cell and header["msg_type"] == "execute_request":
                code = self.session.unpack(content)["code"]
                self.kernel.executions[header["msg_id"]] = Execution(header, code, cell)
        super().handle_incoming_message(incoming_msg)

    def handle_outgoing_message(self, stream, outgoing_msg):
        _, parts = self.session.feed_identities(outgoing_msg)
        header, parent = self.session.unpack(parts[1]), self.session.unpack(parts[2])
        if getattr(stream, "channel", None) == "iopub" and self.held is not None:
            self.held.append((stream, outgoing_msg))
            return
        if header["msg_id"] in self.resent.get(parent.get("msg_id"), ()):
            return
        if header["msg_type"] == "execute_input":
            outgoing_msg = self.changed(parts, self.name_cell)
        elif header["msg_type"] == "kernel_info_reply":
            outgoing_msg = self.changed(parts, leave_out_version)
        super().handle_outgoing_message(stream, outgoing_msg)

    def changed(self, parts, change):
        message = self.session.deserialize(parts)
        change(message)
        return self.session.serialize(message)

    def name_cell(self, message):
        """Adds the cell's id for a page that did not start the cell. A page that did needs none."""
        execution = self.kernel.executions.get(message["parent_header"].get("msg_id"))
        if execution in self.kernel.abandoned():
            message["metadata"]["cellId"] = execution.cell


def leave_out_version(message):
    """Leaves out the JDK's version, which JupyterLab would enter into each notebook that is opened, and so change it."""
    message["content"].get("language_info", {}).pop("version", None)
