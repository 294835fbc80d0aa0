"""The schema itself: it must be able to find something."""

import copy

import pytest
import schema

HEADER = {
    "msg_id": "a_1", "msg_type": "stream", "session": "a", "username": "kernel",
    "date": "2026-01-31T12:00:00.123Z", "version": "5.5",
}  # fmt: skip


def message(kind, content, **header):
    return {"header": HEADER | {"msg_type": kind} | header, "parent_header": {"msg_id": "b"}, "content": content}


GOOD = [
    message("stream", {"name": "stdout", "text": "x"}),
    message("execute_reply", {"status": "aborted", "execution_count": 1}),
    message("execute_reply", {"status": "error", "ename": "BadRequest", "evalue": "", "traceback": []}),
    message("inspect_reply", {"status": "ok", "found": False, "data": {}, "metadata": {}}),
    message("history_reply", {"status": "ok", "history": [[1, 2, "x"], [1, 3, ["x", None]]]}),
]

BAD = [
    message("stream", {"name": "stdlog", "text": "x"}),
    message("stream", {"name": "stdout", "text": "x", "more": 1}),
    message("stream", {"name": "stdout"}),
    message("stream", {"name": "stdout", "text": "x"}, date="2026-01-31 12:00"),
    message("stream", {"name": "stdout", "text": "x"}, version="4.1"),
    message("dance", {}),
    message("execute_reply", {"status": "ok", "execution_count": 1}),
    message("execute_reply", {"status": "error", "execution_count": 1}),
    message("inspect_reply", {"status": "ok", "found": True, "data": {}, "metadata": {}}),
    message("display_data", {"data": {"image/svg+xml": "<svg/>", "text/plain": 1}, "metadata": {}, "transient": {}}),
    message("history_reply", {"status": "ok", "history": [[0, 2, "x"]]}),
    message("iopub_welcome", {"subscription": ""}),
]


@pytest.mark.parametrize("good", GOOD)
def test_passes_what_is_right(good):
    assert schema.faults(good) == []


@pytest.mark.parametrize("bad", BAD)
def test_finds_what_is_wrong(bad):
    assert schema.faults(bad)


def test_a_message_without_a_parent_is_found():
    orphan = copy.deepcopy(GOOD[0]) | {"parent_header": {}}
    assert schema.faults(orphan)
