"""aiosmtpd with STARTTLS and a login, on a port of the system's choice → each message it takes as a file.

Arguments: folder, certificate, key. Prints the port, then runs until standard input is closed.
"""
import pathlib
import ssl
import sys

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

folder, certificate, key = sys.argv[1:]
context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
context.load_cert_chain(certificate, key)


class Keeper:
    taken = 0

    async def handle_DATA(self, server, session, envelope):
        assert session.ssl is not None and session.authenticated
        Keeper.taken += 1
        for reader in envelope.rcpt_tos:
            pathlib.Path(folder, f"{Keeper.taken}-{reader}").write_bytes(envelope.original_content)
        return "250 taken"


def login(server, session, envelope, mechanism, data):
    fits = isinstance(data, LoginPassword) and (data.login, data.password) == (b"desk", b"tulip")
    return AuthResult(success=fits, handled=False)


class Free(Controller):
    """The port is known once the socket is bound."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


server = Free(
    Keeper(), hostname="127.0.0.1", port=0, tls_context=context, require_starttls=True,
    authenticator=login, auth_required=True, auth_require_tls=True, data_size_limit=50_000_000,
)
server.start()
print(server.port, flush=True)
sys.stdin.read()
server.stop()
