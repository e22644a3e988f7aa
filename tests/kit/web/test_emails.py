"""E-mail addresses: what customers may leave, what accounts may have, and when two are the same."""

import pytest

from kit.web.emails import deliverable_email, fold_email, looks_like_email


@pytest.mark.parametrize(
    ("given", "looks_like_one", "deliverable"),
    [
        (" Mara@Example.com ", True, "mara@example.com"),
        ("ines@intranet", True, None),
        ("a..b@example.com", True, None),
        ("two words@example.com", False, None),
        ("nobody", False, None),
        ("a@b@c", False, None),
        ("a\x00@example.com", True, None),
        (f"{'a' * 320}@example.com", True, None),
    ],
)
def test_accounts_need_the_shape_and_customers_an_address_that_mail_can_be_sent_to(
    given: str, looks_like_one: bool, deliverable: str | None
) -> None:
    assert (looks_like_email(given), deliverable_email(given)) == (looks_like_one, deliverable)


def test_case_and_blanks_make_no_other_account() -> None:
    assert fold_email(" INES@Baton.example") == fold_email("ines@baton.example ")
