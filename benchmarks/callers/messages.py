"""The messages of the benchmarks: customers who write in a hurry, and the small talk of Rasa's starter bot.

Each side gets messages that it understands, since a fallback costs nothing. Both conversations have twelve messages; a
longer one repeats them.
"""

CUSTOMER = (
    "Hello there",
    "my order hasn't come yet, can you see where it is?",
    "it's ww-48213",
    "mara@example.com",
    "ok thanks",
    "I'd like to send a jacket back, it is too tight. What do I have to do?",
    "and how long until the money is on my credit card again",
    "do you ship bikes to Norway and what do I pay at the border",
    "my son is seven and 1,24 m, which size of the Plover would be right for him",
    "how far does the Merlin get on one charge when it's freezing",
    "forgot my password, the new one should go to the same address",
    "great, thank you, bye",
)

STARTER = (
    "hello",
    "not so good today",
    "yes, that helped",
    "are you a bot?",
    "hey there",
    "I feel wonderful",
    "hi again",
    "I am rather sad",
    "no, it did not help",
    "am I talking to a human?",
    "good evening",
    "see you later",
)

# A question and an article unlike anything else in the demo's help centre, for `publish`.
TANDEM_QUESTION = "What does it cost to rent a tandem for a weekend?"
TANDEM_TITLE = "Renting a tandem for a weekend"
TANDEM_PHRASINGS = ("How much is the weekend rental of a tandem?", "Can I rent a tandem from Friday to Sunday?")
TANDEM_BODY = """\
Our workshop in Ghent rents out two tandems.

## What the weekend costs

Renting a tandem from Friday afternoon to Sunday evening costs {price} euros. Helmets and a repair kit are included.

## How to reserve

Call the workshop at least three days before, and bring an identity card when you collect the tandem.
"""
