"""Forger as real clients see it: the messaging protocol by jupyter_kernel_test, and the process by the system.

    swift build -c release
    python -m venv .venv && .venv/bin/pip install jupyter_client jupyter_kernel_test pytest
    .venv/bin/python -m pytest Tests/Python

FORGER names another binary than .build/release/forger. What depends on the command language stands in `Language`.
"""

import hashlib
import hmac
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

import jupyter_kernel_test
import zmq
from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.connect import write_connection_file
from jupyter_client.manager import start_new_kernel

ROOT = Path(__file__).resolve().parents[2]
FORGER = os.environ.get("FORGER", str(ROOT / ".build" / "release" / "forger"))
TIMEOUT = 30


class Language:
    """The samples: change them with the language, and nothing else."""

    error = "trian epochs=1"
    completions = [{"text": "tra", "matches": {"train", "transpose"}}]
    complete = ["seed 7", "# a comment", "", "n = 2 * 3", "1 + 1"]
    incomplete = ["train epochs=(", "gan mine", "f(x) = (x +"]
    invalid = ["smaple 3", 'data "digits']
    inspect = "train"
    quick = ["seed 1", "seed 2", "seed 1"]
    pattern = "seed*1"
    history = "1 + ?"
    display = [{"code": "data digits count=32\nshow data count=4", "mime": "image/png"}]
    endless = "data digits count=1000\ngan vanilla\ntrain steps=100000000"
    page = "train?"
    hello_world = ""
    stderr = ""
    results = [{"code": "1 + 1", "result": "2"}, {"code": "f(x) = x^3\nf''(2)", "result": "12"}]


def setUpModule():
    """Installs the kernel where only these tests look."""
    global directory
    directory = tempfile.TemporaryDirectory()
    subprocess.run([FORGER, "install", "--prefix", directory.name], check=True, stdout=subprocess.DEVNULL)
    os.environ["JUPYTER_PATH"] = str(Path(directory.name) / "share" / "jupyter")


def tearDownModule():
    directory.cleanup()


class ForgerTests(jupyter_kernel_test.KernelTests):
    kernel_name = "forger"
    language_name = "forger"
    file_extension = ".forger"
    code_hello_world = Language.hello_world
    code_stderr = Language.stderr
    completion_samples = Language.completions
    complete_code_samples = Language.complete
    incomplete_code_samples = Language.incomplete
    invalid_code_samples = Language.invalid
    code_page_something = Language.page
    code_generate_error = Language.error
    code_execute_result = Language.results
    code_display_data = Language.display
    code_history_pattern = Language.history
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = Language.inspect

    def history(self, **selection):
        return self.history_helper([], output=False, raw=True, **selection)["content"]["history"]

    def test_history_without_results(self):
        """What test_history checks, for a language without a result: by tail, range and search."""
        self.flush_channels()
        for code in Language.quick:
            self.execute_helper(code)
        tail = self.history(hist_access_type="tail", n=3)
        self.assertEqual([entry[2] for entry in tail], Language.quick)
        session, line, code = tail[1]
        found = self.history(hist_access_type="range", session=session, start=line, stop=line + 1)
        self.assertEqual(found, [[session, line, code]])
        found = self.history(hist_access_type="search", pattern=Language.pattern, unique=True)
        self.assertEqual([entry[2] for entry in found], [Language.quick[0]])

    def test_completion_types(self):
        reply = self.kc.complete("tra", reply=True, timeout=TIMEOUT)["content"]
        items = reply["metadata"]["_jupyter_types_experimental"]
        self.assertEqual([item["text"] for item in items], reply["matches"])
        self.assertEqual((reply["cursor_start"], reply["cursor_end"]), (0, 3))

    def test_silent_cell_leaves_no_trace(self):
        self.flush_channels()
        before, _ = self.execute_helper(Language.quick[0])
        reply, output = self.execute_helper(Language.quick[1], silent=True)
        self.assertEqual(reply["content"]["execution_count"], before["content"]["execution_count"])
        self.assertNotIn("execute_input", [message["msg_type"] for message in output])

    def test_interrupt_by_message(self):
        self.flush_channels()
        identifier = self.kc.execute(Language.endless)
        wait_for_input(self.kc, identifier)
        self.km.interrupt_kernel()
        reply = reply_to(self.kc, identifier)
        self.assertIn(reply["content"]["status"], ("ok", "error"))
        self.assertTrue(self.km.is_alive())

    def test_restart(self):
        manager, client = start_new_kernel(kernel_name="forger")
        try:
            client.execute(Language.quick[0], reply=True, timeout=TIMEOUT)
            manager.restart_kernel(now=False)
            client.wait_for_ready(timeout=TIMEOUT)
            reply = client.execute(Language.quick[0], reply=True, timeout=TIMEOUT)
            self.assertEqual(reply["content"]["execution_count"], 1)
        finally:
            client.stop_channels()
            manager.shutdown_kernel()


class WelcomeTests(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = "forger"
    support_iopub_welcome = True


def wait_for_input(client, identifier):
    while True:
        message = client.get_iopub_msg(timeout=TIMEOUT)
        if message["msg_type"] == "execute_input" and message["parent_header"].get("msg_id") == identifier:
            return


def reply_to(client, identifier):
    while True:
        message = client.get_shell_msg(timeout=TIMEOUT)
        if message["parent_header"].get("msg_id") == identifier:
            return message


class Process:
    """A kernel without a manager, so that its end can be seen."""

    def __init__(self, prefix=(), **changes):
        self.directory = tempfile.TemporaryDirectory()
        self.path = str(Path(self.directory.name) / "connection.json")
        _, self.connection = write_connection_file(self.path, key=b"secret")
        self.connection.update(changes)
        Path(self.path).write_text(json.dumps(self.connection | {"key": "secret"}))
        command = [*prefix, FORGER, "kernel", "--connection-file", self.path]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def client(self):
        client = BlockingKernelClient(connection_file=self.path)
        client.load_connection_file()
        client.start_channels()
        client.wait_for_ready(timeout=TIMEOUT)
        return client

    def end(self):
        self.process.kill()
        out, err = self.process.communicate()
        self.directory.cleanup()
        return err


class ProcessTests(unittest.TestCase):
    def test_shutdown_ends_with_status_zero(self):
        kernel = Process()
        self.addCleanup(kernel.end)
        client = kernel.client()
        self.addCleanup(client.stop_channels)
        client.shutdown(restart=False)
        self.assertEqual(kernel.process.wait(timeout=5), 0)

    def test_shutdown_while_a_cell_runs(self):
        kernel = Process()
        self.addCleanup(kernel.end)
        client = kernel.client()
        self.addCleanup(client.stop_channels)
        wait_for_input(client, client.execute(Language.endless))
        client.shutdown(restart=False)
        self.assertEqual(kernel.process.wait(timeout=5), 0)

    def test_interrupt_by_signal(self):
        kernel = Process()
        self.addCleanup(kernel.end)
        client = kernel.client()
        self.addCleanup(client.stop_channels)
        identifier = client.execute(Language.endless)
        wait_for_input(client, identifier)
        kernel.process.send_signal(signal.SIGINT)
        reply_to(client, identifier)
        self.assertEqual(client.execute(Language.quick[0], reply=True, timeout=TIMEOUT)["content"]["status"], "ok")

    def test_termination_is_a_shutdown(self):
        kernel = Process()
        self.addCleanup(kernel.end)
        client = kernel.client()
        self.addCleanup(client.stop_channels)
        kernel.process.terminate()
        self.assertEqual(kernel.process.wait(timeout=5), 0)

    def test_ends_with_its_parent(self):
        script = "import subprocess, sys; p = subprocess.Popen(sys.argv[1:]); print(p.pid, flush=True); sys.stdin.read()"
        with tempfile.TemporaryDirectory() as folder:
            path = str(Path(folder) / "connection.json")
            write_connection_file(path, key=b"secret")
            command = [sys.executable, "-c", script, FORGER, "kernel", "--connection-file", path]
            parent = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            kernel = int(parent.stdout.readline())
            client = BlockingKernelClient(connection_file=path)
            client.load_connection_file()
            client.start_channels()
            self.addCleanup(client.stop_channels)
            client.wait_for_ready(timeout=TIMEOUT)
            parent.kill()
            parent.communicate()
            start = time.monotonic()
            while running(kernel) and time.monotonic() - start < 5:
                time.sleep(0.05)
            self.assertFalse(running(kernel))
            self.assertLess(time.monotonic() - start, 1.5)

    def test_port_in_use_is_one_line(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            kernel = Process(shell_port=taken.getsockname()[1])
            self.assertNotEqual(kernel.process.wait(timeout=5), 0)
            self.assertRegex(kernel.end(), r"^Error: cannot bind tcp://127.0.0.1:\d+: Address already in use\n$")

    def test_unknown_scheme_is_one_line(self):
        kernel = Process(signature_scheme="hmac-md5")
        self.assertNotEqual(kernel.process.wait(timeout=5), 0)
        self.assertRegex(kernel.end(), r'^Error: unknown signature_scheme "hmac-md5".*\n$')

    def test_readable_connection_file_is_told_of(self):
        kernel = Process()
        os.chmod(kernel.path, 0o644)
        kernel.process.kill()
        again = subprocess.Popen(
            [FORGER, "kernel", "-f", kernel.path], stderr=subprocess.PIPE, text=True)
        line = again.stderr.readline()
        again.kill()
        again.communicate()
        kernel.end()
        self.assertIn("chmod 600", line)

    def test_lives_on_whatever_arrives(self):
        """Bytes that are not ZeroMQ, thousands of unsigned messages, a subscription that is not UTF-8, an XSUB peer."""
        kernel = Process()
        self.addCleanup(kernel.end)
        client = kernel.client()
        self.addCleanup(client.stop_channels)
        ports = {name: port for name, port in kernel.connection.items() if name.endswith("_port")}
        for port in ports.values():
            for data in (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"\xff" + bytes(9) + b"\x7f" + os.urandom(200), b""):
                with socket.create_connection(("127.0.0.1", port)) as connection:
                    connection.sendall(data)
        context = zmq.Context()
        self.addCleanup(context.destroy, 0)
        for name in ("shell_port", "control_port", "stdin_port", "hb_port"):
            dealer = context.socket(zmq.DEALER)
            dealer.connect(f"tcp://127.0.0.1:{ports[name]}")
            for number in range(2000):
                dealer.send_multipart([b"x"] * (number % 8 + 1))
        subscriber = context.socket(zmq.XSUB)
        subscriber.connect(f"tcp://127.0.0.1:{ports['iopub_port']}")
        for data in (b"\x01\xff\xfe", b"\x00nothing", b"\x02?", b"", b"\x01"):
            subscriber.send(data)
        subscriber.send_multipart([b"\x01a", b"b"])
        self.assertEqual(client.execute(Language.quick[0], reply=True, timeout=TIMEOUT)["content"]["status"], "ok")
        self.assertIsNone(kernel.process.poll())

    def test_faults_are_one_line_each(self):
        kernel = Process()
        client = kernel.client()
        context = zmq.Context()
        self.addCleanup(context.destroy, 0)
        dealer = context.socket(zmq.DEALER)
        dealer.connect(f"tcp://127.0.0.1:{kernel.connection['shell_port']}")
        header = json.dumps({"msg_id": "1", "msg_type": "kernel_info_request"}).encode()
        parts = [header, b"{}", b"{}", b"{}"]
        signature = hmac.new(b"secret", b"".join(parts), hashlib.sha256).hexdigest().encode()
        for _ in range(500):
            dealer.send_multipart([b"<IDS|MSG>", b"0" * 64, *parts])
        dealer.send_multipart([b"<IDS|MSG>", signature, *parts])
        dealer.recv_multipart()
        client.stop_channels()
        lines = kernel.end().splitlines()
        self.assertEqual(len([line for line in lines if "wrong signature" in line]), 1, lines)

    def test_heartbeat(self):
        kernel = Process()
        self.addCleanup(kernel.end)
        context = zmq.Context()
        self.addCleanup(context.destroy, 0)
        request = context.socket(zmq.REQ)
        request.connect(f"tcp://127.0.0.1:{kernel.connection['hb_port']}")
        request.send(b"ping")
        self.assertTrue(request.poll(TIMEOUT * 1000))
        self.assertEqual(request.recv(), b"ping")


def running(process):
    try:
        with open(f"/proc/{process}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


if __name__ == "__main__":
    unittest.main()
