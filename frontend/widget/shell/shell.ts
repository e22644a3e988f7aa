/**
 * `<baton-widget>`: only a shell on the customer's site (launcher, unread badge, frame), so that the site pays almost nothing
 * until somebody opens it, and so that neither page can reach into the other. The conversation lives in the frame.
 *
 * The script tag puts it on the page. Its attributes, all optional: `data-position` (left), `data-accent` (#rrggbb), `data-theme`
 * (light, dark), `data-locale`, `data-label` (the launcher's name), `data-identity` (a token signed by the site), `data-open` (true),
 * `data-greeting`, `data-greeting-after` (seconds) and `data-greeting-on` (a part of the page's path), `data-insert` (false: the site places `<baton-widget>` itself, then with `data-server` where the script came from elsewhere).
 * The element's methods: `open()`, `close()`, `toggle()`, `identify(token or null)`.
 */
import { COLOUR, readableOn } from "../../shared/contrast";
import { isBridgeMessage, type ToPage, type ToShell } from "./bridge";
import { Greeting } from "./greeting";
import { shellStyle } from "./shell-style";

/** The launcher's name. All other words come from the page in the frame. */
const OPEN: Record<string, string> = {
  en: "Open chat",
  nl: "Chat openen",
  de: "Chat öffnen",
  fr: "Ouvrir le chat",
  es: "Abrir el chat",
  it: "Apri la chat",
  pt: "Abrir o chat",
  pl: "Otwórz czat",
  sv: "Öppna chatten",
  da: "Åbn chatten",
  tr: "Sohbeti aç",
  ar: "فتح المحادثة",
};

const SANDBOX = "allow-scripts allow-same-origin allow-forms allow-popups allow-downloads";
const SVG = "http://www.w3.org/2000/svg";
const BUBBLE = "M4 12a8 8 0 1 1 3.5 6.6L4 20l1.2-3.4A8 8 0 0 1 4 12Z";
const CROSS = "M6 6l12 12M18 6L6 18";

const script = document.currentScript as HTMLScriptElement | null;
const scriptOrigin = script ? new URL(script.src).origin : location.origin;

/** The server writes the company's colour in front of this script. */
type CompanyLook = { batonAccent?: string | null };

class BatonWidget extends HTMLElement {
  private readonly button = document.createElement("button");
  private readonly badge = document.createElement("b");
  private readonly greeting = new Greeting(this, () => this.open());
  private readonly icon = document.createElementNS(SVG, "path");
  private frame: HTMLIFrameElement | null = null;
  private unread = { count: 0, said: "" };
  private words: { close?: string; title?: string } = {};
  private ready = false;

  constructor() {
    super();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(shellStyle);
    const shadow = this.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = [sheet];
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    svg.append(this.icon);
    this.button.type = "button";
    this.button.append(svg, this.badge);
    this.button.addEventListener("click", () => this.toggle());
    shadow.append(this.button);
  }

  connectedCallback(): void {
    addEventListener("message", this.receive);
    addEventListener("keydown", this.onKey);
    this.wear((globalThis as CompanyLook).batonAccent);
    this.draw();
    if (recall("open") || this.dataset.open === "true") this.open();
    // A conversation is going on: keep the frame in the background, so that the badge tells of an answer.
    else if (recall("active")) whenIdle(() => this.load());
    else this.greeting.watch();
  }

  disconnectedCallback(): void {
    removeEventListener("message", this.receive);
    removeEventListener("keydown", this.onKey);
    this.greeting.end();
  }

  open(): void {
    this.greeting.end();
    this.load();
    this.setOpen(true);
    this.post({ type: "baton.opened" });
    this.frame?.focus();
  }

  close(): void {
    if (!this.isOpen) return;
    this.setOpen(false);
    this.post({ type: "baton.closed" });
    this.button.focus();
  }

  toggle(): void {
    if (this.isOpen) this.close();
    else this.open();
  }

  /** Says who is signed in on the site (a signed token), or with null that nobody is any more. */
  identify(identity: string | null): void {
    if (identity) this.dataset.identity = identity;
    else delete this.dataset.identity;
    this.post({ type: "baton.identity", identity });
  }

  private get isOpen(): boolean {
    return this.hasAttribute("open");
  }

  private get server(): string {
    return this.dataset.server ? new URL(this.dataset.server, location.href).origin : scriptOrigin;
  }

  private get accent(): string | null {
    return COLOUR.test(this.dataset.accent ?? "") ? (this.dataset.accent as string) : null;
  }

  /** The site's own wish comes first; nothing is Baton's own colour. */
  private wear(company: string | null | undefined): void {
    const accent = this.accent ?? company ?? "";
    this.style.setProperty("--a", accent);
    this.style.setProperty("--t", accent && readableOn(accent));
  }

  private get locale(): string {
    return this.dataset.locale || document.documentElement.lang || navigator.language;
  }

  private setOpen(open: boolean): void {
    this.toggleAttribute("open", open);
    remember("open", open);
    this.draw();
  }

  private load(): void {
    if (this.frame) return;
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", SANDBOX);
    frame.id = "frame";
    frame.hidden = !this.isOpen;
    frame.src = `${this.server}/widget#site=${encodeURIComponent(location.origin)}`;
    this.frame = frame;
    this.draw();
    this.shadowRoot?.append(frame);
  }

  private draw(): void {
    const { count, said } = this.unread;
    const label = this.dataset.label || this.openLabel;
    if (this.frame) {
      this.frame.hidden = !this.isOpen;
      this.frame.title = this.words.title || label;
    }
    this.icon.setAttribute("d", this.isOpen ? CROSS : BUBBLE);
    this.badge.hidden = this.isOpen || count === 0;
    this.badge.textContent = count > 99 ? "99+" : String(count);
    this.button.setAttribute("aria-expanded", String(this.isOpen));
    const closed = count ? `${label} (${said})` : label;
    this.button.setAttribute("aria-label", this.isOpen ? this.words.close || label : closed);
  }

  /** By the rule of the page in the frame. */
  private get openLabel(): string {
    const languages = [this.locale, ...navigator.languages].map(
      (tag) => tag.toLowerCase().split("-")[0] ?? "",
    );
    return OPEN[languages.find((language) => OPEN[language]) ?? "en"] as string;
  }

  private post(message: ToPage): void {
    if (this.ready) this.frame?.contentWindow?.postMessage(message, this.server);
  }

  private readonly receive = (event: MessageEvent<unknown>): void => {
    if (event.origin !== this.server || event.source !== this.frame?.contentWindow) return;
    if (isBridgeMessage(event.data)) this.hear(event.data as ToShell);
  };

  private hear(message: ToShell): void {
    const { type } = message;
    if (type === "baton.ready") this.greet();
    if (type === "baton.close") this.close();
    if (type === "baton.look") this.wear(message.accent);
    if (type === "baton.active") remember("active", message.active);
    if (type === "baton.words") this.words = message;
    if (type === "baton.unread") {
      this.unread = message;
      countInTitle(message.count);
    }
    this.draw();
  }

  private greet(): void {
    this.ready = true;
    this.post({
      type: "baton.hello",
      page_url: location.href,
      locale: this.locale,
      theme: this.dataset.theme ?? null,
      accent: this.accent,
      identity: this.dataset.identity ?? null,
      open: this.isOpen,
    });
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && this.shadowRoot?.activeElement) this.close();
  };
}

/** Per tab, so that a page that is left with the widget open shows it open again. The site may forbid storage. */
function recall(name: string): boolean {
  try {
    return (name === "open" ? sessionStorage : localStorage).getItem(`baton.${name}`) === "1";
  } catch {
    return false;
  }
}

function remember(name: string, value: boolean): void {
  try {
    const storage = name === "open" ? sessionStorage : localStorage;
    if (value) storage.setItem(`baton.${name}`, "1");
    else storage.removeItem(`baton.${name}`);
  } catch {
    // Without storage the widget is merely closed on the next page.
  }
}

function whenIdle(run: () => void): void {
  if ("requestIdleCallback" in window) requestIdleCallback(run, { timeout: 3000 });
  else setTimeout(run, 1000);
}

/** "(2) Wheels and bells": somebody who is on another tab sees that an answer has come. */
function countInTitle(count: number): void {
  const bare = document.title.replace(/^\(\d+\) /, "");
  const title = count ? `(${count}) ${bare}` : bare;
  if (title !== document.title) document.title = title;
}

/** A site that draws itself may replace its whole body, and the widget with it. */
function stay(): void {
  const inBody = new MutationObserver(insert);
  const watch = (): void => {
    if (!document.body) return;
    insert();
    inBody.disconnect();
    inBody.observe(document.body, { childList: true });
  };
  new MutationObserver(watch).observe(document.documentElement, { childList: true });
  watch();
}

function insert(): void {
  if (document.querySelector("baton-widget")) return;
  const element = document.createElement("baton-widget");
  for (const [name, value] of Object.entries(script?.dataset ?? {})) element.dataset[name] = value;
  document.body.append(element);
}

// A page may carry the script twice, or bring it again without a full load.
if (!customElements.get("baton-widget")) customElements.define("baton-widget", BatonWidget);
if (script && script.dataset.insert !== "false") {
  if (document.body) stay();
  else addEventListener("DOMContentLoaded", stay);
}
