"""Xandikos with two users, Anna and Bo, who sign in with HTTP Basic and the password "hemligt".

Prints the port it listens on. Users and scheduling are Xandikos's own; only signing in is added here, because
Xandikos itself leaves that to a proxy in front of it.
"""

import asyncio
import base64
import sys

from aiohttp import web
from xandikos.web import SingleUserFilesystemBackend, XandikosApp

USERS = ("anna", "bo")


async def main(folder):
    backend = SingleUserFilesystemBackend(folder)
    apps = {}
    for user in USERS:
        backend.create_principal(f"/{user}/", create_defaults=True)
        principal = backend.get_principal(f"/{user}/")
        principal.set_calendar_user_address_set([f"mailto:{user}@contoso.example"])
        apps[user] = XandikosApp(backend, current_user_principal=f"/{user}/")

    async def handle(request):
        scheme, _, credentials = request.headers.get("Authorization", "").partition(" ")
        name, _, password = base64.b64decode(credentials if scheme == "Basic" else "").decode().partition(":")
        if name not in apps or password != "hemligt":
            return web.Response(status=401, headers={"WWW-Authenticate": 'Basic realm="calendar"'})
        if request.path == "/.well-known/caldav":
            return web.HTTPFound("/")
        return await apps[name].aiohttp_handler(request, "/")

    server = web.Application()
    server.router.add_route("*", "/{path_info:.*}", handle)
    runner = web.AppRunner(server)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    print(site._server.sockets[0].getsockname()[1], flush=True)
    # The tests end the process; should they break, it ends when its input does.
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


asyncio.run(main(sys.argv[1]))
