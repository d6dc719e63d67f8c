"""An SMTP server that behaves as the recipient's address says; prints its port, then a line of JSON for each mail.

refused@ is refused (550), full@ is refused for now (452), grey@ is refused once and then accepted, hang@ gets no
answer, spam@ is refused after its text (554), all others are taken.
"""
import asyncio
import json

from aiosmtpd.controller import UnthreadedController


class Sink:
    def __init__(self):
        self.seen = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.split("@")[0]
        if name == "refused":
            return "550 5.1.1 no such user"
        if name == "full":
            return "452 4.2.2 mailbox full"
        if name == "grey" and address not in self.seen:
            self.seen.add(address)
            return "451 4.7.1 greylisted, try again"
        if name == "hang":
            await asyncio.sleep(600)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if envelope.rcpt_tos[0].startswith("spam@"):
            return "554 5.7.1 looks like spam"
        line = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "text": envelope.content.decode("ascii"),
        }
        print(json.dumps(line), flush=True)
        return "250 taken"


async def main():
    loop = asyncio.get_running_loop()
    controller = UnthreadedController(Sink(), hostname="127.0.0.1", port=0, loop=loop)
    server = await controller._create_server()
    print(server.sockets[0].getsockname()[1], flush=True)
    # The test that started this ends it; without one it ends by itself.
    await asyncio.sleep(300)
    server.close()


asyncio.run(main())
