"""Holds every message of a kernel against `protocol.schema.json`: what a client in this process receives is checked."""

import datetime
import json
import pathlib

import jsonschema
from jupyter_client.session import Session

DOCUMENT = json.loads((pathlib.Path(__file__).parent / "protocol.schema.json").read_text())


def validator(name):
    return jsonschema.Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": DOCUMENT["$defs"]})


VALIDATORS = {name: validator(name) for name in DOCUMENT["$defs"]}


def plain(value):
    """The JSON again: clients turn dates into objects."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, datetime.datetime) else value


def faults(message):
    """What is wrong with a message, in lines of text."""
    kind = message["header"].get("msg_type", "")
    if kind not in VALIDATORS:
        return [f"{kind}: no such message"]
    found = [f"{kind} header: {error.message}" for error in VALIDATORS["header"].iter_errors(plain(message["header"]))]
    found += [f"{kind} {error.json_path}: {error.message}" for error in VALIDATORS[kind].iter_errors(plain(message["content"]))]
    if kind not in ("iopub_welcome",) and message["parent_header"] == {}:
        if message["content"].get("execution_state") != "starting":
            found.append(f"{kind}: no parent")
    if kind == "iopub_welcome" and message["parent_header"]:
        found.append(f"{kind}: a parent")
    return found


class Watch:
    """Looks over the shoulder of every client in this process."""

    def __init__(self):
        self.counts = {}
        self.found = []
        deserialize = Session.deserialize

        def watched(session, *arguments, **options):
            message = deserialize(session, *arguments, **options)
            kind = message["header"].get("msg_type", "")
            self.counts[kind] = self.counts.get(kind, 0) + 1
            self.found += faults(message)
            return message

        Session.deserialize = watched

    def take(self):
        found, self.found = self.found, []
        return found
