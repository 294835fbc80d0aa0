"""A front end in a hundred lines of ZeroMQ: what it measures is the kernel and the wire, not the client.

jupyter_client spends milliseconds of Python on every message; here a request is built before the clock starts, and a
message that is received is looked at as bytes.
"""

import hashlib
import hmac
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid

import zmq

KEY = b"secret"
GIVEN = set()
CHANNELS = ("shell", "control", "stdin")
CELL = {"silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False, "stop_on_error": True}


def free_ports(count):
    """Ports that nobody uses now, below those that the system gives to outgoing connections.

    A socket that tries to connect every millisecond goes through thousands of the latter, and would sooner or later sit on
    the very port that a kernel is about to listen on. No port is given twice: a kernel may not listen yet when the next asks.
    """
    ports = []
    while len(ports) < count:
        port = random.randrange(12_000, 32_000)
        with socket.socket() as probe:
            if port not in GIVEN and probe.connect_ex(("127.0.0.1", port)):
                GIVEN.add(port)
                ports.append(port)
    return ports


class Kernel:
    """A kernel in a fresh process, and the sockets of its front end."""

    def __init__(self, argv, environment=None):
        self.folder = tempfile.mkdtemp()
        path = os.path.join(self.folder, "connection.json")
        ports = dict(zip([f"{name}_port" for name in (*CHANNELS, "iopub", "hb")], free_ports(5)))
        file = {"transport": "tcp", "ip": "127.0.0.1", "key": KEY.decode(), "signature_scheme": "hmac-sha256"} | ports
        with open(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600), "w") as stream:
            json.dump(file, stream)
        self.context = zmq.Context()
        self.session, self.count = uuid.uuid4().hex, 0
        self.sockets = {}
        for name in (*CHANNELS, "iopub"):
            each = self.context.socket(zmq.SUB if name == "iopub" else zmq.DEALER)
            # The kernel does not listen yet: try again every millisecond, so that its start is what is measured.
            each.linger, each.rcvhwm, each.reconnect_ivl = 0, 0, 1
            if name == "iopub":
                each.subscribe(b"")
            else:
                each.identity = self.session.encode()
            each.connect(f"tcp://127.0.0.1:{ports[f'{name}_port']}")
            self.sockets[name] = each
        environment = os.environ | {"XDG_DATA_HOME": self.folder, "IPYTHONDIR": self.folder} | (environment or {})
        self.begin = time.perf_counter()
        self.process = subprocess.Popen(
            [part.replace("{connection_file}", path) for part in argv],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)  # fmt: skip

    def frames(self, kind, content):
        """A signed request, ready to be sent, and its identifier."""
        self.count += 1
        identifier = f"{self.session}_{self.count}".encode()
        header = {"msg_id": identifier.decode(), "msg_type": kind, "session": self.session, "username": "bench",
                  "date": "2026-01-01T00:00:00.000Z", "version": "5.5"}  # fmt: skip
        parts = [json.dumps(header).encode(), b"{}", b"{}", json.dumps(content).encode()]
        return identifier, [b"<IDS|MSG>", hmac.new(KEY, b"".join(parts), hashlib.sha256).hexdigest().encode(), *parts]

    def send(self, channel, kind, content):
        identifier, frames = self.frames(kind, content)
        self.sockets[channel].send_multipart(frames)
        return identifier

    def execute(self, code, **options):
        return self.send("shell", "execute_request", CELL | {"code": code} | options)

    def receive(self, channel, timeout=60):
        """The four parts of the next message."""
        until = time.monotonic() + timeout
        while not self.sockets[channel].poll(100 if timeout > 1 else timeout * 1000):
            if self.process.poll() is not None:
                raise RuntimeError(f"the kernel ended with status {self.process.returncode}")
            if time.monotonic() > until:
                raise TimeoutError(channel)
        frames = self.sockets[channel].recv_multipart()
        return frames[frames.index(b"<IDS|MSG>") + 2 :]

    def reply(self, channel, identifier, timeout=60):
        while True:
            parts = self.receive(channel, timeout)
            if identifier in parts[1]:
                return parts

    def until_idle(self, identifier, timeout=60):
        """What IOPub says of a request."""
        heard = []
        while True:
            parts = self.receive("iopub", timeout)
            if identifier in parts[1]:
                heard.append(parts)
                if b'"idle"' in parts[3]:
                    return heard

    def round_trip(self, channel, kind, content):
        """Milliseconds from sending to the reply; then idle is waited for."""
        identifier, frames = self.frames(kind, content)
        start = time.perf_counter()
        self.sockets[channel].send_multipart(frames)
        self.reply(channel, identifier)
        elapsed = (time.perf_counter() - start) * 1e3
        self.until_idle(identifier)
        return elapsed

    def wait_until_ready(self):
        """Milliseconds from the spawn to the answer to kernel_info_request."""
        self.reply("shell", self.send("shell", "kernel_info_request", {}))
        elapsed = (time.perf_counter() - self.begin) * 1e3
        # A subscription that came too late: ask until one is heard. Kernels with a welcome need one round.
        while True:
            identifier = self.send("shell", "kernel_info_request", {})
            self.reply("shell", identifier)
            try:
                self.until_idle(identifier, timeout=1)
                return elapsed
            except TimeoutError:
                pass

    def wait_until_running(self, identifier):
        """Waits for the input of a cell."""
        while True:
            parts = self.receive("iopub")
            if identifier in parts[1] and b"execute_input" in parts[0]:
                return

    def wait_for_output(self, identifier):
        """Waits until a cell has shown something."""
        while True:
            parts = self.receive("iopub")
            if identifier in parts[1] and (b'"stream"' in parts[0] or b'"display_data"' in parts[0]):
                return

    def memory(self):
        """Resident mebibytes, those of child processes included."""
        total, waiting = 0, [self.process.pid]
        while waiting:
            pid = waiting.pop()
            try:
                with open(f"/proc/{pid}/statm") as file:
                    total += int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE")
                with open(f"/proc/{pid}/task/{pid}/children") as file:
                    waiting += [int(child) for child in file.read().split()]
            except FileNotFoundError:
                pass
        return total / 2**20

    def shut_down(self):
        """Milliseconds from the request to the end of the process."""
        start = time.perf_counter()
        self.send("control", "shutdown_request", {"restart": False})
        self.process.wait(timeout=30)
        return (time.perf_counter() - start) * 1e3

    def interrupt(self, by_signal):
        if by_signal:
            self.process.send_signal(signal.SIGINT)
        else:
            self.send("control", "interrupt_request", {})

    def end(self):
        self.process.kill()
        self.process.wait()
        self.context.destroy(0)
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()
