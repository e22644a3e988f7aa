"""The words that leave no doubt: asking for a person, for a call, or to stop. Indirect ones are the classifier's.

A missed request breaks a promise, and a question mistaken for one sends a customer into a queue. So a noun alone is
never enough ("can a person of 1.60 m ride the Heron"): a verb of asking, a whole short message, or a plain refusal of
the bot has to go with it. `tests/bot/test_explicit_requests.py` holds both sides.
"""

from __future__ import annotations

import re

# ruff: noqa: E501  (a pattern reads best as one line)

_WHO = (
    r"(?:humans?|persons?|people|agents?|representatives?|reps?|operators?|advis[eo]rs?|consultants?|employees?|"
    r"colleagues?|managers?|supervisors?|superiors?|specialists?|experts?|technicians?|mechanics?|staff|team|someone|somebody|"
    r"anyone|anybody|human beings?|boss|owners?|guys|sales ?(?:person|people|man|woman)|clerks?|csr|crew|folks|individual|soul|"
    r"professional|one of (?:you|your \w+)|you guys|(?:tech|technical) support|support|headquarters|"
    r"(?:customer|client|support|service|help)[\s-]?(?:service|support|care|desk|centre|center|team|line|helpline))"
)
_STRICT_WHO = (
    r"(?:humans?|person|agents?|representatives?|reps?|operators?|advis[eo]r|supervisor|manager|human beings?|staff member|"
    r"member of (?:the |your )?(?:staff|team)|csr|real people|(?:tech|technical|phone|telephone) support|"
    r"(?:live|human|real) (?:chat|support|help|assistance)|(?:customer|client) (?:service|support|care)(?: (?:rep|agent|person))?)"
)
_KIND = (
    r"(?:(?:a|an|the|one of|some|your|you|ur|any|real|live|actual|actually|proper|human|different|another|other|"
    r"flesh and blood|support|customer|service|care|sales|help|desk|team|member of|members of|qualified|competent|"
    r"senior|responsible|else|just|bloody|damn|fucking|nice|friendly)[\s-]+)*"
)
_SOMEBODY = rf"{_KIND}{_WHO}"
_A_BOT = r"(?:(?:a|an|the|this|that|you|your|some|more|stupid|dumb|useless|fucking|bloody|damn)\s+)*(?:bots?|robots?|chatbots?|machines?|computers?|ai|algorithms?|programs?|automat\w+|software)\b"
_STRICT = rf"{_KIND}{_STRICT_WHO}"
# What follows a noun that is not ours: a rider, a product, a third party.
_NOT_OURS = (
    r"(?!\s*(?:of\b|who (?:is|weighs|rides)|that (?:is|weighs)|weigh|under\b|over\b|below\b|above\b|tall\b|taller|"
    r"size|sized|powered|else\b|limit|tent|for the bike|at home|at my|to (?:sign|receive|collect|pick|ride|carry|assemble|"
    r"open|accept|be (?:at )?home|lift)|living|with (?:a )?(?:back|knee|long|short)))"
)
_TALK = r"(?:talk|talking|speak|speaking|spk|chat|chatting|converse|discuss (?:this|it)|explain (?:this|it|that|everything)|write|deal|have a (?:word|chat|talk|conversation))"
_HELP = r"(?:help|talk|speak|chat|call|assist|answer|look|explain|deal|sort|handle|take over|advise|understand)"

_REQUESTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_TALK}\s+(?:directly\s+)?(?:to|with|2|w)\s+{_SOMEBODY}\b{_NOT_OURS}",
        rf"\b(?:put|get|patch|pass|hand|connect|transfer|forward|redirect|route|switch|refer|escalate|send|link|hook)\s+"
        rf"(?:me|us|this|it|my (?:case|chat|question|problem|issue)|this (?:case|chat|conversation|one))\s+"
        rf"(?:(?:straight|directly|back|up|over|on|through|along|across)\s+)*(?:to|with|2)\s+{_SOMEBODY}\b{_NOT_OURS}",
        r"\b(?:put|patch|pass)\s+(?:me|us)\s+(?:straight\s+)?(?:through|on to|over)\b",
        r"\b(?:connect|transfer|escalate)\s+(?:me|us)(?:\s+(?:through|over|now|please|pls|here|up|asap))*\s*$",
        rf"\bgimme\s+{_KIND}{_STRICT_WHO}\b{_NOT_OURS}",
        r"\b(?:please\s+escalate|escalate\s+(?:this|it|my))\b",
        rf"\b(?:get|give|gimme|find|fetch|bring|send|pass|hand)\s+(?:me|us)\s+{_KIND}"
        rf"(?:{_STRICT_WHO}\b{_NOT_OURS}|someone|somebody|a colleague)(?!\s+(?:else|for|to (?!{_HELP})))",
        rf"\b(?:want|wanna|need|require|prefer|demand|request|id like|would like|ask for|asking for|rather have|insist on)\s+"
        rf"(?:to (?:have|get|see|contact|reach)\s+)?{_STRICT}\b{_NOT_OURS}",
        rf"\b(?:want|need|require|id like|would like|get|have)\s+{_KIND}(?:someone|somebody|colleague|person|human|agent)\s+"
        rf"(?:(?:who|that) can\s+|to\s+)(?:(?:talk|speak|chat)\b|(?:help|assist|advise)(?: (?:me|us))?(?: please| now)*\s*$)",
        rf"\b(?:can|could|may|might|let|please|lemme)\s+(?:i|we|me|us)?\s*(?:please\s+)?"
        rf"(?:have|get|see|reach|contact|message|meet|use)\s+{_STRICT}\b{_NOT_OURS}",
        rf"\b(?:contact|reach|message|get hold of|get through to|get in touch with)\s+"
        rf"(?:a|an|any|one of your|your|some)\s+(?:real |live |actual )?{_STRICT_WHO}\b{_NOT_OURS}",
        rf"\b(?:is|are)\s+there\s+(?:\w+\s+)?(?:a |an |any )?{_KIND}(?:{_STRICT_WHO}|anyone|anybody|someone|somebody|people|colleagues?)\s+"
        rf"(?:there|here|available|online|around|free|(?:that |who )?(?:i|we) (?:can|could)|(?:who|that) can {_HELP}|to {_HELP}|on (?:the )?(?:chat|line))",
        r"^\W*(?:hello |hi |hey )?(?:is )?(?:there )?(?:anyone|anybody|someone|somebody) (?:there|here|real|human|around|alive)(?= *$| please| who| that| i can| to )",
        rf"\b(?:is|are)\s+(?:anyone|anybody|someone|somebody|{_KIND}{_STRICT_WHO}|a colleague)\s+(?:available|free|around|online|there|here)"
        rf"(?:\s+(?:right now|now|please|today))*(?:\s*$|\s+to\s+{_HELP}|\s+who\s+can)",
        r"\b(?:put|get|bring)\s+(?:a|an|one of your|your|some|another)?\s*(?:real |live |human |actual )*"
        r"(?:colleague|person|human|agent|manager|supervisor|expert|someone|somebody|representative|operator)\s+(?:on|in|here|over)\b(?! (?:the |my |your )?(?:bike|photo|picture))",
        r"\b(?:get|need|want|find|bring)\s+(?:me\s+)?(?:someone|somebody|a colleague|anyone)\s+(?:from (?:your|the) (?:team|staff|company|support|service)|"
        r"(?:who|that) (?:can|could|knows|understands|actually)|real|human|competent)\b",
        r"\b(?:let|have)\s+(?:a|an|one of your|some|your)\s+(?:real |live |human |actual )*(?:colleagues?|person|human|agent|representative|operator)\s+"
        r"(?:take|look|handle|deal|help|answer|do|sort|call|read)\b",
        rf"\b(?:put|be put|get|come|getting)\s+(?:me\s+)?in (?:touch|contact) with\s+{_KIND}(?:{_WHO})\b{_NOT_OURS}",
        rf"\b(?:real|live|actual|flesh and blood|non ?robot)[\s-]+{_WHO}\b{_NOT_OURS}",
        r"\bhuman[\s-]+(?:being|agent|support|help|assistance|assistant|operator|contact|intervention|interaction|chat|"
        r"representative|service|please|pls)\b",
        rf"\b(?:dont|do not|not|no longer|never|wont|cant|hate|tired of|fed up with|sick of|stop|refuse to|instead of|rather than)\s+"
        rf"(?:(?:want|like|wanna|to|be|go on|keep|going|here|have|having|feel)\s+){{0,4}}(?:{_TALK}|dealing|writing|texting|arguing|discussing|explaining(?: \w+)?)\s+"
        rf"(?:to|with|by)\s+{_A_BOT}",
        r"\b(?<!am )(?<!im )(?<!are )(?<!is )(?:no|no more|not|dont|do not|enough of|stop|hate|skip|bypass|avoid|turn off|switch off|get rid of|get past|without|less)\s+"
        r"(?:want |need )?(?:with\s+)?(?:(?:a|an|the|this|that|you|your|more|stupid|dumb|useless|any)\s+)*(?:chat)?(?:ro)?bots?\b(?!\s+net)",
        rf"\b(?:let|allow)\s+(?:me|us)\s+{_TALK}\s+(?:to|with)\b",
        rf"\b(?:can|could|would|will)\s+(?:a human|a real person|an agent|a colleague|one of your \w+|someone real|somebody real)\s+"
        rf"(?:please\s+)?(?:{_HELP}|take)\b",
        r"\b(?:can|could) a person (?:please )?(?:help|call|talk to|speak to|answer|assist|look at this|look into this|take over)\b",
        rf"\b(?:switch|connect|transfer|escalate|redirect|hand over|change|go over)\s+(?:over\s+)?to\s+{_KIND}{_STRICT_WHO}\b{_NOT_OURS}",
        rf"\b(?:putting|passing|handing|connecting|transferring|switching|getting|forwarding|redirecting)\s+(?:me|us)\s+"
        rf"(?:(?:on|over|through|back)\s+)*(?:to|with)\s+{_SOMEBODY}\b{_NOT_OURS}",
        r"\b(?:putting|passing) (?:me|us) through\b",
        rf"\b(?:be|get|being|getting|am|been)\s+(?:put through|put on|connected|transferred|forwarded|redirected|passed(?: on)?|handed(?: over)?|"
        rf"escalated)\s+(?:to|with)\s+{_SOMEBODY}\b{_NOT_OURS}",
        r"\b(?:i want to|i would like to|id like to|can i|could i|may i|please) (?:be|get) (?:put through|connected|transferred)(?:\s+(?:please|now|over))*\s*$",
        r"\b(?:answer|answers|answered|reply|response|help|helped|assistance|assisted|advice|support|supported|served|handled|attention|"
        r"contacted|checked|solved)\s+(?:by|from|of)\s+(?:(?:a|an|one of|your|some|the)\s+)*(?:(?:real|live|actual|human|proper)\s+\w+|humans?|human beings?|"
        r"agents?|representatives?|staff members?|member of (?:the |your )?(?:staff|team)|colleagues?|someone (?:real|from|in your)|somebody (?:real|from|in your))\b",
        rf"\b(?:this|it|that|my (?:case|problem|issue|question|request|order))\s+(?:really |clearly |definitely )?(?:needs|requires|calls for|takes)\s+"
        rf"{_KIND}{_STRICT_WHO}\b{_NOT_OURS}",
        r"\b(?:where (?:are|is) (?:the |a |an |all the )?|any |got any )(?:real |live |actual )?(?:humans?|real people|live people|agents?|human beings?)\b"
        r"(?:\s+(?:here|there|around|available|out there|left|online|on|working|in|please|today|now))*\s*$",
        r"\bdo you have\s+(?:a |an |any |some )?(?:real |live |actual )?(?:humans?|real people|live people|real person|live agents?|human agents?|human beings?|"
        r"(?:person|people|someone|somebody|anyone|agent) (?:i|we|that i|who i|to) (?:can|could|talk|speak|chat))\b",
        r"(?:^|\bplease |\bcan you |\bcould you |\bi want you to |\bgo )(?:get|call|bring|fetch|send for|send|ask)\s+(?:me\s+)?(?:your|the|a)\s+(?:manager|supervisor|superior|boss|person in charge)\b",
        r"^(?:please |pls |can you |just |bot )*(?:hand ?over|hand ?off|escalate|hand me over)(?: please| pls| now| this| it)*$",
        r"\b(?:contact|reach|message|get|ask|call)\s+(?:(?:your|the)\s+)?(?:customer|client|tech|technical)\s*(?:service|services|support|care)\b",
        r"\b(?:i want|i need|i would like|id like|i prefer|id prefer|id rather|i must|i have to|i wish|i will only|can i|could i|may i|let me|please|ill only)\b.{0,80}"
        r"\b(?:to|with|by|from)\s+(?:a |an |one of |some |your |the )*(?:(?:real|live|actual|proper|human|flesh and blood)\s+(?:person|people|human|agent|being)|"
        r"humans?|human beings?|agent|representative|member of (?:the |your )?(?:staff|team)|staff member|your (?:colleagues?|staff|team|people)|supervisor|manager)\s*$",
    )
)
# Said alone these ask for a person; with a question behind them they only open it.
_WHOLE = re.compile(
    r"(?:(?:hello|hi|hey|please|pls|ok|so)\s+)*(?:(?:can|could|would|will|may)\s+)?(?:someone|somebody|anyone|anybody)(?:\s+(?:please|pls))*\s+"
    r"(?:help|assist|answer|respond|talk to|speak to|reply)(?:\s+(?:me|us|to me))?(?:\s+with (?:this|that|it))?(?:\s+(?:please|pls|now|here|at all))*"
)
_GREETING = r"(?:(?:hello|hi|hey|ok|okay|please|pls|plz|sorry|no|yes|just|now|well|then|but|and|so)\s+)*"
_ENDING = r"(?:\s+(?:i beg you|already|omg|ffs|fast|quickly|quick|again|online|chat|only|required|urgent|urgently|needed urgently|right away|at once|please|pls|plz|now|thanks|thank you|asap|immediately|right now|today|here|asap please|instead|somehow|needed|wanted|required))*"
_ALONE = re.compile(
    rf"{_GREETING}{_KIND}(?:{_STRICT_WHO}|people|support|colleague|someone|somebody|employee|live chat|helpdesk|help desk|service desk|"
    rf"(?:customer|client) (?:service|support|care)(?: (?:agent|rep|representative|person|team|please))?|"
    rf"support (?:agent|rep|person|team)|staff member){_ENDING}"
)
# The same words about something else: whether this is a bot, what happened before, what is needed, when they work.
_NOT_A_REQUEST = re.compile(
    r"\b(?:am|are|was|were)\s+(?:i|we)\s+(?:actually |really |now |currently |still )*(?:talking|speaking|chatting|writing|dealing)\b"
    r"|\b(?:is|was) (?:this|that|it) (?:a |an )?(?:real|live|actual|human|person|bot|robot|machine)"
    r"|\b(?:are|r) (?:you|u) (?:really |actually |just )*(?:a |an |the )?(?:real|live|actual|human|person|bot|robot|machine|computer|ai|agent)"
    r"|\b(?:you|u) (?:are|re|r) (?:a |an )?(?:real|human|person)"
    r"|\b(?:like|as|or|be|is|are|am|were|youre) (?:a |an |an? \w+ )?(?:real|live|actual|human|flesh)\b"
    r"|\bshould (?:i|we)\b"
    r"|\b(?:name|what) (?:\w+ ){0,4}call (?:you|me)\b"
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
_BOT_REFUSED = re.compile(
    r"\b(?:bots?|robots?|chatbots?|machines?|computers?|ai|algorithms?|programs?|automat\w+|software)$"
)

_BACK = (
    r"(?=\s*$|\s+(?:back|please|pls|now|asap|today|tomorrow|tonight|soon|later|instead|directly|immediately|about|regarding|because|at|on|"
    r"under|when|after|before|between|this|in the|and|as soon|if|with|for|again|by phone|right)\b)"
)
_CALL = re.compile(
    r"\b(?:can|could|may|let|how (?:can|do|could)|i want to|i need to|i would like to|id like to|i wish to|i prefer to|want to|id rather|id prefer to)"
    r"\s+(?:i |we |me )?(?:please |just )?(?:call|phone|ring|telephone)\s+(?:(?:you|u)"
    + _BACK
    + r"|someone\b|somebody\b|a person\b|a human\b|customer\b|support\b|"
    r"your (?:team|office|support|shop|staff|people)\b)"
    r"|\b(?:please|pls|plz|can (?:you|u|someone|somebody|anyone|anybody)|could (?:you|u|someone|somebody|anyone)|would you|will you|"
    r"(?:have|get|ask|let) (?:someone|somebody|a person|an agent|a colleague)(?: to)?|i want you to|you (?:should|must|need to)|just)\s+"
    r"(?:please )?(?:call|phone|ring|telephone) (?:me|us)\b"
    + _BACK
    + r"|^\W*(?:call|phone|ring) (?:me|us)\b"
    + _BACK
    + r"|\b(?:call|phone|ring) me back\b"
    r"|\bgive me a (?:call|ring|phone call)\b"
    r"|\b(?:want|need|request|would like|id like|arrange|get|have|book)\s+(?:a|an)\s+(?:phone ?call|call ?back|call from (?:you|someone|your|a))\b"
    r"|\b(?:talk|speak|discuss(?: \w+)?|do (?:this|it|that)|sort (?:this|it)(?: out)?|explain(?: \w+)?|solve (?:this|it)) (?:on|over|by|via) (?:the |a )?(?:phone|telephone|call)\b"
    r"|\b(?:rather|prefer to|would like to|id like to|want to) (?:call|phone|ring)(?: in| up)?\s*$"
    r"|^(?:by|over the|on the|via) (?:tele)?phone(?: please)?$"
    r"|^(?:phone|telephone) (?:call|support)(?: please)?$"
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
    parts = re.split(r"[.!?;\n]+(?:\s+|$)", _plain(text))
    return [stripped for part in parts if (stripped := re.sub(r"[,:;]+", " , ", part).strip(" ,-"))]


def _pieces(sentence: str) -> list[str]:
    return [piece.strip(" -") for piece in sentence.split(" , ") if piece.strip(" -")]


def _joined(sentence: str) -> str:
    return re.sub(r"\s+", " ", sentence.replace(" , ", " "))


def asks_for_person(text: str) -> bool:
    """Whether the words themselves ask for a person."""
    sentences = _sentences(text)
    return any(_is_request(sentence) for sentence in sentences) or (
        len(sentences) == 1 and _WHOLE.fullmatch(_joined(sentences[0])) is not None
    )


def _is_request(sentence: str) -> bool:
    joined = _joined(sentence)
    if _NOT_A_REQUEST.search(joined):
        return False
    return any(_ALONE.fullmatch(piece) for piece in (joined, *_pieces(sentence))) or any(
        _BOT_REFUSED.search(match[0]) or not _NEGATED_BEFORE.search(joined[: match.start()])
        for pattern in _REQUESTS
        for match in pattern.finditer(joined)
    )


def asks_for_a_call(text: str) -> bool:
    """Whether the customer wants to talk on the phone, which is a person too."""
    return any(
        _CALL.search(s) and not _COURIER_CALLS.search(s) and not _NOT_A_REQUEST.search(s)
        for s in map(_joined, _sentences(text))
    )


def asks_to_stop(text: str) -> bool:
    """Whether the whole message says no more than that the customer wants to stop."""
    return _STOP.fullmatch(" ".join(map(_joined, _sentences(text)))) is not None
