"""Radicale on a free port, which it prints, with the users of an htpasswd file. It ends when its input does."""

import os
import socket
import sys
import threading

from radicale import config, server


def main(folder):
    configuration = config.load()
    configuration.update(
        {
            "server": {"hosts": "127.0.0.1:1"},
            "auth": {
                "type": "htpasswd",
                "htpasswd_filename": os.path.join(folder, "users"),
                "htpasswd_encryption": "plain",
                "delay": "0",
            },
            "storage": {"filesystem_folder": os.path.join(folder, "collections")},
            "logging": {"level": "warning"},
        },
        "tests",
        privileged=True,
    )
    shutdown, stop = socket.socketpair()

    class Server(server.ParallelHTTPServer):
        def server_bind(self):
            # The configuration knows no "any free port".
            self.server_address = ("127.0.0.1", 0)
            super().server_bind()

        def server_activate(self):
            super().server_activate()
            print(self.server_address[1], flush=True)

    server.ParallelHTTPServer = Server

    def wait():
        sys.stdin.read()
        stop.close()

    threading.Thread(target=wait, daemon=True).start()
    server.serve(configuration, shutdown)


main(sys.argv[1])
