"""The timeline wordings of a handoff, from acceptance to its end. `queue/messages.py` has the ones before that."""

from conversations.contact import Contact
from conversations.timeline import Wording, Words

CANCELLED = Wording("You are talking with the bot again.")
DEPARTMENT_CHOSEN = Wording("You are in the queue for {department}.")
JOINED = Wording("{agent} has joined the conversation.")
GIVEN_BACK = Wording("You are talking with the bot again.")
TRANSFERRED = Wording("You are being passed on to a colleague.")

# How an assignment can end back in the queue.
QUEUED_AGAIN = Wording("You are in the queue for a person again.", "queued_again")
LOST_CONNECTION = Wording(
    "{agent} has lost the connection. You are in the queue again, at your old place.", "lost_connection"
)
NOT_HERE = Wording("{agent} is not here right now. You are in the queue for a person.", "not_here")

# How a conversation can be resolved.
SETTLED = Wording("The conversation was resolved.", "settled")
IDLE = Wording("The conversation ended after a day.", "idle")

# How somebody will get back to the customer.
WILL_WRITE = Wording("Contact details were left. Somebody will write back.", "write")
WILL_CALL = Wording("Contact details were left. Somebody will call back.", "call")
WILL_WRITE_OR_CALL = Wording("Contact details were left. Somebody will write or call back.", "write_or_call")


def contact_left(contact: Contact) -> Words:
    """Says how somebody will get back to the customer, by the contact details they left."""
    if contact.email and contact.phone:
        return WILL_WRITE_OR_CALL.fill()
    return WILL_CALL.fill() if contact.phone else WILL_WRITE.fill()
