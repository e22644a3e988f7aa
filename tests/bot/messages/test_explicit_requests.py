"""Requests for a person are always recognised, by pattern or recogniser; ordinary questions never are."""

from __future__ import annotations

import pytest

from bot.person_requests.explicit_requests import asks_for_a_call, asks_for_person, asks_to_stop
from knowledge_base.decision.decision import LEANS_AT
from tests.bot.process import BotProcess

REQUESTS = """
human please
Human
agent
AGENT!!
operator
representative
a real person please
live chat
customer service
customer service rep
customer support please
supervisor
manager please
speak to agent
talk to a human
talk to human
can I speak to someone
Can I talk to a person?
could i please speak with somebody from your team
I want to talk to a real person
I'd like to speak with a representative, please.
I would like to talk to a person
let me talk to a human being
my e-bike battery does not charge any more, please let me talk to a person
I don't know which size I need, can I speak to an advisor?
let me speak to your manager
give me a real person
give me a human
gimme an agent
get me a human now
get me someone real
I need a human
I need an agent
i need a live agent
I want a person, not a machine
i want an actual human
connect me to an agent
connect me with customer service
Please connect me
transfer me to a human
transfer me
put me through
put me through to someone
please put me through to the support team
pass me on to a colleague
hand me over to a person
talk to your colleague
can i talk with your colleague
can I chat with a human instead
I'd rather talk to a person
I prefer a human
is there a human here?
is there a real person I can talk to
is there anybody there?
anyone there?
Is anyone available to help me?
are there any real people here
I don't want to talk to a bot
i dont want to chat with a robot
stop with the bot
no more bots
I hate talking to machines
not a bot please, I need help
I want to call you
can I call you?
call me
Call me back please
please call me
can someone call me
could you phone me
I'd like a callback
give me a call
can someone help me with this
could somebody help me please
can a human take this
I need to speak to a human about my refund
My order is late and I want to speak to someone about it
escalate this
please escalate
how do I reach a human
how can I talk to a person
How do I get through to an agent?
can I have a human
ok then let me talk to someone
hi, agent please
hello, can I speak with customer service?
I want to speak to a supervisor right now
speak to a specialist
I need someone who can help me
why can't I talk to a person?
Would it be possible to talk to a member of staff?
I would like to chat with an employee
real human
real person plz
a human being, please
human agent
human support
please get a colleague on this chat
let a human take over
put a colleague on please
can you put me in touch with your staff
I've asked twice now. Let me speak with a person.
This is not working let me talk to a human
you don't understand me, I want a human
where can I talk to someone
I need to speak to somebody who knows about e-bikes
Can I get a live person?
someone please
i wanna talk to a person
""".strip().splitlines()

ORDINARY = """
can a person of 1.60 m ride the Heron
which human-powered bikes do you have
do your agents ship to Norway
is there somebody at home needed for delivery
Does somebody have to be at home when the bike is delivered?
do I need a second person to assemble the bike
can someone else pick up my order
can someone else sign for the parcel
I want to send the bike to someone as a gift
can I give my gift card to someone else
can another person use my discount code
how many people can ride the cargo bike
is the Merlin strong enough for a heavy person
what is the maximum weight of a person on the Swift
is there a weight limit per person
I need a bike for a tall person
I want a bike for a person of 1.90 m
which size for a person who is 1.75 tall
I am a person with short legs, which frame do you advise
what cleaning agent do I need for the chain
which degreasing agent is safe for the e-bike battery
do I need a customs agent for Switzerland
are you a human?
are you a real person
Are you a bot or a human?
am I talking to a real person?
Am I speaking with a human being or a robot
is this a real person
is this a bot
do I have to talk to someone to cancel my order
do I need to speak to an agent to change my address
I don't want to talk to a person, just tell me the price
I do not need a human, only the return label
no need for an agent
when my order is late, can I talk to a person
when is customer service open
what are the opening hours of customer support
when can I speak to someone in the workshop
what languages does your customer service speak
does your staff speak French
is the customer service closed on Sunday
do you have people in Ghent who can fit the bike
can the courier call me before delivery
will the driver call me
should I call the courier
the courier did not call me
how do I connect my phone to the Merlin
can you connect me to the app of the display
how do I transfer my order to another address
can you forward me the invoice
please send me the invoice again
give me the price of the Kestrel
get me a discount
I want a refund
I need a new battery
I want a real leather saddle
is it a live stock figure
what is a live tracking link
can I meet the mechanic when I bring the bike
do your mechanics repair other brands
how long does the mechanic need
who repairs the bike in the workshop
can a child of six ride the Plover alone
is the child seat allowed with a passenger
does the guarantee cover a second owner
can my husband collect the order for me
my neighbour accepted the parcel
somebody stole my bike
someone has used my account
someone else ordered with my e-mail
has anyone else had trouble with the display
can anyone see my data
who can see my personal data
how do I delete my personal data
do you pass my data on to other people
what is the personal service at the workshop
is there a service for e-bikes
how often does the bike need a service
what does the customer service charge for a new key
is help with the assembly included
can you help me with the size
can you help me
help
I need help
I need help with my order
help me choose a bike
could you help me find my order number
I want to talk about my order
let's talk about the refund
can we talk about the delay
tell me about the team behind Wren & Wheel
is the bell loud enough for people to hear
what do people say about the Kestrel
is the Swift good for someone new to road bikes
is the gravel bike fit for someone with back pain
I am looking for a present for somebody who cycles to work
I ordered for someone else
can I have the bike delivered to someone else
I would like to have someone else receive it
do you call me when the bike is ready
what is the call number on my parcel
why was my payment refused by the operator
my phone operator blocks your text messages
who is the manufacturer's representative for the motor
what does the motor support up to 25 km/h mean
which support does the rack have
where is the customer number
how do I contact the courier
please stop sending me e-mails
my bot net firewall blocks your site
does the app use AI to plan routes
is the assistant of the Merlin adjustable
does the walk assistance work uphill
do you have a store manager discount
can I return a bike that a person has ridden
is the tent for two persons in stock
a real bargain! is it still available?
is the jacket available for a live test in Ghent
I spoke to an agent yesterday and he promised a refund
your agent told me that it ships today
an agent said I get a new wheel
thanks to your colleague for the help yesterday
do I get a human reply to my review
how do I put the wheel through the fork
how do I get through customs in Norway
could you put me on the waiting list
pass the discount on to a friend
transfer the warranty to a new owner
connect the charger to the battery
""".strip().splitlines()


PLAIN = """
can a human take this
could a real human look at it please
let a colleague handle this instead
can an agent take over
human please
agent
I want to talk to a real person
let me speak to your manager
get me a human now
please put me through to the support team
connect me with customer service
call me back please
can someone call me
please escalate this
not you, a person
""".strip().splitlines()

INDIRECT = """
I would find it easier if I could hear someone's voice
these canned lines get me nowhere, let somebody with a brain have a go
pelase let me tlak to a hunam
cuold an agnet help me
The brake squeals. I have read every page you have. Surely one of you can sort this with me.
gibt es bei euch auch echte Menschen, mit denen ich reden kann?
""".strip().splitlines()

NEAR_MISSES = """
can a human take this medicine as well
can another employee of mine sign for it
my neighbour is the person who signed for it
our agent in Norway needs the customs papers
how many people does the workshop employ
which phone fits the holder
a real pleasure to ride, does it come in red
?
jane@example.com
""".strip().splitlines()

FOREIGN_REQUESTS = """
Kan ik met een medewerker praten?
ik wil graag iemand spreken
geen bot maar een mens alstublieft
Kann ich mit einem Menschen reden?
bitte einen echten Mitarbeiter
ich will keinen Roboter, sondern jemanden sprechen
Est-ce que je peux parler à une personne ?
""".strip().splitlines()

FOREIGN_ORDINARY = """
Hoe stuur ik iets terug?
Wanneer komt mijn bestelling aan?
Kan ik de kleur nog veranderen?
wat kost verzending naar Duitsland
Welke fiets past bij mij?
ik heb de verkeerde helm gekregen
Wie schicke ich etwas zurück?
Wann kommt meine Bestellung an?
was kostet die Lieferung nach Belgien
Welches Fahrrad passt zu mir?
die Bremse schleift, was kann ich tun
Comment retourner un article ?
quand arrive ma commande
""".strip().splitlines()


def _is_handed_over(bot: BotProcess, text: str) -> bool:
    steps = bot.turn(text)["steps"]
    return any(step.get("effect") == "hand_over" and step.get("reason") == "asked_for_person" for step in steps)


@pytest.mark.parametrize("text", PLAIN)
def test_a_plain_request_is_recognised_without_a_classifier(text: str) -> None:
    assert asks_for_person(text) or asks_for_a_call(text)


@pytest.mark.parametrize("text", [*REQUESTS, *INDIRECT, *FOREIGN_REQUESTS])
def test_a_request_is_handed_over_in_the_same_turn(bot: BotProcess, text: str) -> None:
    assert _is_handed_over(bot, text)


def test_a_likely_request_makes_a_handoff_more_likely(bot: BotProcess) -> None:
    def likely(text: str) -> float:
        named = [i["confidence"] for i in bot.turn(text)["intents"] if i["name"] == "ask_person"]
        return float(named[0]) if named else 0.0  # a turn names only the most likely intents

    assert likely("is anything alive behind this window") >= LEANS_AT
    assert likely("how wide is the handlebar of the Heron") < LEANS_AT / 4


@pytest.mark.parametrize("text", [*ORDINARY, *NEAR_MISSES, *FOREIGN_ORDINARY])
def test_an_ordinary_message_is_not_a_request(bot: BotProcess, text: str) -> None:
    assert not asks_for_person(text)
    assert not asks_for_a_call(text)
    assert not _is_handed_over(bot, text)


@pytest.mark.parametrize(
    "text", ["/human please", "HUMAN PLEASE", "  human,   please!! ", "I\u2019d like a human", "human\nplease"]
)
def test_case_punctuation_and_apostrophes_change_nothing(text: str) -> None:
    assert asks_for_person(text)


@pytest.mark.parametrize("text", ["stop", "Cancel.", "never mind", "forget it, please", "ok stop", "no, leave it"])
def test_a_plain_stop_is_a_stop(text: str) -> None:
    assert asks_to_stop(text)


@pytest.mark.parametrize(
    "text", ["cancel my order", "does it stop well", "stop the delivery of WW-12345", "can I cancel?"]
)
def test_a_message_that_says_more_than_stop_is_not_a_stop(text: str) -> None:
    assert not asks_to_stop(text)


def test_long_and_hostile_texts_are_processed_quickly() -> None:
    for unit in ("a ", "not to a ", "can i talk ", "the the ", "please now ", "real live ", "put me "):
        text = (unit * 2_000)[:2_000]
        asks_for_person(text)
        asks_for_a_call(text)
        asks_to_stop(text)
