"""German, Dutch and French statements become the questions that they answer, in a customer's words."""

import pytest

from knowledge_base.phrasings.turned_elsewhere import question_in


@pytest.mark.parametrize(
    ("language", "statement", "question"),
    [
        ("de", "Sie können bar oder mit Karte bezahlen.", "Kann ich bar oder mit Karte bezahlen?"),
        ("de", "Im Konto können Sie Ihre Adresse ändern.", "Kann ich im Konto meine Adresse ändern?"),
        ("de", "Um Ihre Adresse zu ändern, öffnen Sie das Konto.", "Wie kann ich meine Adresse ändern?"),
        ("de", "Um den Termin abzusagen, rufen Sie an.", "Wie kann ich den Termin absagen?"),
        ("de", "Wir reparieren auch Räder anderer Marken.", "Reparieren Sie Räder anderer Marken?"),
        ("de", "Die Anprobe in unserem Geschäft ist kostenlos.", "Ist die Anprobe in Ihrem Geschäft kostenlos?"),
        ("de", "Ihre Kaution ist sieben Tage lang reserviert.", "Ist meine Kaution sieben Tage lang reserviert?"),
        ("de", "Die Lieferung dauert drei Tage.", "Wie lange dauert die Lieferung?"),
        ("de", "Sie können uns jederzeit schreiben.", "Kann ich Ihnen jederzeit schreiben?"),
        ("nl", "Je kunt je bestelling tot morgen annuleren.", "Kan ik mijn bestelling tot morgen annuleren?"),
        ("nl", "In uw account kunt u het adres wijzigen.", "Kan ik in mijn account het adres wijzigen?"),
        ("nl", "Om uw adres te wijzigen, opent u de pagina.", "Hoe kan ik mijn adres wijzigen?"),
        ("nl", "We bezorgen alleen in Nederland.", "Bezorgen jullie in Nederland?"),
        ("nl", "Onze fietsen zijn twee jaar verzekerd.", "Zijn jullie fietsen twee jaar verzekerd?"),
        ("nl", "De verzending kost € 5.", "Wat kost de verzending?"),
        ("nl", "Een reparatie duurt twee weken.", "Hoe lang duurt een reparatie?"),
        (
            "fr",
            "Vous pouvez annuler votre commande jusqu'à demain.",
            "Est-ce que je peux annuler ma commande jusqu'à demain ?",
        ),
        ("fr", "Vous ne pouvez pas payer par chèque.", "Est-ce que je peux payer par chèque ?"),
        ("fr", "Pour modifier votre adresse, ouvrez la page.", "Comment modifier mon adresse ?"),
        ("fr", "Nous échangeons les articles défectueux.", "Est-ce que vous échangez les articles défectueux ?"),
        ("fr", "La livraison dure trois jours.", "Combien de temps dure la livraison ?"),
        ("fr", "Un casque coûte 4 € par jour.", "Combien coûte un casque ?"),
        ("fr", "Nos vélos sont assurés pendant deux ans.", "Est-ce que vos vélos sont assurés pendant deux ans ?"),
    ],
)
def test_a_statement_becomes_the_question_that_it_answers(language: str, statement: str, question: str) -> None:
    assert question_in(language, statement) == question


@pytest.mark.parametrize(
    ("language", "statement"),
    [
        ("de", "Es ist kostenlos."),
        ("de", "Wenn Sie den Schlüssel verlieren, rufen Sie uns an."),
        ("de", "Sie können die Fahrt stornieren und wir erstatten den Betrag."),
        ("de", "Die Batterie kann nicht verschickt werden."),
        ("de", "Das ist ein Problem für den Kundendienst."),
        ("nl", "Het is gratis."),
        ("nl", "U kunt honden niet meenemen."),
        ("nl", "Dat is een vraag voor de klantenservice."),
        ("fr", "Il est gratuit pour tous."),
        ("fr", "Vous ne pouvez pas transporter de batterie."),
        ("fr", "Vous pouvez nous écrire à tout moment."),
        ("fr", "Vous pouvez annuler votre forfait."),
        ("es", "Puede pagar con tarjeta en la tienda."),
    ],
)
def test_a_statement_that_would_not_read_well_is_left_alone(language: str, statement: str) -> None:
    assert question_in(language, statement) is None
