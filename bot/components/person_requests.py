"""Recognises requests for a person in any wording. It is a recogniser of its own, because yes or no is a different
question from which intent.

It learns from the examples of `ask_person` against those of all other intents, and from two additional lists
(`training_data/person_requests`): more requests, and messages with the same words that are not requests. The lists
arrive as lookup tables, so they do not become intents. Without the lists (on foreign data) it learns nothing and
changes nothing.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Optional

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.core.constants import REQUESTED_SLOT
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.intents import set_intent
from bot.components.learner import Learner
from bot.components.sentence_vectors import vector_of, vectors_for_training
from bot.person_requests.classifier import Grams, PersonRequests, learn

ASK_PERSON = "ask_person"
FALLBACK = "nlu_fallback"
WISHES, NEAR_MISSES = "wishes_for_a_person", "no_wishes_for_a_person"
LIKELY = 0.5  # the probability of a request below which another intent keeps its own action
WORDS_FILE, WEIGHTS_FILE = "words.json", "weights.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class PersonRequestClassifier(Learner[PersonRequests]):
    """The only component that decides about `ask_person`: from `threshold` on the intent, below it a place in the list.

    It keeps its probability; a plain request, which other words decide, has 1.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"threshold": 0.9}

    def train(self, training_data: TrainingData) -> Resource:
        lists: dict[str, list[str]] = {}
        for table in training_data.lookup_tables:  # a pack may add to both lists
            lists.setdefault(table["name"], []).extend(table["elements"])
        if WISHES in lists and NEAR_MISSES in lists:
            examples = [(e.get(TEXT), e.get(INTENT)) for e in training_data.intent_examples if e.get(TEXT)]
            wishes = [*(text for text, intent in examples if intent == ASK_PERSON), *lists[WISHES]]
            others = [*(text for text, intent in examples if intent != ASK_PERSON), *lists[NEAR_MISSES]]
            vectors = vectors_for_training([*wishes, *others])
            self.learned = learn({text: vectors[text] for text in wishes}, {text: vectors[text] for text in others})
        self._persist()
        return self._resource

    def _persist(self) -> None:
        with self._model_storage.write_to(self._resource) as folder:
            learned = self.learned
            words = {"grams": list(learned.grams.columns), "known": sorted(learned.known)} if learned else None
            (folder / WORDS_FILE).write_text(json.dumps(words), encoding="utf-8")
            if learned:
                np.savez(
                    folder / WEIGHTS_FILE,
                    rarity=learned.grams.rarity, of_vector=learned.of_vector, of_message=learned.of_message,
                    of_sentence=learned.of_sentence, intercepts=learned.intercepts, line=learned.line,
                )  # fmt: skip

    @staticmethod
    def read(folder: Path) -> PersonRequests | None:
        words = json.loads((folder / WORDS_FILE).read_text(encoding="utf-8"))
        if not words:
            return None
        with np.load(folder / WEIGHTS_FILE, allow_pickle=False) as arrays:
            weights = dict(arrays)
        grams = Grams({gram: column for column, gram in enumerate(words["grams"])}, weights.pop("rarity"))
        return PersonRequests(grams, frozenset(words["known"]), **weights)

    def process(self, messages: list[Message], tracker: Optional[DialogueStateTracker] = None) -> list[Message]:  # noqa: UP045 (Rasa reads it)
        # In a note, such a wish is for the reader of the note: "someone should call me" is part of its content.
        if self.learned and not (tracker and tracker.get_slot(REQUESTED_SLOT) == "contact_note"):
            for message in messages:
                if message.get(TEXT):
                    self._judge(message, self.learned.probability(message.get(TEXT), vector_of(message)))
        return messages

    def _judge(self, message: Message, probability: float) -> None:
        if probability >= self._threshold:
            set_intent(message, ASK_PERSON, probability)
            return
        said = {INTENT_NAME_KEY: ASK_PERSON, PREDICTED_CONFIDENCE_KEY: probability}
        others = [o for o in message.get(INTENT_RANKING_KEY) or [] if o[INTENT_NAME_KEY] != ASK_PERSON]
        intent = message.get(INTENT)
        likelier = probability >= max(LIKELY, intent[PREDICTED_CONFIDENCE_KEY])
        if intent[INTENT_NAME_KEY] == ASK_PERSON or (likelier and intent[INTENT_NAME_KEY] != FALLBACK):
            # The intent classifier was not trained on near misses. So the knowledge base is asked, and a person may
            # still be offered.
            set_aside = {INTENT_NAME_KEY: FALLBACK, PREDICTED_CONFIDENCE_KEY: intent[PREDICTED_CONFIDENCE_KEY]}
            message.set(INTENT, set_aside, add_to_output=True)
            others = [set_aside, *others]
        head = others[:1] if others and others[0] == message.get(INTENT) else []
        rest = sorted([*others[len(head) :], said], key=lambda o: -o[PREDICTED_CONFIDENCE_KEY])
        message.set(INTENT_RANKING_KEY, [*head, *rest], add_to_output=True)
