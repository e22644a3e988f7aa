"""Customers' personal data is masked by its form, and ordinary words and numbers stay."""

import pytest

from kit.privacy.masking import masked, without_personal_data


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("write to tilda.voss+shop@mail.example.org, thanks", "write to [e-mail], thanks"),
        ("it says https://example.org/reset?token=1 is gone", "it says [link] is gone"),
        ("my card 5555 5555 5555 4444 was refused", "my card [card] was refused"),
        ("pay back to NL91 ABNA 0417 1643 00 soon", "pay back to [iban] soon"),
        ("call +44 20 7946 0958 please", "call [phone] please"),
        ("call 0470/12.34.56 please", "call [phone] please"),
        ("where is AB-70912?", "where is [number]?"),
        ("my password is Tr0ub4dor!", "my password is [secret]"),
        ("PIN: 7741 does not work", "PIN: [secret] does not work"),
        ("hello, my name is Tilda van der Voss and I wait", "hello, my name is [name] and I wait"),
        ("the key is sk_live_51H8xY2eZvKYlo2C9", "the key is [secret]"),
    ],
)
def test_what_is_somebodys_is_masked(text: str, expected: str) -> None:
    assert masked(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "the display shows E-104",
        "I paid 1500 euro in 2024 for 3 kayaks",
        "my name is not on the invoice",
        "28x1.75 or 29 inches, 250 W?",
        "is my password too short?",
        "can I pay 30 % now?",
    ],
)
def test_ordinary_words_and_numbers_stay(text: str) -> None:
    assert masked(text) == text


def test_words_that_are_kept_have_no_placeholders() -> None:
    assert without_personal_data("where is  AB-70912 of a.b@example.org ?") == "where is of ?"
