"""Starts a program and prints the milliseconds until its port accepts, and until its first answer is there.

usage: first_answer.py PORT PROGRAM [WORD...]
"""
import os
import signal
import socket
import subprocess
import sys
import time

port, words = int(sys.argv[1]), sys.argv[2:]
begin = time.monotonic()
program = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
try:
    while True:
        try:
            client = socket.create_connection(("127.0.0.1", port))
            break
        except ConnectionRefusedError:
            if program.poll() is not None or time.monotonic() - begin > 10:
                sys.exit("it does not listen")
            time.sleep(0.0002)
    accepted = time.monotonic()
    client.settimeout(5)
    client.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    if not client.recv(4096).startswith(b"HTTP/1.1 200"):
        sys.exit("the first answer is not 200")
    print(f"{(accepted - begin) * 1e3:.2f} {(time.monotonic() - begin) * 1e3:.2f}")
finally:
    os.kill(program.pid, signal.SIGTERM)
    program.wait()
