"""Writes the event file that EventFileTest compares with, through TensorBoard's own messages and its own writer.

Usage: python write_events.py FILE
"""

import sys

from tensorboard.compat.proto.event_pb2 import Event
from tensorboard.compat.proto.summary_pb2 import Summary, SummaryMetadata
from tensorboard.compat.proto.tensor_pb2 import TensorProto
from tensorboard.compat.proto.tensor_shape_pb2 import TensorShapeProto
from tensorboard.plugins.hparams import metadata, plugin_data_pb2
from tensorboard.summary.writer.record_writer import RecordWriter

STARTED = 1709251199.25
HYPER_PARAMETERS = {"base model": "gpt2 🦦", "epochs": 4, "frozen": False, "learning rate": 1.372e-4, "shuffled": True}
TABLE = "| | |\n| --- | --- |\n| base model | gpt2 &#124; 🦦 |\n| name | &#60;b&#62;&#33;&#91;x&#93;&#40;y&#41; |\n"


def summary(time, step, **value):
    return Event(wall_time=time, step=step, summary=Summary(value=[Summary.Value(**value)]))


def session(time, tag, **data):
    content = plugin_data_pb2.HParamsPluginData(**data).SerializeToString(deterministic=True)
    plugin = SummaryMetadata.PluginData(plugin_name=metadata.PLUGIN_NAME, content=content)
    return summary(time, 0, tag=tag, tensor=metadata.NULL_TENSOR, metadata=SummaryMetadata(plugin_data=plugin))


def start():
    info = plugin_data_pb2.SessionStartInfo(start_time_secs=STARTED)
    for name, value in HYPER_PARAMETERS.items():
        kind = "bool_value" if isinstance(value, bool) else "string_value" if isinstance(value, str) else "number_value"
        setattr(info.hparams[name], kind, value)
    return session(STARTED, metadata.SESSION_START_INFO_TAG, session_start_info=info)


def text():
    tensor = TensorProto(dtype="DT_STRING", tensor_shape=TensorShapeProto(), string_val=[TABLE.encode()])
    plugin = SummaryMetadata.PluginData(plugin_name="text", content=b"")
    return summary(STARTED, 0, tag="run", tensor=tensor, metadata=SummaryMetadata(plugin_data=plugin))


def end():
    info = plugin_data_pb2.SessionEndInfo(status="STATUS_SUCCESS", end_time_secs=STARTED + 3)
    return session(STARTED + 3, metadata.SESSION_END_INFO_TAG, session_end_info=info)


with open(sys.argv[1], "wb") as file:
    writer = RecordWriter(file)
    for event in [
        Event(wall_time=STARTED, file_version="brain.Event:2"),
        start(),
        text(),
        summary(STARTED, 0, tag="eval/loss", simple_value=0.0),
        summary(STARTED + 1, 1, tag="train/loss", simple_value=4.2),
        summary(STARTED + 2, 300, tag="train/loss", simple_value=float("nan")),
        summary(STARTED + 3, 2_000_000_000, tag="train/loss", simple_value=-1e-30),
        end(),
    ]:
        writer.write(event.SerializeToString(deterministic=True))
    writer.close()
