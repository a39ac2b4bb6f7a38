"""A page with two holes, planted to see that the scanners find holes at all: XSS and SQL injection in `q`.

Prints its address and serves on loopback until it is stopped.
"""

import sqlite3
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


class Page(BaseHTTPRequestHandler):
    def do_GET(self):
        q = parse_qs(urlsplit(self.path).query).get("q", [""])[0]
        base = sqlite3.connect(":memory:")
        base.execute("CREATE TABLE plot (number TEXT, owner TEXT)")
        base.execute("INSERT INTO plot VALUES ('7', 'Sotnikov'), ('8', 'Taynova')")
        try:
            found = base.execute(f"SELECT number, owner FROM plot WHERE number = '{q}'").fetchall()
        except sqlite3.Error as error:
            found = [("sqlite3.OperationalError:", str(error))]
        rows = "".join(f"<tr><td>{number}<td>{owner}" for number, owner in found)
        body = f"<!DOCTYPE html><title>Plots</title><form action=/><input name=q value='7'></form><p>{q}<table>{rows}</table>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *args):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
print(f"http://planted.localhost:{server.server_port}/?q=7", flush=True)
server.serve_forever()
