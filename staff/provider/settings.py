"""The settings of the OpenID Connect provider at which people may sign in."""

from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, model_validator

from kit.keys.secret_files import SECRET
from kit.settings import AddressSettings
from staff.people.person import Role

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class ProviderSettings(AddressSettings):
    """Without an issuer, people sign in by password alone."""

    oidc_issuer: str = Field(default="", description="Address of the OpenID Connect provider; empty if there is none.")
    oidc_client_id: str = Field(default="", description="Name under which Baton is registered at the provider.")
    oidc_client_secret: Annotated[SecretStr | None, SECRET] = Field(default=None, description="The client's secret.")
    oidc_name: str = Field(default="", description="The provider's name on the button; empty means its host.")
    oidc_hosts: str = Field(
        default="", description="Further hosts that the provider's document may name, separated by spaces."
    )
    oidc_domains: str = Field(
        default="", description="E-mail domains of people who may sign in, separated by spaces; empty means any."
    )
    oidc_groups_claim: str = Field(default="groups", description="Claim that lists a person's groups.")
    oidc_roles: dict[str, Role] = Field(
        default={}, description="JSON object of roles by group; empty leaves roles to the People page."
    )
    oidc_create: bool = Field(default=False, description="Whether unknown people are added; needs roles by group.")
    oidc_link_by_email: bool = Field(
        default=False, description="Whether a first sign-in is linked with the person who has the verified e-mail."
    )

    @property
    def client_secret(self) -> str:
        return self.oidc_client_secret.get_secret_value() if self.oidc_client_secret else ""

    @property
    def provider_name(self) -> str:
        return self.oidc_name or urlsplit(self.oidc_issuer).hostname or ""

    @property
    def provider_hosts(self) -> frozenset[str]:
        """The only hosts that Baton calls for this."""
        return frozenset({urlsplit(self.oidc_issuer).netloc, *self.oidc_hosts.split()})

    @model_validator(mode="after")
    def _check_provider(self) -> Self:
        if not self.oidc_issuer:
            return self
        issuer = urlsplit(self.oidc_issuer)
        if not issuer.hostname or (issuer.scheme != "https" and issuer.hostname not in _LOOPBACK):
            raise ValueError("BATON_OIDC_ISSUER must begin with https://.")
        if not self.oidc_client_id:
            raise ValueError("BATON_OIDC_ISSUER needs BATON_OIDC_CLIENT_ID.")
        if self.oidc_create and not self.oidc_roles:
            raise ValueError("BATON_OIDC_CREATE needs BATON_OIDC_ROLES, which say what a new person may do.")
        return self
