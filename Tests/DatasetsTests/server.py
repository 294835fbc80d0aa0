"""A server of files that misbehaves on request: serves FOLDER at /BEHAVIOUR/path and prints its port.

    server.py FOLDER LOG

What it is asked for is written to LOG: path and range, one a line. The behaviours:

good       as a server should, ranges included
norange    ignores that only a part was asked for
slow       a little at a time
cut        breaks the connection half-way through what is left, each time
once       breaks it half-way the first time only
stall      sends half and then nothing
wrong      another content of the same length
page       a page of HTML with status 200, as a hotel's network does
endless    never stops
404, 503   these statuses
"""

import http.server
import pathlib
import sys
import threading
import time

FOLDER = pathlib.Path(sys.argv[1])
LOG = open(sys.argv[2], "a", buffering=1)
seen = []
lock = threading.Lock()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        behaviour, _, path = self.path.lstrip("/").partition("/")
        with lock:
            again = any(line.startswith(self.path + " ") for line in seen)
            seen.append(f"{self.path} {self.headers.get('Range', '-')}")
            print(seen[-1], file=LOG)
        if behaviour.isdigit():
            return self.send_error(int(behaviour))
        file = FOLDER / path
        if not file.is_file():
            return self.send_error(404)
        content = file.read_bytes()
        if behaviour == "page":
            return self.reply(b"<html>Please log in to the hotel's network</html>")
        if behaviour == "wrong":
            content = bytes(byte ^ 1 for byte in content)
        start = 0
        wanted = self.headers.get("Range")
        if wanted and behaviour != "norange":
            start = int(wanted.removeprefix("bytes=").split("-")[0])
            if start >= len(content):
                return self.send_error(416)
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        else:
            self.send_response(200)
        rest = content[start:]
        if behaviour == "endless":
            self.end_headers()
            while True:
                self.wfile.write(bytes(65536))
        self.send_header("Content-Length", str(len(rest)))
        self.end_headers()
        half = len(rest) // 2
        if behaviour == "cut" or (behaviour == "once" and not again):
            self.wfile.write(rest[:half])
            self.wfile.flush()
            self.close_connection = True
        elif behaviour == "stall":
            self.wfile.write(rest[:half])
            self.wfile.flush()
            time.sleep(3600)
        elif behaviour == "slow":
            for place in range(0, len(rest), 1 + len(content) // 40):
                self.wfile.write(rest[place : place + 1 + len(content) // 40])
                self.wfile.flush()
                time.sleep(0.05)
        else:
            self.wfile.write(rest)

    def reply(self, content):
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass


if __name__ == "__main__":
    server = Server(("127.0.0.1", 0), Handler)
    print(server.server_address[1], flush=True)
    # Whoever started it holds its standard input open, and ends it by dying.
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()
