"""Output is never lost: with a slow subscriber, a late one, and one that is not there at all."""

import json

import pytest
import zmq
from kernel_test import TIMEOUT, Process, reply_to

# Two streams in turn cannot be joined, so every line is a message: far more than the thousand at which sockets drop.
LINES = 3000
CODE = "\n".join(f'print "{number}" to={"stdout" if number % 2 else "stderr"}' for number in range(LINES))


@pytest.fixture
def kernel():
    kernel = Process()
    yield kernel
    kernel.end()


def subscriber(context, kernel):
    """With the high-water mark that sockets have unless told otherwise."""
    socket = context.socket(zmq.SUB)
    socket.linger = 0
    socket.subscribe(b"")
    socket.connect(f"tcp://127.0.0.1:{kernel.connection['iopub_port']}")
    return socket


def parts(socket):
    assert socket.poll(TIMEOUT * 1000)
    frames = socket.recv_multipart()
    start = frames.index(b"<IDS|MSG>") + 2
    return [json.loads(frame) for frame in frames[start : start + 4]]


def test_a_slow_subscriber_gets_every_line_before_idle(kernel):
    client = kernel.client()
    context = zmq.Context()
    slow = subscriber(context, kernel)
    assert parts(slow)[0]["msg_type"] == "iopub_welcome"
    identifier = client.execute(CODE)
    assert reply_to(client, identifier)["content"]["status"] == "ok"
    # Only now does it begin to read.
    heard = []
    while not heard or heard[-1][1].get("execution_state") != "idle":
        header, parent, _, content = parts(slow)
        if parent.get("msg_id") == identifier:
            heard.append((header["msg_type"], content))
    lines = [content["text"] for kind, content in heard if kind == "stream"]
    assert lines == [f"{number}\n" for number in range(LINES)]
    client.stop_channels()
    context.destroy(0)


def test_a_late_subscriber_is_welcomed_first_and_hears_what_follows(kernel):
    client = kernel.client()
    identifier = client.execute("data digits count=500\ngan vanilla\ntrain steps=100000000")
    while client.get_iopub_msg(timeout=TIMEOUT)["msg_type"] != "display_data":
        pass
    context = zmq.Context()
    late = subscriber(context, kernel)
    assert parts(late)[0]["msg_type"] == "iopub_welcome"
    client.control_channel.send(client.session.msg("interrupt_request", {}))
    heard = []
    while True:
        header, parent, _, content = parts(late)
        if parent.get("msg_id") == identifier:
            heard.append(header["msg_type"])
            if content.get("execution_state") == "idle":
                break
    assert "stream" in heard and heard[-2] == "error"
    client.stop_channels()
    context.destroy(0)


def test_nobody_listens_and_the_cell_ends_all_the_same(kernel):
    context = zmq.Context()
    client = kernel.client()
    client.iopub_channel.stop()
    assert reply_to(client, client.execute(CODE))["content"]["status"] == "ok"
    client.stop_channels()
    context.destroy(0)
