"""Runs in a pod that the gateway takes for a driver: answers at once, so that what is measured is who stands before it.

Serves what a driver says of its applications, a page of 10 KB, and a log of 500 MB of which nothing is kept in memory.
"""

import socket
import threading

PART = b"26/01/01 00:00:00 INFO Executor: Finished task 0.0 in stage 0.0 (TID 0). 1000 bytes result sent to driver\n" * 5000
LOG_BYTES = 500_000_000


def head(content_type, length):
    return f"HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\nContent-Length: {length}\r\n\r\n".encode()


def whole(content_type, body):
    return head(content_type, len(body)) + body


APPLICATIONS = whole("application/json", b'[{"id": "app-load"}]')
PAGE = whole("text/html", b"<html>" + b"x" * 9_994)


def log(client):
    client.sendall(head("text/plain", LOG_BYTES))
    left = LOG_BYTES
    while left > 0:
        client.sendall(PART[:left])
        left -= min(left, len(PART))


def serve(client):
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    read = b""
    try:
        while part := client.recv(65536):
            read += part
            while b"\r\n\r\n" in read:
                request, read = read.split(b"\r\n\r\n", 1)
                path = request.split(b" ", 2)[1]
                if path.startswith(b"/log"):
                    log(client)
                else:
                    client.sendall(APPLICATIONS if path.startswith(b"/api/") else PAGE)
    except OSError:
        pass
    finally:
        client.close()


with socket.create_server(("", 4040), backlog=1024) as server:
    while True:
        threading.Thread(target=serve, args=(server.accept()[0],), daemon=True).start()
