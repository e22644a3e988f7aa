/** Choosing files for a message: a button, and what has been chosen with its state. Pasting and dropping add to the same list. */
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { CommonKey } from "../messages/en";
import { en } from "../messages/en";
import { useCommonWords } from "../words";
import { ClipIcon } from "./file-icon";
import { ACCEPTED, type Chosen, type Uploads } from "./uploads";

export function AttachButton({ uploads, class: extra }: { uploads: Uploads; class: string }): JSX.Element {
  const words = useCommonWords();
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class={extra}
        aria-label={words("file_attach")}
        title={words("file_attach")}
        onClick={() => field.current?.click()}
      >
        <ClipIcon />
      </button>
      <input
        ref={field}
        type="file"
        hidden
        multiple
        accept={ACCEPTED}
        aria-label={words("file_attach")}
        onChange={(event) => {
          uploads.add([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = ""; // the same file can be chosen again
        }}
      />
    </>
  );
}

export function ChosenFiles({ uploads }: { uploads: Uploads }): JSX.Element | null {
  const words = useCommonWords();
  const chosen = uploads.chosen.value;
  if (chosen.length === 0) return null;
  return (
    <ul class="chosen-files" aria-label={words("files")}>
      {chosen.map((each) => (
        <ChosenFile key={each.key} chosen={each} uploads={uploads} />
      ))}
    </ul>
  );
}

function ChosenFile({ chosen, uploads }: { chosen: Chosen; uploads: Uploads }): JSX.Element {
  const words = useCommonWords();
  const { key, name, state, error } = chosen;
  return (
    <li class={`chosen-file chosen-file-${state}`} aria-busy={state === "uploading"}>
      <bdi class="attachment-name">{name}</bdi>
      {state === "uploading" && <span class="spinner" aria-hidden="true" />}
      <span role="status" class={state === "failed" ? "chosen-file-error" : "visually-hidden"}>
        {state === "uploading" && words("file_uploading")}
        {state === "ready" && words("file_ready")}
        {state === "failed" && words(errorKey(error))}
      </span>
      {state === "failed" && isWorthRetrying(error) && (
        <button type="button" class="link-button" onClick={() => uploads.retry(key)}>
          {words("try_again")}
        </button>
      )}
      <button
        type="button"
        class="chosen-file-remove"
        aria-label={words("file_remove", { name })}
        onClick={() => uploads.remove(key)}
      >
        ×
      </button>
    </li>
  );
}

function errorKey(code: string | undefined): CommonKey {
  const key = `file_error_${code}`;
  return key in en ? (key as CommonKey) : "file_failed";
}

function isWorthRetrying(code: string | undefined): boolean {
  return !(`file_error_${code}` in en);
}
