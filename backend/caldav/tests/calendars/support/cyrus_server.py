"""Cyrus with two users, Anna and Bo, whose password is "hemligt".

Prints the port its CalDAV server listens on. Everything it needs stands in the folder that is named; it ends when its input
does, and Cyrus with it. Root starts it as Debian's user for Cyrus, because Cyrus refuses to run as root; everybody else as
themselves.
"""

import getpass
import grp
import imaplib
import os
import pathlib
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time

PROGRAMS = pathlib.Path(sys.argv[2])
USERS = ("anna", "bo")
PASSWORD = "hemligt"
PATIENCE = 60


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def configure(folder, user, imap, http):
    for name in ("lib", "spool", "run", "conf"):
        (folder / name).mkdir()
    (folder / "imapd.conf").write_text(
        f"""configdirectory: {folder}/lib
partition-default: {folder}/spool
defaultpartition: default
idlesocket: {folder}/run/idle
notifysocket: {folder}/run/notify
lmtpsocket: {folder}/run/lmtp
cyrus_user: {user}
servername: localhost
defaultdomain: localhost
admins: cyrus
unixhierarchysep: yes
virtdomains: off
allowplaintext: yes
sasl_pwcheck_method: saslauthd
sasl_saslauthd_path: {folder}/run/passwords
sasl_mech_list: PLAIN
autocreate_users: anyone
autocreate_quota: 0
httpmodules: caldav
caldav_allowscheduling: on
caldav_create_default: 1
caldav_create_sched: 1
calendar_user_address_set: contoso.example
sievedir: {folder}/lib/sieve
"""
    )
    (folder / "cyrus.conf").write_text(
        f"""START {{
  recover cmd="ctl_cyrusdb -C {folder}/imapd.conf -r"
}}
SERVICES {{
  imap cmd="imapd -C {folder}/imapd.conf" listen="127.0.0.1:{imap}" prefork=0
  http cmd="httpd -C {folder}/imapd.conf" listen="127.0.0.1:{http}" prefork=1
}}
EVENTS {{
}}
"""
    )


def check_passwords(path):
    """Answers as `saslauthd` does: four texts with their lengths come, the first two are name and password."""
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(path))
    path.chmod(0o777)
    listener.listen()
    while True:
        connection, _ = listener.accept()
        with connection, connection.makefile("rb") as question:
            texts = [question.read(int.from_bytes(question.read(2), "big")) for _ in range(4)]
            is_right = texts[0].decode() in USERS and texts[1].decode() == PASSWORD
            answer = b"OK" if is_right else b"NO"
            connection.sendall(len(answer).to_bytes(2, "big") + answer)


def wait_for(port, server):
    begin = time.monotonic()
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if server.poll() is not None or time.monotonic() - begin > PATIENCE:
                raise
            time.sleep(0.05)


def main():
    folder = pathlib.Path(sys.argv[1])
    is_root = os.geteuid() == 0
    user = "cyrus" if is_root else getpass.getuser()
    imap, http = free_port(), free_port()
    configure(folder, user, imap, http)
    become = {}
    if is_root:
        account = pwd.getpwnam(user)
        for path in (folder, *folder.rglob("*")):
            shutil.chown(path, account.pw_uid, account.pw_gid)
        groups = [group.gr_gid for group in grp.getgrall() if user in group.gr_mem]
        become = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": groups}
    threading.Thread(target=check_passwords, args=(folder / "run/passwords",), daemon=True).start()
    master = shutil.which("cyrmaster") or str(PROGRAMS / "master")
    server = subprocess.Popen(
        [master, "-C", folder / "imapd.conf", "-M", folder / "cyrus.conf", "-D", "-p", folder / "run/master.pid"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=open(folder / "errors", "wb"),
        start_new_session=True,
        **become,
    )
    try:
        wait_for(imap, server)
        wait_for(http, server)
        # The first sign-in makes a user's mailbox; without one CalDAV answers with an error.
        for name in USERS:
            mailbox = imaplib.IMAP4("127.0.0.1", imap)
            mailbox.login(name, PASSWORD)
            mailbox.logout()
        print(http, flush=True)
        # The tests end the process by closing its input.
        sys.stdin.read()
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)


main()
