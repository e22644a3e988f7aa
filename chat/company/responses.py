"""The company's settings as the API sends them."""

from typing import Any, Literal

from pydantic import Field

from kit.web.contract import Moment, ResponseBody


class CompanyValueBody(ResponseBody):
    """A setting: its value, where it comes from, and what would hold without it."""

    value: Any
    source: Literal["stored", "environment", "default"]
    fallback: Any


class CompanyImagesBody(ResponseBody):
    """Addresses of the company's images."""

    logo: str | None
    picture: str | None


class CompanySettingsBody(ResponseBody):
    version: int = Field(description="Raised by every change. Send it back with yours.")
    changed_by: str | None
    values: dict[str, CompanyValueBody]
    images: CompanyImagesBody
    changed_at: Moment | None
    placeholders: list[str] = Field(description="What a text may contain in braces.")
    date_formats: list[str]
    snippet: str = Field(description="The script tag that embeds the widget.")


class CompanyExportBody(ResponseBody):
    """Everything that is stored, for another installation. Images are in Base64."""

    baton_company_settings: int = Field(description="The file's format.")
    values: dict[str, Any]
    images: dict[str, str | None]
