"""The words that leave no doubt: asking for a person, for a call, or to stop. Indirect ones are the classifier's.

A missed request breaks a promise, and a question mistaken for one sends a customer into a queue. So a noun alone is
never enough ("can a person of 1.60 m ride the Heron"): a verb of asking, a whole short message, or a plain refusal of
the bot has to go with it. `tests/bot/test_explicit_requests.py` holds both sides.
"""

from __future__ import annotations

import re

_WHO = (
    r"(?:humans?|persons?|people|agents?|representatives?|reps?|operators?|advis[eo]rs?|consultants?|employees?|"
    r"colleagues?|managers?|supervisors?|specialists?|experts?|technicians?|mechanics?|staff|team|someone|somebody|"
    r"anyone|anybody|human beings?|"
    r"(?:customer|client|support|service|help)[\s-]?(?:service|support|care|desk|centre|center|team|line|helpline))"
)
_STRICT_WHO = (
    r"(?:human|person|agent|representative|rep|operator|advis[eo]r|supervisor|manager|human being|"
    r"(?:live|human|real) (?:chat|support|help|assistance)|(?:customer|client) (?:service|support|care)(?: (?:rep|agent|person))?)"
)
_KIND = (
    r"(?:(?:a|an|the|one of|some|your|you|ur|any|real|live|actual|actually|proper|human|different|another|other|"
    r"flesh and blood|support|customer|service|care|sales|help|desk|team|member of|members of|qualified|competent|"
    r"senior|responsible|else|just|bloody|damn|fucking|nice|friendly)[\s-]+)*"
)
_SOMEBODY = rf"{_KIND}{_WHO}"
_STRICT = rf"{_KIND}{_STRICT_WHO}"
# What follows a noun that is not ours: a rider, a product, a third party.
_NOT_OURS = (
    r"(?!\s*(?:of\b|who (?:is|weighs|rides)|that (?:is|weighs)|weigh|under\b|over\b|below\b|above\b|tall\b|taller|"
    r"size|sized|powered|else\b|limit|tent|for the bike|at home|at my|to (?:sign|receive|collect|pick|ride|carry|assemble|"
    r"open|accept|be (?:at )?home|lift)|living|with (?:a )?(?:back|knee|long|short)))"
)
_TALK = r"(?:talk|talking|speak|speaking|spk|chat|chatting|converse|discuss (?:this|it)|deal|have a (?:word|chat|talk))"
_HELP = r"(?:help|talk|speak|chat|call|contact|assist|answer|look|explain|reply|write|deal|sort|handle|take over|get back)"

_REQUESTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_TALK}\s+(?:directly\s+)?(?:to|with|2)\s+{_SOMEBODY}\b{_NOT_OURS}",
        rf"\b(?:put|get|patch|pass|hand|connect|transfer|forward|redirect|route|switch|refer|escalate|send|link|hook)\s+"
        rf"(?:me|us|this|it|my (?:case|chat|question|problem|issue)|this (?:case|chat|conversation|one))\s+"
        rf"(?:(?:straight|directly|back|up|over|on|through|along|across)\s+)*(?:to|with|2)\s+{_SOMEBODY}\b{_NOT_OURS}",
        r"\b(?:put|patch|pass)\s+(?:me|us)\s+(?:straight\s+)?(?:through|on to|over)\b",
        r"\b(?:connect|transfer|escalate)\s+(?:me|us)\b(?!\s+(?:the|my|a|an)\b)",
        r"\b(?:please\s+escalate|escalate\s+(?:this|it|my))\b",
        rf"\b(?:get|give|gimme|find|fetch|bring|send|pass|hand)\s+(?:me|us)\s+{_KIND}"
        rf"(?:{_STRICT_WHO}\b{_NOT_OURS}|someone|somebody|a colleague)(?!\s+(?:else|for|to (?!{_HELP})))",
        rf"\b(?:want|wanna|need|require|prefer|demand|request|id like|would like|ask for|asking for|rather have|insist on)\s+"
        rf"(?:to (?:have|get|see|contact|reach)\s+)?{_STRICT}\b{_NOT_OURS}",
        rf"\b(?:want|need|require|id like|would like|get|have)\s+{_KIND}(?:someone|somebody|colleague|person|human|agent)\s+"
        rf"(?:(?:who|that) can\s+|to\s+){_HELP}\b",
        rf"\b(?:can|could|may|might|let|please|lemme)\s+(?:i|we|me|us)?\s*(?:please\s+)?"
        rf"(?:have|get|see|reach|contact|message|meet|use)\s+{_STRICT}\b{_NOT_OURS}",
        rf"\b(?:contact|reach|message|get hold of|get through to|get in touch with)\s+"
        rf"(?:a|an|any|one of your|your|some)\s+(?:real |live |actual )?{_STRICT_WHO}\b{_NOT_OURS}",
        rf"\b(?:is|are)\s+there\s+(?:\w+\s+)?(?:a |an |any )?{_KIND}(?:{_STRICT_WHO}|anyone|anybody|someone|somebody|people|colleagues?)\s+"
        rf"(?:there|here|available|online|around|free|(?:that |who )?(?:i|we) (?:can|could)|(?:who|that) can {_HELP}|to {_HELP}|on (?:the )?(?:chat|line))",
        r"^\W*(?:hello |hi |hey )?(?:is )?(?:there )?(?:anyone|anybody|someone|somebody) (?:there|here|real|human|around|alive)\b(?! (?:at|in))",
        rf"\b(?:real|live|actual|flesh and blood|non ?robot)[\s-]+{_WHO}\b{_NOT_OURS}",
        r"\bhuman[\s-]+(?:being|agent|support|help|assistance|assistant|operator|contact|intervention|interaction|chat|"
        r"representative|service|please|pls)\b",
        r"\b(?:(?:dont|do not|didnt|not|no longer|never|wont|hate|tired of|fed up with|sick of|enough of|stop|refuse to|"
        r"instead of|rather than|no more)\s+(?:\w+\s+){0,3}?(?:to|with|by|from)?\s*(?:a|an|the|this|you|your|some|more|stupid|"
        r"dumb|useless)*\s*(?:bots?|robots?|chatbots?|machines?|computers?|automated (?:\w+)|ai))\b",
        rf"\b(?:let|allow)\s+(?:me|us)\s+{_TALK}\s+(?:to|with)\b",
        r"\b(?:can|could|would|will)\s+(?:someone|somebody|anyone|anybody|a human|a person|an agent|a colleague|one of your \w+)\s+"
        rf"(?:please\s+)?(?:{_HELP}|take this)\b(?:\s+(?:me|us|to me|with me|this|over|at this|into (?:this|it))|\s*$)",
    )
)
_GREETING = r"(?:(?:hello|hi|hey|ok|okay|please|pls|plz|sorry|no|yes|just|now|well|then|but|and|so)\s+)*"
_ENDING = r"(?:\s+(?:please|pls|plz|now|thanks|thank you|asap|immediately|right now|today|here|asap please|instead|somehow|needed|wanted|required))*"
_ALONE = re.compile(
    rf"{_GREETING}{_KIND}(?:{_STRICT_WHO}|colleague|someone|somebody|employee|live chat|helpdesk|help desk|service desk|"
    rf"(?:customer|client) (?:service|support|care)(?: (?:agent|rep|representative|person|team|please))?|"
    rf"support (?:agent|rep|person|team)|staff member){_ENDING}"
)
# The same words about something else: whether this is a bot, what happened before, what is needed, when they work.
_NOT_A_REQUEST = re.compile(
    r"\b(?:am|are|was|were)\s+(?:i|we)\s+(?:actually |really |now |currently |still )*(?:talking|speaking|chatting|writing|dealing)\b"
    r"|\b(?:is|was) (?:this|that|it) (?:a |an )?(?:real|live|actual|human|person|bot|robot|machine)"
    r"|\b(?:are|r) (?:you|u) (?:really |actually |just )*(?:a |an |the )?(?:real|live|actual|human|person|bot|robot|machine|computer|ai|agent)"
    r"|\b(?:you|u) (?:are|re|r) (?:a |an )?(?:real|human|person)"
    r"|\b(?:do|does|will|would|must|should|did) (?:i|we|you|he|she|they|it|one|anyone|someone|a customer|customers) "
    r"(?:really |even |always |still )?(?:have to|need to|need|require|got to|want)\b"
    r"|\b(?:when|what time|what hours|which hours|which days?|what days?|until when|how late|in (?:which|what) languages?|"
    r"what languages?|which languages?|how long|how much|how many|what does it cost) (?!should i just)"
)
_NEGATED_BEFORE = re.compile(
    r"\b(?:dont|do not|doesnt|didnt|not|no need|needless|rather not|without|never|wont|havent)"
    r"(?:\s+(?:have|having|need|want|wish|wanna|like|to|yet|really|actually|necessarily|just|even|be|ever|be put|you|"
    r"you to|me|going|trying|asking|looking|for|a|an|any|the))*\s*$"
)
_BOT_REFUSED = re.compile(r"\b(?:bots?|robots?|chatbots?|machines?|computers?|ai|automated \w+)$")

_CALL = re.compile(
    r"\b(?:can|could|may|let|how (?:can|do|could)|i want to|i need to|i would like to|id like to|i wish to|i prefer to|want to)"
    r"\s+(?:i |we |me )?(?:please )?(?:call|phone|ring|telephone)\s+(?:you|u|someone|somebody|a person|a human|customer|support|your (?:team|office|support|shop|staff|people))\b"
    r"|\b(?:please|pls|plz|can (?:you|u|someone|somebody|anyone|anybody)|could (?:you|u|someone|somebody|anyone)|would you|"
    r"will you|(?:have|get|ask|let) (?:someone|somebody|a person|an agent|a colleague)(?: to)?|i want you to|you (?:should|must|need to))\s+"
    r"(?:please )?(?:call|phone|ring|telephone) (?:me|us)\b"
    r"|^\W*(?:call|phone|ring) (?:me|us)\b"
    r"|\b(?:call|phone|ring) me back\b"
    r"|\bgive me a (?:call|ring|phone call)\b"
    r"|\b(?:want|need|request|would like|id like|arrange|get|have|book)\s+(?:a|an)\s+(?:phone ?call|call ?back|call from)\b"
    r"|\b(?:talk|speak) (?:on|over|by) (?:the )?(?:phone|telephone)\b"
)
_COURIER_CALLS = re.compile(r"\b(?:courier|driver|postman|carrier|dhl|ups|delivery man|delivery person)\b")

_STOP = re.compile(
    r"(?:(?:please|ok|okay|no|oh|just|lets|let us|i want to|i would like to|id like to|can we|actually|hmm)\s+)*"
    r"(?:stop(?: (?:it|this|that|here|asking|please|now))*|cancel(?: (?:it|this|that|please))*|abort|quit|exit|never ?mind(?: that| it)?|"
    r"forget (?:it|this|that|about it)|leave it|drop it|skip (?:it|this)|not now|no more|start over|go back|enough)"
    r"(?:\s+(?:please|thanks|thank you|then|now))*"
)


def _plain(text: str) -> str:
    """Lower case, no apostrophes, one blank between words; sentence marks stay."""
    lowered = text.lower().replace("\u2019", "'").replace("'", "").replace("\u2018", "")
    return re.sub(r"\s+", " ", re.sub(r"[^\w\s.,!?;:\-]", " ", lowered)).strip()


def _sentences(text: str) -> list[str]:
    parts = re.split(r"[.!?;,:\n]+(?:\s+|$)", _plain(text))
    return [part.strip(" -") for part in parts if part.strip(" -")]


def asks_for_person(text: str) -> bool:
    """Whether the words themselves ask for a person."""
    return any(_is_request(sentence) for sentence in _sentences(text))


def _is_request(sentence: str) -> bool:
    if _ALONE.fullmatch(sentence):
        return True
    for pattern in _REQUESTS:
        for match in pattern.finditer(sentence):
            before = sentence[: match.start()]
            if _BOT_REFUSED.search(match[0]):
                if not _NOT_A_REQUEST.search(sentence):
                    return True
            elif not _NEGATED_BEFORE.search(before) and not _NOT_A_REQUEST.search(sentence):
                return True
    return False


def asks_for_a_call(text: str) -> bool:
    """Whether the customer wants to talk on the phone, which is a person too."""
    return any(
        _CALL.search(s) and not _COURIER_CALLS.search(s) and not _NOT_A_REQUEST.search(s) for s in _sentences(text)
    )


def asks_to_stop(text: str) -> bool:
    """Whether the whole message says no more than that the customer wants to stop."""
    sentences = _sentences(text)
    return bool(sentences) and all(_STOP.fullmatch(sentence) for sentence in sentences)
