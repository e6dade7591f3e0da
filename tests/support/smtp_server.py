#!/usr/bin/env python3
"""A real SMTP server for tests (aiosmtpd) that records what it accepts and fails on command.

    smtp_server.py --messages FILE --control FILE [--port N] [--user NAME --password WORD] [--no-smtputf8]
                   [--certificate FILE --key FILE] [--connections FILE]

When it listens it prints one line, `listening 127.0.0.1:PORT`. It stops on SIGTERM or SIGINT, or when its standard
input ends (so it never outlives the test that started it).

Every accepted message becomes one JSON line in the messages file: `from`, `to` (a list), `messageId`, `subject`,
`headers` (name in lower case to decoded value), `text`, `html`, `connection` (which connection it came by, counted
from 1) and `raw`.

Every connection that ends becomes one JSON line in the connections file, `{"closed": 1}`.

The control file is JSON and may be replaced at any time (write a new file and rename it). It may be missing:

    {"idleSeconds": 0.5, "faults": [
        {"name": "a", "at": "rcpt", "reply": "451 4.3.0 try later", "times": 1},
        {"name": "b", "at": "data", "drop": true, "times": 1, "recipient": "anna@contoso.example"}]}

A fault happens `times` times (always, when that is missing), counted by its `name`. `at` is where:
  connect   before the greeting (only with `drop`)
  mail, rcpt
  data      after the content has come, before it is accepted: nothing is recorded
  accepted  after the message was recorded: the client does not get the answer, so it must think it failed
`reply` is what the server answers; with `drop` it closes the connection instead. `recipient` limits a fault to one
address. `idleSeconds` is how long a connection may be idle before the server closes it without a word.
`delaySeconds` in a fault waits first; a fault with only that is no fault but slow.

    {"rate": {"count": 30, "seconds": 10, "reply": "421 4.7.66 message rate limit exceeded"}}

takes so many messages in so many seconds, and answers MAIL FROM with `reply` beyond; with 421 it closes the connection.
"""

import argparse
import asyncio
import collections
import email
import email.policy
import json
import logging
import signal
import ssl
import sys
import time
import warnings

from aiosmtpd.smtp import SMTP, AuthResult


class Control:
    """The faults that are still to come."""

    def __init__(self, path):
        self.path = path
        self.happened = {}
        self.taken = collections.deque()
        self.refused = 0

    def over_rate(self):
        """The answer to one message too many in a while, if that is so."""
        rate = self.read().get("rate")
        if rate is None:
            return None
        now = time.monotonic()
        while self.taken and self.taken[0] <= now - rate["seconds"]:
            self.taken.popleft()
        if len(self.taken) < rate["count"]:
            self.taken.append(now)
            return None
        self.refused += 1
        return rate["reply"]

    def read(self):
        try:
            with open(self.path, encoding="utf-8") as file:
                return json.load(file)
        except FileNotFoundError:
            return {}

    def idle_seconds(self):
        return float(self.read().get("idleSeconds", 300))

    def take(self, place, recipients=()):
        """The fault that happens now, if any."""
        for fault in self.read().get("faults", []):
            if fault["at"] != place:
                continue
            if "recipient" in fault and fault["recipient"] not in recipients:
                continue
            name = fault.get("name", json.dumps(fault, sort_keys=True))
            count = self.happened.get(name, 0)
            if count < fault.get("times", float("inf")):
                self.happened[name] = count + 1
                return fault
        return None


def append(path, value):
    """Adds a JSON line."""
    with open(path, "a", encoding="utf-8") as file:
        file.write(json.dumps(value, ensure_ascii=False) + "\n")


class Server(SMTP):
    """One connection."""

    def __init__(self, *arguments, control, number, connections, **options):
        super().__init__(*arguments, timeout=control.idle_seconds(), **options)
        self.control = control
        self.number = number
        self.connections = connections

    def connection_made(self, transport):
        fault = self.control.take("connect")
        if fault is not None and fault.get("drop"):
            transport.abort()
            return
        super().connection_made(transport)

    def connection_lost(self, error):
        if self.session is not None:
            super().connection_lost(error)
        if self.connections:
            append(self.connections, {"closed": self.number})


class Handler:
    """Records messages and lets faults happen."""

    def __init__(self, control, messages):
        self.control = control
        self.messages = messages

    async def fault(self, server, place, recipients):
        fault = self.control.take(place, recipients)
        if fault is None:
            return None
        if "delaySeconds" in fault:
            await asyncio.sleep(fault["delaySeconds"])
        if fault.get("drop"):
            server.transport.abort()
            # The connection is gone, so nobody reads this.
            return "421 4.3.2 gone"
        return fault.get("reply")

    async def handle_MAIL(self, server, session, envelope, address, options):
        reply = await self.fault(server, "mail", [])
        if reply is None:
            reply = self.control.over_rate()
            if reply is not None and reply.startswith("421"):
                asyncio.get_running_loop().call_later(0.01, server.transport.close)
        if reply is not None:
            return reply
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        reply = await self.fault(server, "rcpt", [address])
        if reply is not None:
            return reply
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        reply = await self.fault(server, "data", envelope.rcpt_tos)
        if reply is not None:
            return reply
        self.record(server, envelope)
        reply = await self.fault(server, "accepted", envelope.rcpt_tos)
        return reply if reply is not None else "250 2.0.0 accepted"

    def record(self, server, envelope):
        raw = envelope.original_content
        message = email.message_from_bytes(raw, policy=email.policy.default)
        headers = {name.lower(): str(value) for name, value in message.items()}

        def body(kind):
            part = message.get_body((kind,))
            return None if part is None else part.get_content()

        append(
            self.messages,
            {
                "from": envelope.mail_from,
                "to": envelope.rcpt_tos,
                "messageId": headers.get("message-id"),
                "subject": headers.get("subject"),
                "headers": headers,
                "text": body("plain"),
                "html": body("html"),
                "connection": server.number,
                "encrypted": server.session.ssl is not None,
                "raw": raw.decode("utf-8", "replace"),
            },
        )


async def serve(options):
    control = Control(options.control)
    handler = Handler(control, options.messages)
    connections = 0
    context = None
    if options.certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(options.certificate, options.key)

    def authenticate(server, session, envelope, mechanism, data):
        right = data.login == options.user.encode() and data.password == options.password.encode()
        return AuthResult(success=right, handled=False)

    def connection():
        nonlocal connections
        connections += 1
        arguments = {"enable_SMTPUTF8": not options.no_smtputf8, "hostname": "mail.example", "tls_context": context}
        if options.user:
            arguments |= {"authenticator": authenticate, "auth_required": True, "auth_require_tls": context is not None}
        return Server(
            handler, control=control, number=connections, connections=options.connections, **arguments
        )

    loop = asyncio.get_running_loop()
    stopped = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stopped.set)
    # Standard input ends when the test ends, however it ends.
    if not options.detached:
        loop.add_reader(sys.stdin, lambda: stopped.set() if not sys.stdin.buffer.read1(4096) else None)
    server = await loop.create_server(connection, "127.0.0.1", options.port, reuse_address=True)
    port = server.sockets[0].getsockname()[1]
    print(f"listening 127.0.0.1:{port}", flush=True)
    await stopped.wait()
    server.close()


def main():
    parser = argparse.ArgumentParser(description="A real SMTP server for tests that fails on command.")
    parser.add_argument("--messages", required=True, help="where accepted messages go, one JSON line each")
    parser.add_argument("--control", required=True, help="where the faults stand; may be missing")
    parser.add_argument("--connections", help="where the ends of connections go, one JSON line each")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--user", help="require signing in with this name")
    parser.add_argument("--password", default="", help="the password for --user")
    parser.add_argument("--no-smtputf8", action="store_true", help="do not offer SMTPUTF8")
    parser.add_argument("--certificate", help="offer STARTTLS with this certificate (PEM)")
    parser.add_argument("--key", help="the certificate's key (PEM)")
    parser.add_argument("--detached", action="store_true", help="do not stop when standard input ends")
    # Broken dialogues are what this server is for, and signing in without TLS is fine on one machine.
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
