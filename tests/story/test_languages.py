"""The pages in other languages: the words fit their places, and every text reads in its own direction."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Frame, Locator, Page, expect

from tests.story.installation import Installation
from tests.story.layout import sticking_out
from tests.story.people import Colleague, Customer
from tests.story.test_accessibility import violations

NewPage = Callable[..., Page]
Keep = Callable[[Page, str], Path]

PHONE = {"width": 390, "height": 720}
WORDS = {
    "de": {
        "open": "Chat öffnen",
        "composer": "Ihre Nachricht",
        "person": "Mit einem Menschen sprechen",
        "contact": "E-Mail oder Telefon hinterlassen",
        "send_contact": "Kontaktdaten senden",
        "email_wrong": "Bitte geben Sie eine E-Mail-Adresse ein, etwa name@beispiel.de.",
        "cancel": "Abbrechen",
        "more": "Weitere Optionen",
        "end": "Gespräch beenden",
        "end_yes": "Beenden",
        "rating": "5 von 5, sehr gut",
        "frame": "Chat mit dem Kundendienst",
    },
    "ar": {
        "open": "فتح المحادثة",
        "composer": "رسالتك",
        "person": "التحدث إلى موظف",
        "contact": "ترك بريد أو هاتف",
        "send_contact": "إرسال بيانات التواصل",
        "email_wrong": "يُرجى إدخال بريد إلكتروني",
        "cancel": "إلغاء",
        "more": "خيارات أخرى",
        "end": "إنهاء المحادثة",
        "end_yes": "إنهاء",
        "rating": "خمس نجوم: جيدة جدًا",
        "frame": "محادثة خدمة العملاء",
    },
}
ARABIC = {
    "title": "أجراس الأوكابي",
    "locale": "ar",
    "category": "Okapi bells",
    "questions": ["Do you sell okapi bells?", "What is an okapi bell?"],
    "body": "OK-7 هو اسم جرس الأوكابي. اتصل بنا على +44 20 7946 0018 قبل الطلب.\n\n## الأسعار\n\n- الجرس: 12 €\n\n"
    "`okapi --ring`",
}


class Reader(Customer):
    """A customer whose site is in another language."""

    def __init__(self, page: Page, baton: Installation, language: str) -> None:
        super().__init__(page, baton)
        self.language = language
        self.words = WORDS[language]

    @property
    def frame(self) -> Frame:
        return next(frame for frame in self.page.frames if "/widget" in frame.url)

    def open_widget(self) -> None:
        self.page.goto(self.baton.shop)
        widget = self.page.locator("baton-widget")
        widget.evaluate("(widget, language) => { widget.dataset.locale = language; }", self.language)
        widget.get_by_role("button").first.click()
        expect(self.chat.get_by_label(self.words["composer"])).to_be_visible()

    def say(self, text: str) -> None:
        box = self.chat.get_by_label(self.words["composer"])
        box.fill(text)
        box.press("Enter")
        expect(self.said(text)).to_be_visible()

    def said(self, text: str) -> Locator:
        return self.chat.locator(".message-customer .plain-text").filter(has_text=text).last

    def button(self, name: str) -> Locator:
        return self.chat.get_by_role("button", name=self.words[name])


def is_right_to_left(element: Locator) -> bool:
    return bool(element.evaluate("element => element.matches(':dir(rtl)')"))


def everything_fits(reader: Reader) -> None:
    assert sticking_out(reader.frame) == []
    assert reader.frame.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("device", ["desktop", "phone"])
@pytest.mark.parametrize("language", ["de", "ar"])
def test_the_widgets_words_fit_their_places(
    baton: Installation, new_page: NewPage, keep_screenshot: Keep, language: str, device: str
) -> None:
    options: dict[str, Any] = {"viewport": PHONE} if device == "phone" else {}
    reader = Reader(new_page(reduced_motion="reduce", **options), baton, language)
    reader.open_widget()
    expect(reader.page.locator("baton-widget iframe")).to_have_attribute("title", reader.words["frame"])
    expect(reader.chat.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    everything_fits(reader)
    keep_screenshot(reader.page, "greeting")

    reader.button("person").click()
    expect(reader.button("contact")).to_be_visible()
    everything_fits(reader)
    keep_screenshot(reader.page, "queue")
    reader.button("contact").click()
    reader.chat.locator("#contact-email").fill("nobody")
    reader.button("send_contact").click()
    expect(reader.chat.get_by_role("alert").filter(has_text=reader.words["email_wrong"])).to_be_visible()
    everything_fits(reader)
    assert violations(reader.frame) == []
    keep_screenshot(reader.page, "contact")
    reader.button("cancel").click()

    reader.button("more").click()
    everything_fits(reader)
    reader.button("end").click()
    reader.chat.get_by_role("button", name=reader.words["end_yes"], exact=True).click()
    reader.chat.get_by_role("radio", name=reader.words["rating"]).check(force=True)
    everything_fits(reader)
    keep_screenshot(reader.page, "end")


def test_messages_read_in_their_own_direction(baton: Installation, new_page: NewPage, keep_screenshot: Keep) -> None:
    reader = Reader(new_page(viewport=PHONE), baton, "ar")
    reader.open_widget()
    box = reader.chat.get_by_label(reader.words["composer"])
    assert is_right_to_left(box), "an empty field reads as the page does"
    reader.say("Which payment methods do you accept?")
    reader.say("هل يمكنني الدفع عند الاستلام؟")
    assert not is_right_to_left(reader.said("Which payment methods"))
    assert is_right_to_left(reader.said("هل يمكنني"))
    reader.chat.locator(".message-bot").first.wait_for(timeout=20_000)
    everything_fits(reader)
    keep_screenshot(reader.page, "messages")


@pytest.fixture
def arabic(baton: Installation, new_page: NewPage) -> Iterator[tuple[Colleague, str]]:
    """An editor, and a published article in Arabic that begins with a Latin name."""
    editor = Colleague(new_page(), baton, baton.sign_ins("editor")[0])
    editor.open("editor#/articles")
    expect(editor.page.get_by_role("button", name="Sign out")).to_be_visible()
    article = editor.call("POST", "/articles", ARABIC)
    editor.call("POST", f"/articles/{article['id']}/publish", {"version": article["version"]})
    yield editor, article["id"]
    editor.call("POST", f"/articles/{article['id']}/archive", {})


def test_an_arabic_article_reads_from_the_right_everywhere(
    baton: Installation, new_page: NewPage, keep_screenshot: Keep, arabic: tuple[Colleague, str]
) -> None:
    editor, article = arabic
    editor.page.goto(f"{baton.address}/editor#/articles/{article}")
    assert is_right_to_left(editor.page.get_by_label("Text", exact=True))
    preview = editor.page.get_by_role("region", name="Preview")
    assert is_right_to_left(preview.get_by_text("هو اسم جرس"))
    assert not is_right_to_left(preview.get_by_text("okapi --ring"))
    keep_screenshot(editor.page, "editor")

    public = new_page(viewport=PHONE)
    public.goto(f"{baton.address}/help/{article}")
    expect(public.locator("html")).to_have_attribute("dir", "rtl")
    assert sticking_out(public) == []
    keep_screenshot(public, "help")

    reader = Customer(new_page(viewport=PHONE), baton)
    reader.open_widget()
    reader.say("What is an okapi bell?")
    answer = reader.log.locator(".message-bot .markdown").last
    expect(answer.get_by_text(re.compile("الأوكابي|الجرس")).first).to_be_visible(timeout=20_000)
    assert is_right_to_left(answer.locator("p, li").last)
    assert sticking_out(next(frame for frame in reader.page.frames if "/widget" in frame.url)) == []
    keep_screenshot(reader.page, "reply")


PAGES = {
    "console": ("inbox", "all", "follow-ups", "live", "canned-replies", "tags", "departments", "answers", "account"),
    "editor": ("articles", "articles/new", "unanswered", "golden", "findings", "greeting", "sensitive"),
}


def signed_in(page: Page, baton: Installation, application: str) -> None:
    sign_in = baton.sign_ins("supervisor")[0]
    page.goto(f"{baton.address}/{application}")
    page.locator("#sign-in-email").fill(sign_in["email"])
    page.locator("#sign-in-password").fill(sign_in["password"])
    page.keyboard.press("Enter")
    expect(page.locator(".staff-bar, .rail")).to_be_visible()


@pytest.mark.parametrize("application", ["console", "editor"])
@pytest.mark.parametrize("device", ["desktop", "phone"])
def test_the_words_of_console_and_editor_fit_in_german(
    baton: Installation, new_page: NewPage, keep_screenshot: Keep, application: str, device: str
) -> None:
    options: dict[str, Any] = {"viewport": PHONE} if device == "phone" else {}
    page = new_page(locale="de-DE", reduced_motion="reduce", **options)
    signed_in(page, baton, application)
    expect(page.locator("html")).to_have_attribute("lang", "de-DE")
    for place in PAGES[application]:
        page.goto(f"{baton.address}/{application}#/{place}")
        expect(page.locator("#content")).to_be_visible()
        expect(page.get_by_text("Wird geladen")).to_have_count(0)
        assert sticking_out(page) == [], place
        keep_screenshot(page, place.replace("/", "-"))


def test_a_colleague_chooses_another_language(baton: Installation, new_page: NewPage) -> None:
    page = new_page(locale="de-DE")
    signed_in(page, baton, "console")
    page.goto(f"{baton.address}/console#/account")
    page.get_by_label("Anzeigesprache").select_option("Nederlands")
    expect(page.get_by_role("button", name="Wachtwoord wijzigen")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "nl-DE")
    page.goto(f"{baton.address}/editor")
    expect(page.get_by_role("link", name="Artikelen")).to_be_visible()
    page.get_by_label("Weergavetaal").select_option("English")
    expect(page.get_by_role("link", name="Articles")).to_be_visible()
