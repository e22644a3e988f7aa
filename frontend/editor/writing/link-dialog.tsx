/** Inserts a link: to an article or one of its headings, found by title, or to an address. Says if it would lead nowhere. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId } from "preact/hooks";
import type { Article, ListedArticle } from "../../shared/api/contract";
import { Button } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { anchorsOf } from "../../shared/markdown/anchors";
import { Dialog } from "../../shared/staff/dialog/dialog";
import { useEditor } from "../context";
import { useEditorWords } from "../messages";
import { Choices, LOOKS_LIKE_ADDRESS, useFound } from "./choices";
import { headingsOf } from "./sections";

const ADDRESS = /^(?:https?:\/\/\S+|mailto:\S+@\S+|tel:\+?[\d\s().-]{3,}|\/help\/\S+|#\S+)$/i;

interface OwnArticle {
  readonly id: string | null;
  readonly body: string;
  readonly locale: string;
}

interface LinkDialogProps {
  selected: string;
  own: OwnArticle;
  onInsert: (markdown: string) => void;
  onClose: () => void;
}

interface Heading {
  readonly anchor: string;
  readonly text: string;
}

export function LinkDialog({ selected, own, onInsert, onClose }: LinkDialogProps): JSX.Element {
  const words = useEditorWords();
  const asked = useSignal(ADDRESS.test(selected.trim()) ? selected.trim() : "");
  const label = useSignal(ADDRESS.test(selected.trim()) ? "" : selected.replace(/\s+/g, " "));
  const chosen = useSignal<ListedArticle | null>(null);
  const anchor = useSignal("");
  const found = useFound(chosen.value ? "" : asked.value);
  const headings = useHeadings(chosen.value, own);
  const [wantedField, labelField, headingField] = [useId(), useId(), useId()];
  const address = asked.value.trim();
  const isAddress = chosen.value === null && ADDRESS.test(address);
  const target = chosen.value
    ? targetOf(chosen.value, own.id, anchor.value)
    : isAddress
      ? compact(address)
      : null;

  const insert = (event: SubmitEvent): void => {
    event.preventDefault();
    if (target === null) return;
    const heading = headings.find((each) => each.anchor === anchor.value)?.text;
    const text =
      label.value.trim() || heading || chosen.value?.title || address.replace(/^(?:mailto|tel):/, "");
    onInsert(`[${text.replace(/[[\]\\]/g, "\\$&")}](${target})`);
  };
  return (
    <Dialog title={words("link_title")} onClose={onClose}>
      <form class="staff-form" onSubmit={insert}>
        <div class="field">
          <label for={wantedField}>{words("link_wanted")}</label>
          <input
            id={wantedField}
            class="input"
            autofocus
            dir="auto"
            autocomplete="off"
            value={chosen.value?.title ?? asked.value}
            aria-describedby={`${wantedField}-hint`}
            onInput={(event) => {
              chosen.value = null;
              anchor.value = "";
              asked.value = event.currentTarget.value;
            }}
          />
          <span class="staff-hint" id={`${wantedField}-hint`}>
            {words("link_hint")}
          </span>
        </div>
        {!chosen.value && !isAddress && (
          <Choices found={found} wanted={address} onChoose={(article) => (chosen.value = article)} />
        )}
        {chosen.value && headings.length > 0 && (
          <div class="field">
            <label for={headingField}>{words("link_heading")}</label>
            <select
              id={headingField}
              class="input"
              value={anchor.value}
              onChange={(event) => (anchor.value = event.currentTarget.value)}
            >
              <option value="">{words("link_whole")}</option>
              {headings.map((heading) => (
                <option key={heading.anchor} value={heading.anchor}>
                  {heading.text}
                </option>
              ))}
            </select>
          </div>
        )}
        <div class="field">
          <label for={labelField}>{words("link_words")}</label>
          <input
            id={labelField}
            class="input"
            dir="auto"
            value={label.value}
            placeholder={chosen.value?.title ?? ""}
            onInput={(event) => (label.value = event.currentTarget.value)}
          />
        </div>
        {chosen.value && chosen.value.state !== "published" && (
          <p class="staff-notice">{words("link_not_published")}</p>
        )}
        {!chosen.value && !isAddress && LOOKS_LIKE_ADDRESS.test(address) && (
          <p class="field-error">{words("link_bad")}</p>
        )}
        <div class="staff-dialog-actions">
          <Button look="quiet" onClick={onClose}>
            {words("cancel")}
          </Button>
          <Button look="primary" type="submit" disabled={target === null}>
            {words("link_insert")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** The headings of the chosen article as it is stored, and of the open one as it is typed. */
function useHeadings(chosen: ListedArticle | null, own: OwnArticle): readonly Heading[] {
  const { api } = useEditor();
  const headings = useSignal<readonly Heading[]>([]);
  useEffect(() => {
    headings.value = [];
    if (!chosen) return;
    if (chosen.id === own.id) {
      headings.value = withAnchors(own.body, own.locale);
      return;
    }
    let late = false;
    api
      .get<Article>(`/articles/${segment(chosen.id)}`)
      .then((article) => {
        if (!late) headings.value = withAnchors(article.body, article.locale);
      })
      .catch(() => undefined);
    return () => {
      late = true;
    };
  }, [chosen]);
  return headings.value;
}

function withAnchors(body: string, locale: string): Heading[] {
  const texts = headingsOf(body);
  return anchorsOf(texts, locale).map((anchor, index) => ({ anchor, text: texts[index] ?? "" }));
}

function targetOf(article: ListedArticle, ownId: string | null, anchor: string): string {
  const fragment = anchor ? `#${encodeURIComponent(anchor)}` : "";
  return article.id === ownId && fragment ? fragment : `/help/${segment(article.id)}${fragment}`;
}

/** Spaces end an address in Markdown; those of a phone number are only for people. */
function compact(address: string): string {
  return address.startsWith("tel:")
    ? address.replace(/[\s().-]/g, "")
    : address.replace(/[()]/g, encodeURIComponent);
}
