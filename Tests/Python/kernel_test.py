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
    completions = [{"text": "trai", "matches": {"train"}}, {"text": "gan van", "matches": {"vanilla", "vanilla-bn"}}]
    complete = ["seed 7", "# a comment", "", "n = 2 * 3", "1 + 1"]
    incomplete = ["train epochs=(", "gan mine", "f(x) = (x +"]
    invalid = ["smaple 3", 'data "digits']
    inspect = "train"
    results = [{"code": "1 + 1", "result": "2"}, {"code": "6 * 7", "result": "42"}, {"code": "6 * 7", "result": "42"}]
    quick = "seed 1"
    pattern = "6 ? 7"
    display = [{"code": "data digits count=32\nshow data count=4", "mime": "image/png"}]
    endless = "data digits count=1000\ngan vanilla\ntrain steps=100000000"
    page = "train?"
    hello_world = 'print "hello, world"'
    stderr = 'print "careful" to=stderr'
    clear = "clear"
    question = 'input "name?"'


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
    code_history_pattern = Language.pattern
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = Language.inspect
    code_clear_output = Language.clear

    def test_completion_types(self):
        reply = self.kc.complete("tra", reply=True, timeout=TIMEOUT)["content"]
        items = reply["metadata"]["_jupyter_types_experimental"]
        self.assertEqual([item["text"] for item in items], reply["matches"])
        self.assertEqual((reply["cursor_start"], reply["cursor_end"]), (0, 3))

    def test_silent_cell_leaves_no_trace(self):
        self.flush_channels()
        before, _ = self.execute_helper(Language.quick)
        reply, output = self.execute_helper(Language.quick, silent=True)
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

    def test_question(self):
        self.flush_channels()
        identifier = self.kc.execute(Language.question, allow_stdin=True)
        question = self.kc.get_stdin_msg(timeout=TIMEOUT)
        self.assertEqual(question["parent_header"]["msg_id"], identifier)
        self.kc.input("Ada")
        self.assertEqual(reply_to(self.kc, identifier)["content"]["status"], "ok")
        self.assertIn("Ada", text_of(self.kc, identifier))

    def test_question_without_anybody_to_answer(self):
        self.flush_channels()
        reply = self.kc.execute(Language.question, allow_stdin=False, reply=True, timeout=TIMEOUT)
        self.assertEqual(reply["content"]["status"], "error")

    def test_user_expressions(self):
        self.flush_channels()
        expressions = {"good": Language.results[0]["code"], "bad": Language.error}
        reply = self.kc.execute(Language.quick, user_expressions=expressions, reply=True, timeout=TIMEOUT)["content"]
        self.assertEqual(reply["status"], "ok")
        self.assertEqual(reply["user_expressions"]["bad"]["status"], "error")

    def test_offsets_count_code_points(self):
        for prefix in ('print "é😀"\n', "# 日本語 e\u0301\n"):
            reply = self.kc.complete(prefix + "tra", reply=True, timeout=TIMEOUT)["content"]
            self.assertEqual((reply["cursor_start"], reply["cursor_end"]), (len(prefix), len(prefix) + 3))

    def test_answers_on_a_subshell_while_a_cell_runs(self):
        self.flush_channels()
        identifier = self.kc.execute(Language.endless)
        wait_for_input(self.kc, identifier)
        subshell = self.control("create_subshell_request")["subshell_id"]
        self.assertEqual(self.control("list_subshell_request")["subshell_id"], [subshell])
        requests = {
            "complete_request": {"code": "tra", "cursor_pos": 3},
            "inspect_request": {"code": "train", "cursor_pos": 2, "detail_level": 1},
            "is_complete_request": {"code": "seed 1"},
            "kernel_info_request": {},
            "comm_info_request": {},
            "history_request": {"hist_access_type": "tail", "n": 1, "raw": True, "output": False},
        }
        for kind, content in requests.items():
            message = self.kc.session.msg(kind, content)
            message["header"]["subshell_id"] = subshell
            self.kc.shell_channel.send(message)
            reply = reply_to(self.kc, message["header"]["msg_id"])
            self.assertEqual(reply["msg_type"], kind.replace("request", "reply"))
        for kind, status in (("delete_subshell_request", "ok"), ("delete_subshell_request", "error")):
            self.assertEqual(self.control(kind, subshell_id=subshell)["status"], status)
        self.km.interrupt_kernel()
        reply_to(self.kc, identifier)

    def control(self, kind, **content):
        message = self.kc.session.msg(kind, content)
        self.kc.control_channel.send(message)
        while True:
            reply = self.kc.get_control_msg(timeout=TIMEOUT)
            if reply["parent_header"].get("msg_id") == message["header"]["msg_id"]:
                return reply["content"]

    def test_a_comm_that_nobody_wants_is_closed(self):
        self.flush_channels()
        message = self.kc.session.msg("comm_open", {"comm_id": "c", "target_name": "nobody", "data": {}})
        self.kc.shell_channel.send(message)
        kinds = [heard["msg_type"] for heard in until_idle(self.kc, message["header"]["msg_id"])]
        self.assertEqual(kinds, ["status", "comm_close", "status"])

    def test_restart(self):
        manager, client = start_new_kernel(kernel_name="forger")
        try:
            code = f"{Language.quick}  # {time.time_ns()}"
            client.execute(code, reply=True, timeout=TIMEOUT)
            manager.restart_kernel(now=False)
            client.wait_for_ready(timeout=TIMEOUT)
            reply = client.execute(Language.quick, reply=True, timeout=TIMEOUT)
            self.assertEqual(reply["content"]["execution_count"], 1)
            past = client.history(hist_access_type="range", session=-1, start=1, reply=True, timeout=TIMEOUT)
            self.assertEqual([cell[2] for cell in past["content"]["history"]], [code])
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


def until_idle(client, identifier):
    """What IOPub says of a request, up to its idle."""
    heard = []
    while True:
        message = client.get_iopub_msg(timeout=TIMEOUT)
        if message["parent_header"].get("msg_id") != identifier:
            continue
        heard.append(message)
        if message["content"].get("execution_state") == "idle":
            return heard


def text_of(client, identifier):
    """What a request has written."""
    streams = [message for message in until_idle(client, identifier) if message["msg_type"] == "stream"]
    return "".join(message["content"]["text"] for message in streams)


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
        self.assertEqual(client.execute(Language.quick, reply=True, timeout=TIMEOUT)["content"]["status"], "ok")

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
                time.sleep(0.01)
            self.assertFalse(running(kernel))
            self.assertLess(time.monotonic() - start, 1)

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
