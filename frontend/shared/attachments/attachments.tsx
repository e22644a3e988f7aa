/** The files of a message: pictures as previews that open, everything else as a row that is saved. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Attachment, Message } from "../api/contract";
import { useCommonWords } from "../words";
import { FileIcon } from "./file-icon";
import { saveAs } from "./saving";

/** Fetches a file with the reader's credential; with `preview` a picture in a small size. */
export type Fetch = (id: string, preview: boolean) => Promise<Blob>;

export function Attachments({
  files,
  fetch,
}: {
  files: readonly Attachment[];
  fetch: Fetch;
}): JSX.Element | null {
  const words = useCommonWords();
  if (files.length === 0) return null;
  return (
    <ul class="attachments" aria-label={words("files")}>
      {files.map((file) => (
        <li key={file.id}>
          {file.width && file.height ? (
            <Picture file={file} fetch={fetch} />
          ) : (
            <Row file={file} fetch={fetch} />
          )}
        </li>
      ))}
    </ul>
  );
}

/** Whether nothing was written beside the files: then their names need not be said twice. */
export function saysOnlyFiles({ text, attachments }: Message): boolean {
  const files = attachments ?? [];
  return files.length > 0 && text === files.map(({ name }) => name).join(", ");
}

function Picture({ file, fetch }: { file: Attachment; fetch: Fetch }): JSX.Element {
  const words = useCommonWords();
  const preview = useAddress(() => fetch(file.id, true), file.id);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        class="attachment-picture"
        aria-label={words("file_show", { name: file.name })}
        style={{ aspectRatio: `${file.width} / ${file.height}` }}
        onClick={() => setOpen(true)}
      >
        {preview.address && <img src={preview.address} alt="" />}
        {preview.failed && <span>{file.name}</span>}
      </button>
      {open && <Whole file={file} fetch={fetch} onClose={() => setOpen(false)} />}
    </>
  );
}

function Whole(props: { file: Attachment; fetch: Fetch; onClose: () => void }): JSX.Element {
  const { file, fetch, onClose } = props;
  const words = useCommonWords();
  const box = useRef<HTMLDialogElement>(null);
  const whole = useAddress(() => fetch(file.id, false), file.id);
  useEffect(() => box.current?.showModal(), []);
  return (
    <dialog
      class="lightbox"
      ref={box}
      aria-label={file.name}
      onClose={onClose}
      onKeyDown={(event) => event.stopPropagation()}
    >
      {whole.address && <img src={whole.address} alt={file.name} />}
      {whole.failed && <p role="alert">{words("file_failed")}</p>}
      <div class="lightbox-actions">
        {whole.address && (
          <a class="button button-plain" href={whole.address} download={file.name}>
            {words("save")}
          </a>
        )}
        <button type="button" class="button button-plain" onClick={() => box.current?.close()}>
          {words("close")}
        </button>
      </div>
    </dialog>
  );
}

function Row({ file, fetch }: { file: Attachment; fetch: Fetch }): JSX.Element {
  const words = useCommonWords();
  const [failed, setFailed] = useState(false);
  const save = (): void => {
    setFailed(false);
    fetch(file.id, false).then(
      (blob) => saveAs(blob, file.name),
      () => setFailed(true),
    );
  };
  return (
    <>
      <button
        type="button"
        class="attachment-row"
        title={words("file_save", { name: file.name })}
        onClick={save}
      >
        <FileIcon />
        <bdi class="attachment-name">{file.name}</bdi>
        <span class="attachment-size">{sizeText(file.size, words.locale)}</span>
      </button>
      {failed && <p role="alert">{words("file_failed")}</p>}
    </>
  );
}

export function sizeText(bytes: number, locale: string): string {
  const large = bytes >= 1_000_000;
  const unit = large ? "megabyte" : "kilobyte";
  const value = large ? bytes / 1_000_000 : Math.max(1, bytes / 1_000);
  const digits = { maximumFractionDigits: large ? 1 : 0 };
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short", ...digits }).format(
    value,
  );
}

/** An address for what was fetched, for as long as it is shown. */
function useAddress(fetch: () => Promise<Blob>, key: string): { address: string | null; failed: boolean } {
  const [found, setFound] = useState<{ address: string | null; failed: boolean }>({
    address: null,
    failed: false,
  });
  useEffect(() => {
    let address: string | null = null;
    let gone = false;
    fetch().then(
      (blob) => {
        if (gone) return;
        address = URL.createObjectURL(blob);
        setFound({ address, failed: false });
      },
      () => !gone && setFound({ address: null, failed: true }),
    );
    return () => {
      gone = true;
      if (address) URL.revokeObjectURL(address);
    };
  }, [key]);
  return found;
}
