"""Python loads this file into both scanners (it stands on PYTHONPATH).

- Names under .localhost are this machine: browsers and curl know it, glibc and so Python don't.
- Nothing else is reached: a scanner that follows a link, or asks its maker's server, gets an error.
- Each connection comes from another loopback address, else the limits that count by address would answer 429 to nearly
  everything, and the scan would look at little behind them.
"""

import random
import socket

_getaddrinfo, _connect = socket.getaddrinfo, socket.socket.connect


def _is_here(host):
    return host == "localhost" or host.endswith(".localhost") or host.startswith("127.")


def getaddrinfo(host, *args, **kwargs):
    name = host.decode() if isinstance(host, bytes) else host
    if not name:
        return _getaddrinfo(host, *args, **kwargs)
    if not _is_here(name):
        raise socket.gaierror(socket.EAI_NONAME, f"{name} is not scanned")
    return _getaddrinfo("127.0.0.1", *args, **kwargs)


def connect(self, address):
    if self.family == socket.AF_INET:
        if not _is_here(str(address[0])):
            raise OSError(f"{address[0]} is not scanned")
        try:
            self.bind((f"127.{random.randint(1, 254)}.{random.randint(0, 255)}.{random.randint(1, 254)}", 0))
        except OSError:
            pass  # It is bound already.
    elif self.family != socket.AF_UNIX:
        raise OSError(f"{address[0]} is not scanned")
    return _connect(self, address)


socket.getaddrinfo, socket.socket.connect = getaddrinfo, connect
