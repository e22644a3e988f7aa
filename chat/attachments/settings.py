"""The settings of files in conversations: whether they are taken, whether they are scanned, and where they are kept."""

from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, SecretStr, model_validator

from kit.keys.secret_files import SECRET
from kit.settings import AddressSettings


class FilesSettings(AddressSettings):
    """Without a bucket, files are in the data folder."""

    attachments: bool | None = Field(
        default=None,
        description="Whether pictures and PDF files can be sent; not set, only with demo data.",
    )
    clamd_address: str = Field(
        default="", description="ClamAV's daemon, tcp://host:port or unix:/path; empty if files are not scanned."
    )
    s3_bucket: str = Field(
        default="", description="Bucket of an S3-compatible storage for files; empty: they are in the data folder."
    )
    s3_endpoint: str = Field(default="", description="Address of the storage; empty means Amazon's own.")
    s3_region: str = Field(default="us-east-1", description="Region that requests are signed for.")
    s3_prefix: str = Field(default="", description="Folder in the bucket, if it has other things too.")
    s3_access_key: Annotated[SecretStr | None, SECRET] = Field(default=None, description="The access key's identifier.")
    s3_secret_key: Annotated[SecretStr | None, SECRET] = Field(default=None, description="The access key's secret.")
    s3_timeout_seconds: float = Field(
        default=10.0, gt=0, le=60, description="How long the storage may take for one file."
    )

    @model_validator(mode="after")
    def _check_bucket(self) -> Self:
        if not self.s3_bucket:
            return self
        if self.s3_endpoint and not self.s3_endpoint.startswith(("https://", "http://")):
            raise ValueError("BATON_S3_ENDPOINT has to be the https address of the storage")
        if not (self.s3_access_key and self.s3_secret_key):
            raise ValueError("BATON_S3_BUCKET needs BATON_S3_ACCESS_KEY and BATON_S3_SECRET_KEY, or a file for each")
        return self

    @property
    def files_folder(self) -> Path:
        return self.data / "files"
