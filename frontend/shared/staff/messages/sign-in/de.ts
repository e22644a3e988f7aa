/** The texts of the second step of signing in, and of setting it up, in German. */
import type { Texts } from "../../../languages";
import type { signInEn } from "./en";

export const signInDe: Texts<typeof signInEn> = {
  code_title: "Code eingeben",
  code_text:
    "Öffnen Sie Ihre Authenticator-App und geben Sie die sechs Ziffern ein, die sie für Baton zeigt. Ohne Telefon geben Sie einen Wiederherstellungscode ein.",
  code_label: "Code der App",
  code_submit: "Weiter",
  code_back: "Zurück zur Anmeldung",
  enrol_title: "Zweiten Faktor einrichten",
  enrol_required:
    "Personen mit Ihrer Rolle melden sich neben dem Passwort mit einem Code aus einer App an. Richten Sie ihn ein, um fortzufahren.",
  enrol_start: "Einrichten",
  enrol_scan:
    "Scannen Sie dieses Bild mit einer Authenticator-App, oder geben Sie den Schlüssel in die App ein.",
  enrol_qr: "Der Schlüssel als QR-Code",
  enrol_key: "Schlüssel",
  enrol_code: "Code, den die App zeigt",
  enrol_submit: "Einschalten",
  recovery_title: "Wiederherstellungscodes",
  recovery_text:
    "Jeder dieser Codes öffnet Ihr Konto einmal, wenn Sie Ihr Telefon verlieren. Bewahren Sie sie dort auf, wo Sie Passwörter aufbewahren. Sie werden nicht noch einmal gezeigt.",
  recovery_copy: "Alle kopieren",
  recovery_copied: "Kopiert.",
  recovery_kept: "Ich habe sie aufbewahrt",
  failure_wrong_code:
    "Der Code ist falsch oder wurde schon verwendet. Warten Sie auf den nächsten und versuchen Sie es erneut.",
  failure_ticket_expired: "Die Anmeldung hat zu lange gedauert. Beginnen Sie von vorn.",
  failure_second_factor_unreadable:
    "Ihr zweiter Faktor kann nicht mehr geprüft werden. Bitten Sie die Administration, ihn zurückzusetzen.",
  failure_second_factor_required: "Personen mit Ihrer Rolle müssen einen zweiten Faktor haben.",
  sign_in_with: "Anmelden mit {name}",
  sign_in_or: "oder",
  provider_unreachable:
    "{name} antwortet nicht. Versuchen Sie es gleich noch einmal, oder melden Sie sich mit Ihrem Passwort an.",
  provider_refused: "{name} hat Sie nicht eingelassen, oder Sie haben abgebrochen. Versuchen Sie es erneut.",
  provider_answer:
    "Der Antwort von {name} war nicht zu trauen, deshalb sind Sie nicht angemeldet. Versuchen Sie es erneut; bleibt es so, sagen Sie es der Administration.",
  provider_state:
    "Diese Anmeldung wurde nicht in diesem Browser begonnen, oder sie hat zu lange gedauert. Versuchen Sie es erneut.",
  provider_email_unverified:
    "{name} hat Ihre E-Mail-Adresse nicht bestätigt. Lassen Sie sie dort zuerst bestätigen.",
  provider_domain: "Ihre E-Mail-Adresse gehört nicht zu dieser Firma.",
  provider_unknown_person:
    "Niemand hier ist mit Ihrem Konto bei {name} verbunden. Fragen Sie die Administration.",
  provider_no_role: "Ihre Gruppen bei {name} geben Ihnen hier keine Rolle. Fragen Sie die Administration.",
  provider_deactivated: "Ihr Zugang hier wurde beendet. Fragen Sie die Administration.",
};
