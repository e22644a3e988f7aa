"""What the timeline says of a handoff and of its end, each wording once. What joining the queue says is `told`'s."""

from conversations.contact import Contact
from conversations.timeline import Wording, Words

CANCELLED = Wording("You are talking with the bot again.")
DEPARTMENT_CHOSEN = Wording("You are in the queue for {department}.")
JOINED = Wording("{agent} has joined the conversation.")
GIVEN_BACK = Wording("You are talking with the bot again.")
TRANSFERRED = Wording("You are being passed on to a colleague.")

# The ways in which an assignment ends in the queue.
QUEUED_AGAIN = Wording("You are in the queue for a person again.", "queued_again")
LOST_CONNECTION = Wording("{agent} has lost the connection. You are in front of the queue again.", "lost_connection")
NOT_HERE = Wording("{agent} is not here right now. You are in the queue for a person.", "not_here")

# The ways in which a conversation is resolved.
SETTLED = Wording("The conversation was resolved.", "settled")
IDLE = Wording("The conversation ended after a day.", "idle")

# The ways in which she will hear from somebody.
WILL_WRITE = Wording("Contact details were left. Somebody will write back.", "write")
WILL_CALL = Wording("Contact details were left. Somebody will call back.", "call")
WILL_WRITE_OR_CALL = Wording("Contact details were left. Somebody will write or call back.", "write_or_call")


def contact_left(contact: Contact) -> Words:
    """What will follow, by the ways that she left."""
    if contact.email and contact.phone:
        return WILL_WRITE_OR_CALL.fill()
    return WILL_CALL.fill() if contact.phone else WILL_WRITE.fill()
