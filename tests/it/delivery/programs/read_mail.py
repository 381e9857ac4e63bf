"""Messages, each a file → what Python's own parser makes of them, as JSON.

Arguments: files. A defect is whatever the parser says is against the standards, in any part or header.
"""
import email
import email.policy
import hashlib
import json
import sys


def defects(part):
    found = [repr(defect) for defect in part.defects]
    for name, value in part.items():
        found += [f"{name}: {defect!r}" for defect in getattr(value, "defects", ())]
    return found


def told(path):
    with open(path, "rb") as file:
        message = email.message_from_binary_file(file, policy=email.policy.default)
    people = lambda name: [[a.display_name, a.addr_spec] for a in message[name].addresses] if message[name] else []
    return {
        "defects": [defect for part in message.walk() for defect in defects(part)],
        "subject": str(message["Subject"]),
        "from": people("From"),
        "to": people("To"),
        "headers": {name: str(message[name]) for name in ("Message-ID", "Date", "List-Id", "Auto-Submitted")},
        "text": message.get_body(("plain",)).get_content(),
        "html": message.get_body(("html",)).get_content(),
        "attached": [
            [part.get_filename(), part.get_content_type(), hashlib.sha256(part.get_payload(decode=True)).hexdigest()]
            for part in message.iter_attachments()
        ],
    }


print(json.dumps([told(path) for path in sys.argv[1:]]))
