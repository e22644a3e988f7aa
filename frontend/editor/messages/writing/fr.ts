/** French words of the text field of an article and of its dialogs. */
import type { Texts } from "../../../shared/languages";
import type { writingEn } from "./en";

export const writingFr: Texts<typeof writingEn> = {
  preview_hint: "Chaque partie bordée d’un trait est ce que le bot peut citer seule.",
  body_leave: "Échap, puis Tab pour quitter le champ.",
  tool_quote: "Encadré",
  tool_image: "Image",
  link_title: "Insérer un lien",
  link_wanted: "Article ou adresse",
  link_hint: "Des mots d’un titre, ou une adresse qui commence par https://, mailto: ou tel:",
  link_heading: "Endroit dans l’article",
  link_whole: "Tout l’article",
  link_words: "Texte du lien",
  link_insert: "Insérer le lien",
  link_none: "Aucun article n’a un tel titre.",
  link_not_published: "Cet article n’est pas publié. D’ici là, le lien mène à une page vide.",
  link_bad: "Cela ne deviendrait pas un lien. Utilisez https://, mailto:, tel:, /help/… ou #….",
  image_title: "Insérer une image",
  image_file: "Fichier",
  image_kinds: "JPEG, PNG, GIF ou WebP, 5 Mo au plus. Le lieu et l’appareil sont retirés.",
  image_alt: "Ce qu’elle montre",
  image_alt_hint: "Lu aux personnes qui ne la voient pas. Le bot cherche aussi dans ces mots.",
  image_insert: "Insérer l’image",
  image_refused: "Ce fichier n’est pas accepté. Utilisez un JPEG, PNG, GIF ou WebP de 5 Mo au plus.",
};
