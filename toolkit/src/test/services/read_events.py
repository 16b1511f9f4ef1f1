"""Prints as JSON what TensorBoard reads of each run below a folder: scalars, texts, hyper-parameters, and what its pages ask for.

Usage: python read_events.py FOLDER
"""

import json
import struct
import sys

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.backend.event_processing.event_multiplexer import EventMultiplexer
from tensorboard.plugins.hparams import metadata
from tensorboard import plugin_util
from google.protobuf.json_format import MessageToDict


def bits(value):
    """The 32 bits of a number, so that nothing is rounded on the way, and a NaN is itself."""
    return struct.unpack(">I", struct.pack(">f", value))[0]


def hparams(events):
    content = {tag: events.SummaryMetadata(tag).plugin_data.content for tag in events.PluginTagToContent("hparams")}
    return {
        "start": MessageToDict(metadata.parse_session_start_info_plugin_data(content[metadata.SESSION_START_INFO_TAG])),
        "end": MessageToDict(metadata.parse_session_end_info_plugin_data(content[metadata.SESSION_END_INFO_TAG])),
    }


def text(events, tag):
    [event] = events.Tensors(tag)
    [value] = event.tensor_proto.string_val
    return {"markdown": value.decode(), "html": plugin_util.markdown_to_safe_html(value)}


runs = EventMultiplexer(size_guidance={"scalars": 0, "tensors": 0}).AddRunsFromDirectory(sys.argv[1]).Reload()
read = {}
for name in runs.Runs():
    events: EventAccumulator = runs.GetAccumulator(name)
    read[name] = {
        "scalars": {
            tag: [[event.step, event.wall_time, bits(event.value)] for event in events.Scalars(tag)]
            for tag in events.Tags()["scalars"]
        },
        "texts": {tag: text(events, tag) for tag in events.PluginTagToContent("text")},
        "hparams": hparams(events),
    }
json.dump(read, sys.stdout)
