"""The bodies of requests about the golden set. The limits of each field are in `question`, for files too."""

from typing import Annotated

from pydantic import BaseModel, Field, StrictInt, StrictStr

from knowledge_base.golden_set.files import Format
from knowledge_base.golden_set.question import GoldenContent, cleaned

MOST_READ = 100  # entries of any list that are looked at; `question` allows fewer
LONGEST_FILE_CHARACTERS = 1_500_000

Words = Annotated[StrictStr, Field(max_length=10_000)]
WordList = Annotated[list[Words], Field(max_length=MOST_READ)]


class GoldenQuestionRequest(BaseModel):
    """A question with what its reply must be. Without `article_ids` and `must` it must lead to a person."""

    text: Words
    before: WordList = []
    article_ids: WordList = []
    must: Annotated[list[WordList], Field(max_length=MOST_READ)] = []
    must_not: WordList = []
    kind: Words = ""

    def content(self) -> GoldenContent:
        return cleaned(
            GoldenContent(
                text=self.text,
                before=tuple(self.before),
                article_ids=tuple(self.article_ids),
                must=tuple(map(tuple, self.must)),
                must_not=tuple(self.must_not),
                kind=self.kind,
            )
        )


class GoldenQuestionChange(GoldenQuestionRequest):
    """`version` is the one that the editor has read."""

    version: StrictInt


class GoldenFile(BaseModel):
    """A whole file as text."""

    format: Format
    text: Annotated[StrictStr, Field(max_length=LONGEST_FILE_CHARACTERS)]
