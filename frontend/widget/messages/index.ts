/** The widget's languages. English is built in; each other language is a file that is loaded when needed. */
import type { Loaders } from "../../shared/words";

export const loaders: Loaders = {
  nl: () => import("./nl").then((file) => file.nl),
  de: () => import("./de").then((file) => file.de),
  fr: () => import("./fr").then((file) => file.fr),
  es: () => import("./es").then((file) => file.es),
  it: () => import("./it").then((file) => file.it),
  pt: () => import("./pt").then((file) => file.pt),
  pl: () => import("./pl").then((file) => file.pl),
  sv: () => import("./sv").then((file) => file.sv),
  da: () => import("./da").then((file) => file.da),
  tr: () => import("./tr").then((file) => file.tr),
  ar: () => import("./ar").then((file) => file.ar),
};
