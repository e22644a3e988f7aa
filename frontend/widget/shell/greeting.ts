/**
 * A word from the site to somebody who may need help: beside the launcher, after a while, on the pages that the site names. It comes once
 * in a tab, never over an open conversation, and takes no focus.
 */

/** What its cross is called. */
const DISMISS: Record<string, string> = {
  en: "Dismiss",
  nl: "Sluiten",
  de: "Schließen",
  fr: "Fermer",
  es: "Cerrar",
  it: "Chiudi",
  pt: "Fechar",
  pl: "Zamknij",
  sv: "Stäng",
  da: "Luk",
  tr: "Kapat",
  ar: "إغلاق",
};

const AFTER_S = 15;
const KEY = "baton.greeted";

export class Greeting {
  private timer = 0;
  private waited = 0;
  private box: HTMLElement | null = null;

  constructor(
    private readonly host: HTMLElement,
    private readonly accept: () => void,
  ) {}

  /** Looks once a second, because the page may change without a load. */
  watch(): void {
    const { greeting, greetingAfter, greetingOn } = this.host.dataset;
    if (!greeting || seen()) return;
    this.timer = setInterval(() => {
      this.waited += 1;
      const here = location.pathname.includes(greetingOn ?? "");
      if (here && this.waited >= Number(greetingAfter ?? AFTER_S)) this.show(greeting);
    }, 1000) as unknown as number;
  }

  end(): void {
    clearInterval(this.timer);
    this.box?.remove();
    this.box = null;
  }

  private show(text: string): void {
    this.end();
    remember();
    const [box, say, dismiss] = ["p", "button", "button"].map((name) => document.createElement(name));
    if (!box || !say || !dismiss) return;
    box.setAttribute("role", "status");
    say.textContent = text;
    say.dir = "auto";
    say.onclick = this.accept;
    dismiss.textContent = "×";
    const language = (this.host.dataset.locale || document.documentElement.lang || navigator.language).split(
      "-",
    )[0];
    dismiss.setAttribute("aria-label", DISMISS[language?.toLowerCase() ?? ""] ?? "Dismiss");
    dismiss.onclick = () => this.end();
    box.append(say, dismiss);
    this.box = box;
    this.host.shadowRoot?.append(box);
  }
}

function seen(): boolean {
  try {
    return sessionStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

function remember(): void {
  try {
    sessionStorage.setItem(KEY, "1");
  } catch {
    // then it may come again on the next page
  }
}
