"""The order that a reply is about. A number in a reply to a customer is never another order's: if it is not plain, the
agent fills it in.
"""

from collections.abc import Sequence

from chat.agents.brief import DETAILS
from chat.orders.order_book import Order
from conversations.conversation import Message


def meant_order(said: Sequence[Message], orders: Sequence[Order]) -> str | None:
    """The one order number that the customer wrote; without any, the number of their only order."""
    texts = [message.draft.text for message in said if message.draft.author.kind == "customer"]
    named = {number.upper() for text in texts for number in DETAILS["order_number"].findall(text)}
    if not named:
        return orders[0].number if len(orders) == 1 else None
    known = {order.number.upper(): order.number for order in orders}
    own = named & known.keys()
    if len(own) == 1:
        return known[own.pop()]
    return named.pop() if len(named) == 1 and not own else None
