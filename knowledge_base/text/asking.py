"""Whether a sentence asks something, by its form: a question mark, or how it begins. No numpy here."""

import re

BEGINS = (
    r"(?:(?:till|until|since|from|by|for|on|at|in|to)\s+)?(?:how|what|when|where|which|who)|why|"
    r"can|could|do|does|did|is|are|may|will|would|should|"
    r"wie|was|wann|wo|welche[rs]?|wer|warum|kann|muss|gibt|ist|sind|hoe|wat|wanneer|waar|kan|is er|"
    r"comment|quand|où|est-ce|cómo|cuándo|dónde|cuánto"
)

BEGINS_LIKE_ONE = re.compile(rf"^\W*(?:(?:and|also|und|but)\s+)?(?:{BEGINS})\b", re.IGNORECASE)


def is_asked(sentence: str) -> bool:
    return sentence.rstrip().endswith("?") or bool(BEGINS_LIKE_ONE.search(sentence))
