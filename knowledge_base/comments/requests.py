"""The bodies of requests about comments."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field, StrictBool, StrictStr
from pydantic_core import PydanticCustomError

from knowledge_base.articles.limits import normalised

LONGEST_COMMENT = 2_000
LONGEST_QUOTE = 1_000


def _some(text: str) -> str:
    found = normalised(text)
    if not found:
        raise PydanticCustomError("baton.empty_text", "This text is empty.")
    return found


class CommentRequest(BaseModel):
    """`quote` is the passage of the article that the comment is about; empty for the whole article."""

    text: Annotated[StrictStr, Field(max_length=LONGEST_COMMENT), AfterValidator(_some)]
    quote: Annotated[StrictStr, Field(max_length=LONGEST_QUOTE), AfterValidator(normalised)] = ""


class CommentChange(BaseModel):
    resolved: StrictBool
