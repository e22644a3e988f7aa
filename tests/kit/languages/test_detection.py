"""The language of a message is found if it is long enough, and nothing is found where there is nothing to say."""

import json
from pathlib import Path

import pytest

from kit.languages.detection import detect

SENTENCES = {
    "en": "my parcel was supposed to come yesterday and nobody rang the bell",
    "nl": "mijn pakketje zou gisteren komen maar er heeft niemand aangebeld",
    "de": "mein Paket sollte gestern kommen, aber niemand hat geklingelt",
    "fr": "mon colis devait arriver hier mais personne n'a sonné à la porte",
    "es": "mi paquete tenía que llegar ayer, pero nadie llamó a la puerta",
    "it": "il mio pacco doveva arrivare ieri ma nessuno ha suonato",
    "pt": "o meu pacote devia ter chegado ontem, mas ninguém tocou à porta",
    "pl": "moja paczka miała przyjść wczoraj, ale nikt nie zadzwonił",
    "sv": "mitt paket skulle komma igår men ingen ringde på dörren",
    "da": "min pakke skulle være kommet i går, men der var ingen, der ringede på",
    "no": "pakken min skulle kommet i går, men det var ingen som ringte på, hva gjør jeg nå",
    "fi": "pakettini piti tulla eilen, mutta kukaan ei soittanut ovikelloa",
    "cs": "můj balík měl přijít včera, ale nikdo nezazvonil",
    "sk": "môj balík mal prísť včera, ale nikto nezazvonil",
    "hu": "tegnap kellett volna megjönnie a csomagomnak, de senki nem csengetett",
    "ro": "coletul meu trebuia să vină ieri, dar nimeni nu a sunat la ușă",
    "tr": "paketim dün gelecekti ama kimse kapıyı çalmadı, ne yapmam lazım",
    "vi": "gói hàng của tôi đáng lẽ đến hôm qua nhưng không ai bấm chuông",
    "id": "paket saya seharusnya datang kemarin tetapi tidak ada yang membunyikan bel",
    "bg": "пратката ми трябваше да дойде вчера, но никой не позвъни",
    "ru": "моя посылка должна была прийти вчера, но никто не позвонил в дверь",
    "uk": "моя посилка мала прийти вчора, але ніхто не подзвонив у двері",
    "el": "το δέμα μου έπρεπε να έρθει χθες αλλά κανείς δεν χτύπησε το κουδούνι",
    "ar": "كان من المفترض أن يصل الطرد أمس ولكن لم يطرق أحد الباب",
    "fa": "بسته من باید دیروز می‌رسید ولی هیچ‌کس زنگ نزد",
    "he": "החבילה שלי הייתה אמורה להגיע אתמול ואף אחד לא צלצל",
    "hi": "मेरा पार्सल कल आना था लेकिन किसी ने घंटी नहीं बजाई",
    "zh": "我的包裹昨天应该到的，但是没有人按门铃",
    "ja": "荷物が昨日届くはずでしたが、誰も来ませんでした",
    "ko": "어제 택배가 오기로 했는데 아무도 오지 않았어요",
    "th": "พัสดุของฉันควรมาถึงเมื่อวานแต่ไม่มีใครกดกริ่ง",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_is_in_its_language(language: str) -> None:
    assert detect(SENTENCES[language]).language == language


@pytest.mark.parametrize("language", SENTENCES)
def test_addresses_numbers_and_codes_change_nothing(language: str) -> None:
    noise = " WW-48213 jane.doe@example.com https://shop.example.com/order?id=3 +44 20 7946 0000 55"
    assert detect(SENTENCES[language] + noise).language == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "👍",
        "WW-48213",
        "mara@example.com",
        "ok",
        "Kestrel 54",
        "Wren & Wheel",
        "42",
        "https://example.com/de/x",
    ],
)
def test_a_text_that_says_too_little_has_no_language(text: str) -> None:
    assert detect(text).language is None


def test_a_product_name_does_not_change_the_language() -> None:
    assert detect("wo finde ich die Anleitung für den Merlin Handlebar Quick Release?").language == "de"
    assert detect("does the Fahrradständer fit my Kestrel?").language in ("en", None)


def test_a_language_that_is_not_known_is_not_taken_for_another() -> None:
    for text in ("Mae'r parsel i fod i gyrraedd ddoe", "Pakk pidi eile tulema aga keegi ei helistanud"):
        assert detect(text).language is None


def test_no_english_message_of_the_development_set_is_taken_for_another_language() -> None:
    folder = Path(__file__).parents[3] / "training_data" / "development"
    rows = [json.loads(line) for line in (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(rows) > 400
    languages = [detect(row["question"]).language for row in rows]
    assert set(languages) <= {"en", None}
    assert languages.count("en") > 0.9 * len(rows)


def test_the_longest_message_takes_little_time() -> None:
    assert detect("warum ist meine Rechnung so hoch " * 60).language == "de"


def test_a_sentence_without_spaces_counts_as_several_words() -> None:
    assert detect("配送にはどのくらいかかりますか").words >= 2
    assert detect("Πού;").words == 1


@pytest.mark.parametrize("letter", ["x", "é", "ж", "ش", "字", "\u200d", "🙂"])
def test_a_word_of_thousands_of_letters_is_survived(letter: str) -> None:
    assert detect(letter * 5_000).words <= 5_000
    assert detect(f"Wie lange dauert die Lieferung {letter * 5_000}").language in (None, "de", "zh")
