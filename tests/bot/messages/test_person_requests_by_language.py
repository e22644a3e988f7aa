"""Plain requests for a person are recognised in thirty languages, and what only sounds like one is not.

These sentences are not the ones that the patterns were written with, nor those of the development set.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.person_requests.explicit_requests import asks_for_person
from bot.wordings.wordings import all_wordings, asks_for_person_in

DEVELOPMENT = Path(__file__).parents[3] / "training_data" / "development" / "person_requests_by_language.jsonl"
FEWEST_LANGUAGES = 25
ENOUGH = 0.95

REQUESTS = {
    "nl": (
        "Is daar iemand?",
        "ik wil geen bot maar een echt persoon spreken",
        "Bel me alsjeblieft terug",
        "Hallo, klantenservice graag",
    ),
    "de": (
        "Mitarbeiter",
        "ich will mit keinem Roboter reden, sondern mit einem Menschen",
        "Ist da jemand?",
        "Könnten Sie mich bitte zurückrufen?",
    ),
    "fr": ("Je veux parler à un humain", "conseiller svp", "Pouvez-vous me rappeler ?", "Il y a quelqu'un ?"),
    "es": ("agente", "necesito un humano", "¿Hay alguien ahí?", "¿Me pueden llamar, por favor?"),
    "it": ("operatore", "ho bisogno di parlare con una persona reale", "C'è qualcuno?", "Mi potete richiamare?"),
    "pt": ("atendente", "preciso de falar com uma pessoa real", "Tem alguém aí?", "Podem ligar-me?"),
    "pl": ("konsultant", "chcę pogadać z prawdziwym człowiekiem", "Czy jest tam ktoś?", "Proszę oddzwonić"),
    "sv": ("kundtjänst", "jag behöver prata med en människa", "Är det någon där?", "Ring mig tack"),
    "da": ("kundeservice", "jeg har brug for at tale med et rigtigt menneske", "Er der nogen?", "Ring til mig, tak"),
    "no": ("kundeservice", "jeg må få snakke med et ekte menneske", "Er det noen der?", "Kan dere ringe meg?"),
    "fi": ("asiakaspalvelija", "haluaisin jutella ihmisen kanssa", "Onko siellä ketään?", "Soittakaa minulle"),
    "cs": ("operátor", "potřebuji mluvit s operátorem", "Je tam někdo?", "Zavolejte mi prosím"),
    "sk": ("operátor", "potrebujem hovoriť s operátorom", "Je tam niekto?", "Zavolajte mi prosím"),
    "hu": ("ügyintéző", "szeretnék egy emberrel beszélni", "Van ott valaki?", "Hívjanak vissza kérem"),
    "ro": ("operator", "aș dori să discut cu un consultant", "Este cineva acolo?", "Mă puteți suna?"),
    "bg": ("оператор", "трябва ми човек", "Има ли някой там?", "Обадете ми се"),
    "el": ("εκπρόσωπο", "θα ήθελα να μιλήσω με υπάλληλο", "Είναι κανείς εκεί;", "Μπορείτε να με καλέσετε;"),
    "tr": ("müşteri temsilcisi", "bir temsilciye bağlanmak istiyorum", "Orada kimse var mı?", "Beni arayın lütfen"),
    "ru": ("оператор", "мне нужен живой человек", "Есть тут кто-нибудь?", "Перезвоните мне"),
    "uk": ("оператор", "мені потрібна жива людина", "Тут є хтось?", "Передзвоніть мені"),
    "ar": ("موظف خدمة العملاء", "أحتاج إلى موظف", "هل يوجد أحد هنا؟", "اتصلوا بي"),
    "he": ("נציג", "צריך נציג אנושי", "יש שם מישהו?", "תתקשרו אליי"),
    "fa": ("اپراتور", "می‌خواهم با پشتیبان صحبت کنم", "کسی اینجا هست؟", "با من تماس بگیرید"),
    "hi": ("एजेंट", "मुझे एजेंट चाहिए", "क्या वहाँ कोई है?", "मुझे कॉल करें"),
    "zh": ("人工客服", "我要找客服", "有人在吗？", "請轉接真人"),
    "ja": ("オペレーター", "人と話したい", "誰かいますか？", "担当者に代わってください"),
    "ko": ("상담원", "사람이랑 얘기하고 싶어요", "거기 누구 있어요?", "전화해 주세요"),
    "th": ("เจ้าหน้าที่", "ขอคุยกับพนักงานหน่อยครับ", "มีใครอยู่ไหม", "ช่วยโทรกลับด้วย"),
    "vi": ("nhân viên hỗ trợ", "tôi cần gặp tư vấn viên", "Có ai ở đó không?", "Gọi lại cho tôi"),
    "id": ("admin", "saya mau bicara dengan orang asli", "Ada orang di sana?", "Tolong telepon saya"),
}

NO_REQUESTS = {
    "nl": (
        "Wanneer kan ik met iemand spreken?",
        "ik heb gisteren een medewerker gesproken",
        "is een persoonlijk account gratis?",
    ),
    "de": (
        "Wann kann ich mit jemandem sprechen?",
        "Ich habe gestern mit einer Mitarbeiterin gesprochen",
        "Gibt es eine Ermäßigung für Menschen mit Behinderung?",
    ),
    "fr": (
        "Quand puis-je parler à quelqu'un ?",
        "J'ai parlé hier avec un conseiller",
        "La carte est-elle personnelle ?",
    ),
    "es": ("¿Cuándo puedo hablar con alguien?", "Ayer hablé con un asesor", "¿Cuál es el precio por persona?"),
    "it": ("Quando posso parlare con qualcuno?", "Ieri ho parlato con un operatore", "Qual è il prezzo per persona?"),
    "pt": ("Quando posso falar com alguém?", "Ontem falei com um atendente", "Qual é o preço por pessoa?"),
    "pl": (
        "Kiedy mogę porozmawiać z konsultantem?",
        "Wczoraj rozmawiałem z pracownikiem",
        "Ile kosztuje bilet od osoby?",
    ),
    "sv": ("När kan jag prata med någon?", "Jag pratade med er kundtjänst igår", "Vad kostar det per person?"),
    "da": ("Hvornår kan jeg tale med nogen?", "Jeg talte med en medarbejder i går", "Hvad koster det per person?"),
    "no": ("Når kan jeg snakke med noen?", "Jeg snakket med en kundebehandler i går", "Hva koster det per person?"),
    "fi": ("Milloin voin puhua jonkun kanssa?", "Puhuin eilen asiakaspalvelijan kanssa", "Mitä se maksaa per henkilö?"),
    "cs": ("Kdy můžu mluvit s operátorem?", "Včera jsem mluvil s pracovníkem", "Kolik to stojí na osobu?"),
    "sk": ("Kedy môžem hovoriť s operátorom?", "Včera som hovoril s pracovníkom", "Koľko to stojí na osobu?"),
    "hu": ("Mikor beszélhetek ügyintézővel?", "Tegnap beszéltem egy munkatárssal", "Mennyibe kerül személyenként?"),
    "ro": ("Când pot vorbi cu un operator?", "Ieri am vorbit cu un consultant", "Cât costă de persoană?"),
    "bg": ("Кога мога да говоря с оператор?", "Вчера говорих със служител", "Колко струва на човек?"),
    "el": ("Πότε μπορώ να μιλήσω με κάποιον;", "Χθες μίλησα με έναν υπάλληλο", "Πόσο κοστίζει ανά άτομο;"),
    "tr": ("Ne zaman biriyle görüşebilirim?", "Dün bir temsilciyle görüştüm", "Kişi başı ne kadar?"),
    "ru": ("Когда я могу поговорить с оператором?", "Вчера я говорил с сотрудником", "Сколько стоит на человека?"),
    "uk": ("Коли я можу поговорити з оператором?", "Вчора я говорив зі співробітником", "Скільки коштує на людину?"),
    "ar": ("متى يمكنني التحدث مع موظف؟", "تحدثت أمس مع موظف", "كم السعر للشخص الواحد؟"),
    "he": ("מתי אפשר לדבר עם נציג?", "אתמול דיברתי עם נציגה", "כמה זה עולה לאדם?"),
    "fa": ("کی می‌توانم با کارشناس صحبت کنم؟", "دیروز با یک کارشناس صحبت کردم", "قیمت برای هر نفر چقدر است؟"),
    "hi": ("मैं एजेंट से कब बात कर सकता हूँ?", "कल मैंने एक कर्मचारी से बात की थी", "प्रति व्यक्ति कितना लगेगा?"),
    "zh": ("什么时候可以跟客服说话？", "我昨天跟客服聊过了", "每个人多少钱？"),
    "ja": ("いつ担当者と話せますか？", "昨日スタッフの方と話しました", "一人いくらですか？"),
    "ko": ("언제 상담원과 통화할 수 있나요?", "어제 상담원과 통화했어요", "한 사람당 얼마예요?"),
    "th": ("จะคุยกับเจ้าหน้าที่ได้เมื่อไหร่", "เมื่อวานคุยกับพนักงานแล้ว", "คนละเท่าไหร่"),
    "vi": (
        "Khi nào tôi có thể nói chuyện với nhân viên?",
        "Hôm qua tôi đã nói chuyện với nhân viên",
        "Giá bao nhiêu một người?",
    ),
    "id": (
        "Kapan saya bisa bicara dengan petugas?",
        "Kemarin saya sudah bicara dengan petugas",
        "Berapa harga per orang?",
    ),
}


def _pairs(sentences: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(language, text) for language, texts in sentences.items() for text in texts]


@pytest.mark.parametrize(("language", "text"), _pairs(REQUESTS))
def test_a_plain_request_is_recognised_in_its_language(language: str, text: str) -> None:
    assert asks_for_person_in(text) or asks_for_person(text)


@pytest.mark.parametrize(("language", "text"), _pairs(NO_REQUESTS))
def test_a_denial_a_report_or_a_question_is_no_request(language: str, text: str) -> None:
    assert asks_for_person_in(text) is None
    assert not asks_for_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "ICH MÖCHTE MIT EINEM MENSCHEN SPRECHEN!!",
        "parler a un conseiller",
        "  Quiero hablar con una persona  ",
        "担当者と 話したい",
    ],
)
def test_capitals_accents_and_spaces_change_nothing(text: str) -> None:
    assert asks_for_person_in(text) == asks_for_person_in(text.lower())
    assert asks_for_person_in(text) is not None


def test_the_development_set_is_recognised_in_at_least_25_languages() -> None:
    rows = [json.loads(line) for line in DEVELOPMENT.read_text(encoding="utf-8").splitlines()]
    heard = [bool(asks_for_person_in(row["text"]) or asks_for_person(row["text"])) == row["request"] for row in rows]
    assert len({row["language"] for row in rows}) >= FEWEST_LANGUAGES <= len(all_wordings())
    assert sum(heard) >= ENOUGH * len(heard)


def test_no_ordinary_english_message_is_taken_for_a_request() -> None:
    rows = [
        json.loads(line) for line in (DEVELOPMENT.parent / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert [row["question"] for row in rows if asks_for_person_in(row["question"])] == []


def test_long_and_hostile_texts_are_read_quickly() -> None:
    for unit in ("mit einem ", "with a ", "een echte ", "un vrai ", "人", "kan ik ", "bitte "):
        asks_for_person_in((unit * 2_000)[:2_000])
