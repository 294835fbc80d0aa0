"""Everything that has killed or fooled a kernel, over real sockets: afterwards a cell still runs, once, and is answered."""

import hashlib
import hmac
import json
import os
import socket
import struct
import subprocess
import time
import uuid

import pytest
import zmq
from kernel_test import FORGER, Language, Process

REQUESTS = ("shell_port", "control_port", "stdin_port")


@pytest.fixture
def kernel():
    kernel = Process()
    client = kernel.client()
    yield kernel
    # Whatever came before: it lives, and its answer comes at once.
    assert kernel.process.poll() is None
    start = time.monotonic()
    assert client.execute(Language.quick, reply=True, timeout=10)["content"]["status"] == "ok"
    assert time.monotonic() - start < 5
    client.stop_channels()
    log = kernel.end()
    assert len(log.splitlines()) < 40, log


@pytest.fixture
def context():
    context = zmq.Context()
    yield context
    context.destroy(0)


def dealer(context, kernel, port):
    peer = context.socket(zmq.DEALER)
    peer.connect(f"tcp://127.0.0.1:{kernel.connection[port]}")
    return peer


def signed(kind, content="{}", key=b"secret", header=None):
    """The frames of a request."""
    fields = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "session": "x", "username": "x", "version": "5.5"}
    parts = [header or json.dumps(fields).encode(), b"{}", b"{}", content if isinstance(content, bytes) else content.encode()]
    return [b"<IDS|MSG>", hmac.new(key, b"".join(parts), hashlib.sha256).hexdigest().encode(), *parts]


def alive(peer):
    """Asks on the same connection."""
    peer.send_multipart(signed("kernel_info_request"))
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        assert peer.poll(10_000)
        if b"kernel_info_reply" in b"".join(peer.recv_multipart()):
            return True
    return False


@pytest.mark.parametrize("port", REQUESTS[:2])
@pytest.mark.parametrize("count", range(1, 6))
def test_truncated(kernel, context, port, count):
    peer = dealer(context, kernel, port)
    peer.send_multipart(signed("kernel_info_request")[:count])
    peer.send_multipart(signed("kernel_info_request")[-count:])
    assert alive(peer)


@pytest.mark.parametrize("port", REQUESTS[:2])
def test_without_a_delimiter(kernel, context, port):
    peer = dealer(context, kernel, port)
    peer.send_multipart(signed("kernel_info_request")[1:])
    peer.send_multipart([b""] * 2000)
    peer.send_multipart([b"<IDS|MSG>"] * 50)
    assert alive(peer)


JUNK = [b"", b"{", b"null", b"[]", b'"x"', b"{]}", b'{"a":1}{', b"\xff\xfe\x00", b'{"code":"\xff"}', b'{"code":"\xed\xa0\x80"}',
        b'{"a":' * 100_000, b"[" * 1_000_000, b'{"a":1e999999}', b'{"code":"\\ud800"}', b'{"a":' + b"9" * 10_000 + b"}",
        b'{"a":"\x00"}', b'{"code":"x","code":"y"}', bytes(range(256))]  # fmt: skip


@pytest.mark.parametrize("port", REQUESTS[:2])
def test_frames_that_are_no_json_and_no_utf8(kernel, context, port):
    """With a right signature, in every place: the sender has the key, and still cannot do harm."""
    peer = dealer(context, kernel, port)
    for junk in JUNK:
        for place in range(4):
            parts = signed("execute_request", '{"code":"seed 1","silent":true}')[2:]
            parts[place] = junk
            signature = hmac.new(b"secret", b"".join(parts), hashlib.sha256).hexdigest().encode()
            peer.send_multipart([b"<IDS|MSG>", signature, *parts])
    assert alive(peer)


def test_subscriptions_that_are_no_utf8_and_an_xsub_peer(kernel, context):
    peer = context.socket(zmq.XSUB)
    peer.connect(f"tcp://127.0.0.1:{kernel.connection['iopub_port']}")
    for data in (b"\x01\xff\xfe", b"\x01\xc3", b"\x00nothing", b"\x02?", b"", b"\x01" + b"x" * 10_000, b"\x01" * 100):
        peer.send(data)
        peer.send_multipart([data, b"\x01more", b"{}"])
    for _ in range(1000):
        peer.send(b"\x01" + os.urandom(20))


def test_http_and_noise_on_every_port(kernel):
    for name, port in kernel.connection.items():
        if not name.endswith("_port"):
            continue
        greeting = b"\xff" + bytes(8) + b"\x7f\x03\x00NULL" + bytes(48)
        for data in (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"\x16\x03\x01\x02\x00", os.urandom(2000), greeting,
                     greeting + b"\x02" + struct.pack(">Q", 2**63 - 1), b""):  # fmt: skip
            with socket.create_connection(("127.0.0.1", port)) as connection:
                connection.sendall(data)
                connection.settimeout(0.05)
                try:
                    connection.recv(1000)
                except OSError:
                    pass


@pytest.mark.parametrize("port", REQUESTS)
def test_thousands_of_unsigned_messages(kernel, context, port):
    peer = dealer(context, kernel, port)
    frames = signed("execute_request", '{"code":"seed 1"}')
    for number in range(5000):
        peer.send_multipart([b"<IDS|MSG>", b"" if number % 2 else b"0" * 64, *frames[2:]])
    if port != "stdin_port":
        assert alive(peer)


@pytest.mark.parametrize("port", REQUESTS[:2])
def test_64_mebibytes(kernel, context, port):
    before = memory(kernel)
    for frames in ([b"x" * (64 << 20)], [b"<IDS|MSG>", b"", b"{" * (64 << 20), b"{}", b"{}", b"{}"]):
        peer = dealer(context, kernel, port)
        peer.send_multipart(frames)
        assert alive(peer)
    time_limit = time.monotonic() + 10
    while memory(kernel) > before + 40 and time.monotonic() < time_limit:
        time.sleep(0.05)
    assert memory(kernel) < before + 40


def memory(kernel):
    """Resident mebibytes."""
    with open(f"/proc/{kernel.process.pid}/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE") / 2**20


def test_wrong_and_repeated_signatures(kernel, context):
    peer = dealer(context, kernel, "shell_port")
    forged = signed("execute_request", '{"code":"print \\"forged\\""}', key=b"guess")
    genuine = signed("execute_request", '{"code":"print \\"once\\""}')
    upper = signed("execute_request", '{"code":"print \\"upper\\""}')
    upper[1] = upper[1].upper()
    subscriber = context.socket(zmq.SUB)
    subscriber.subscribe(b"")
    subscriber.connect(f"tcp://127.0.0.1:{kernel.connection['iopub_port']}")
    assert subscriber.poll(10_000)
    for frames in (forged, upper, genuine, genuine, genuine):
        peer.send_multipart(frames)
    # Only when the first has been taken: whichever came first would be the genuine one.
    assert alive(peer)
    replayed = dealer(context, kernel, "control_port")
    replayed.send_multipart(genuine)
    assert alive(replayed) and alive(peer)
    heard = []
    while subscriber.poll(500):
        heard.append(b"".join(subscriber.recv_multipart()))
    assert sum(b'"once\\n"' in message for message in heard) == 1
    assert not any(b"forged\\n" in message or b"upper\\n" in message for message in heard)


@pytest.mark.parametrize("kind", ["comm_open", "comm_msg", "comm_close", "input_reply", "execute_request", "history_request"])
def test_empty_content(kernel, context, kind):
    peer = dealer(context, kernel, "shell_port")
    for content in ("{}", '{"comm_id":null}', '{"code":null}', '{"comm_id":"x","data":7,"target_name":[]}'):
        peer.send_multipart(signed(kind, content))
    assert alive(peer)


def test_a_peer_that_takes_an_identity_over(kernel, context):
    peers = []
    for _ in range(20):
        peer = context.socket(zmq.DEALER)
        peer.identity = b"the same"
        peer.connect(f"tcp://127.0.0.1:{kernel.connection['shell_port']}")
        peers.append(peer)
    assert alive(peers[-1])


# What is wrong with a connection file: one line, exit code not 0.


def refused(contents):
    kernel = Process()
    kernel.process.kill()
    path = kernel.path
    with open(path, "w") as file:
        file.write(contents if isinstance(contents, str) else json.dumps(kernel.connection | {"key": "secret"} | contents))
    done = subprocess.run([FORGER, "kernel", "-f", path], capture_output=True, text=True, timeout=10)
    kernel.end()
    assert done.returncode != 0
    assert done.stderr.startswith("Error: ") and done.stderr.count("\n") == 1, done.stderr
    return done.stderr


@pytest.mark.parametrize(
    "contents, word",
    [
        ("", "JSON"),
        ("{}", "transport"),
        ("[]", "JSON"),
        ('{"a":' * 100_000, "JSON"),
        ({"signature_scheme": "hmac-md5"}, "hmac-sha256"),
        ({"shell_port": 0}, "shell_port"),
        ({"hb_port": 70_000}, "hb_port"),
        ({"shell_port": None}, "shell_port"),
        ({"transport": "udp"}, "udp"),
        ({"ip": "no such host"}, "no such host"),
        ({"curve_publickey": "short", "curve_secretkey": "short"}, "Z85"),
        ({"curve_publickey": "x" * 40}, "curve_secretkey"),
    ],
)
def test_connection_files_that_are_refused(contents, word):
    assert word in refused(contents)


@pytest.mark.parametrize("port", ["shell_port", "control_port", "stdin_port", "iopub_port", "hb_port"])
def test_a_port_in_use(port):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert "in use" in refused({port: taken.getsockname()[1]})


def test_a_connection_file_that_is_not_there():
    done = subprocess.run([FORGER, "kernel", "-f", "/nowhere/c.json"], capture_output=True, text=True, timeout=10)
    assert done.returncode != 0 and done.stderr.count("\n") == 1


# Encrypted sockets.


@pytest.mark.skipif(not zmq.has("curve"), reason="pyzmq without CurveZMQ")
def test_encrypted_sockets():
    public, secret = zmq.curve_keypair()
    kernel = Process(curve_publickey=public.decode(), curve_secretkey=secret.decode())
    try:
        client = kernel.client()
        assert client.execute(Language.quick, reply=True, timeout=10)["content"]["status"] == "ok"
        client.stop_channels()
        # Who does not know the key hears nothing.
        context = zmq.Context()
        peer = dealer(context, kernel, "shell_port")
        peer.send_multipart(signed("kernel_info_request"))
        assert not peer.poll(500)
        context.destroy(0)
    finally:
        kernel.end()
