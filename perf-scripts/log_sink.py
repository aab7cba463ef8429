"""Reads log datagrams on 127.0.0.1 and drops them. Prints its port; at the end, on stderr, how many came."""
import signal
import socket
import sys

signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
sink = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sink.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
sink.bind(("127.0.0.1", 0))
print(sink.getsockname()[1], flush=True)
buffer = bytearray(65536)
count = 0
try:
    if sys.argv[1:] == ["--unread"]:
        signal.pause()
    while True:
        sink.recv_into(buffer)
        count += 1
finally:
    print(count, file=sys.stderr)
