"""What the search in the published articles sends."""

from pydantic import Field

from kit.web.contract import ResponseBody, example


class HelpResultBody(ResponseBody):
    article_id: str
    title: str
    section: str = Field(description="The heading path of the part that may answer; empty for the beginning.")


class HelpResultsBody(ResponseBody):
    model_config = example(articles=[{"article_id": "first-service", "title": "The first service", "section": ""}])

    articles: list[HelpResultBody]
