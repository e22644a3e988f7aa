"""The greeting's questions for editors: what is offered and why, a choice of their own, and a check."""

from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import AfterValidator, BaseModel, Field, StrictStr

from chat.edge.rate_limits import RateLimits
from chat.greeting.questions import MOST_OFFERED, GreetingQuestions, Questions
from chat.greeting.responses import CheckedQuestionListBody, GreetingQuestionsBody
from kit.auth import person_of
from kit.clock import Clock, to_text
from kit.database import Database
from kit.web.contract import fails, sends
from knowledge_base.articles.requests import line
from knowledge_base.outcomes.greeting_questions_repository import Chosen, find_chosen, set_chosen

LONGEST_QUESTION = 100
PATIENCE_SECONDS = 10.0

Question = Annotated[StrictStr, Field(max_length=LONGEST_QUESTION), AfterValidator(line)]
Questioned = Annotated[list[Question], Field(max_length=MOST_OFFERED)]


class ChosenQuestions(BaseModel):
    """No texts: the greeting chooses by itself."""

    texts: Questioned


class QuestionsToCheck(BaseModel):
    texts: Annotated[Questioned, Field(min_length=1)]


def greeting_router(database: Database, greeting: GreetingQuestions, limits: RateLimits, clock: Clock) -> APIRouter:
    """`/greeting-questions` and `/greeting-questions/check`."""
    router = APIRouter(prefix="/greeting-questions", tags=["greeting"])

    async def body() -> dict[str, Any]:
        questions = await greeting.present(PATIENCE_SECONDS)
        return _view(questions, await database.read(find_chosen))

    @router.get("", response_model=sends(GreetingQuestionsBody))
    async def read_greeting_questions() -> dict[str, Any]:
        return await body()

    @router.put("", response_model=sends(GreetingQuestionsBody))
    async def choose_greeting_questions(request: Request, given: ChosenQuestions) -> dict[str, Any]:
        texts = list({text.casefold(): text for text in given.texts}.values())
        await database.write(set_chosen, texts, person_of(request).name, clock())
        return await body()

    @router.post("/check", response_model=sends(CheckedQuestionListBody), responses=fails(503, "bot_unavailable"))
    async def check_questions(request: Request, given: QuestionsToCheck) -> dict[str, Any]:
        """Tries these questions now. The editor asks after a publication, for those that were offered before."""
        await limits.check("searches", person_of(request).id)
        return {"checked": [each.view() for each in await greeting.try_each(given.texts)]}

    return router


def _view(questions: Questions, chosen: Chosen) -> dict[str, Any]:
    """`chosen` is what was set, with the result of trying each, if known by now."""
    tried = {each.text: each for each in questions.chosen}
    return {
        "questions": [each.view() for each in questions.offered],
        "chosen": [tried[text].view() if text in tried else {"text": text, "answered": None} for text in chosen.texts],
        "set_by": chosen.set_by,
        "set_at": to_text(chosen.set_at) if chosen.set_at else None,
    }
