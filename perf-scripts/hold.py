"""Opens COUNT connections to 127.0.0.1:PORT, has one request answered on each, and holds them until its end.

usage: hold.py PORT COUNT      prints "held COUNT" when all are idle, or "broken N" when N were not answered
"""
import signal
import socket
import sys

signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
port, count = int(sys.argv[1]), int(sys.argv[2])
held, broken = [], 0
for _ in range(count):
    one = socket.create_connection(("127.0.0.1", port))
    one.settimeout(5)
    one.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    answer = b""
    while not (b"\r\n\r\nhello from " in answer and answer.endswith(b"\n")):
        more = one.recv(4096)
        if not more:
            broken += 1
            break
        answer += more
    held.append(one)
print(f"broken {broken}" if broken else f"held {count}", flush=True)
signal.pause()
