/** The texts of the second step of signing in, and of setting it up, in Dutch. */
import type { Texts } from "../../../languages";
import type { signInEn } from "./en";

export const signInNl: Texts<typeof signInEn> = {
  code_title: "Voer je code in",
  code_text:
    "Open je authenticator-app en typ de zes cijfers die hij voor Baton toont. Zonder telefoon typ je een herstelcode.",
  code_label: "Code van de app",
  code_submit: "Doorgaan",
  code_back: "Terug naar inloggen",
  enrol_title: "Tweede factor instellen",
  enrol_required:
    "Mensen met jouw rol loggen in met een code uit een app, naast hun wachtwoord. Stel die in om door te gaan.",
  enrol_start: "Instellen",
  enrol_scan: "Scan deze afbeelding met een authenticator-app, of typ de sleutel in de app.",
  enrol_qr: "De sleutel als QR-code",
  enrol_key: "Sleutel",
  enrol_code: "Code die de app toont",
  enrol_submit: "Inschakelen",
  recovery_title: "Herstelcodes",
  recovery_text:
    "Elk van deze codes opent je account één keer als je je telefoon kwijtraakt. Bewaar ze waar je wachtwoorden bewaart. Ze worden niet meer getoond.",
  recovery_copy: "Alles kopiëren",
  recovery_copied: "Gekopieerd.",
  recovery_kept: "Ik heb ze bewaard",
  failure_wrong_code: "De code is onjuist of al gebruikt. Wacht op de volgende en probeer het opnieuw.",
  failure_ticket_expired: "Het inloggen duurde te lang. Begin opnieuw.",
  failure_second_factor_unreadable:
    "Je tweede factor kan niet meer worden gecontroleerd. Vraag een beheerder om hem te verwijderen.",
  failure_second_factor_required: "Mensen met jouw rol moeten een tweede factor hebben.",
  sign_in_with: "Inloggen met {name}",
  sign_in_or: "of",
  provider_unreachable: "{name} reageert niet. Probeer het zo weer, of log in met je wachtwoord.",
  provider_refused: "{name} liet je niet binnen, of je hebt geannuleerd. Probeer het opnieuw.",
  provider_answer:
    "Het antwoord van {name} was niet te vertrouwen, dus je bent niet ingelogd. Probeer het opnieuw; blijft het zo, zeg het dan een beheerder.",
  provider_state: "Dit inloggen is niet in deze browser begonnen, of duurde te lang. Probeer het opnieuw.",
  provider_email_unverified: "{name} heeft je e-mailadres niet bevestigd. Laat het daar eerst bevestigen.",
  provider_domain: "Je e-mailadres hoort niet bij dit bedrijf.",
  provider_unknown_person: "Niemand hier is verbonden met je account bij {name}. Vraag een beheerder.",
  provider_no_role: "Je groepen bij {name} geven je hier geen rol. Vraag een beheerder.",
  provider_deactivated: "Je toegang hier is beëindigd. Vraag een beheerder.",
};
