/** Where articles come from: files by button or drag, or the address of a help centre. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { Button } from "../../components/basics";
import { useWords } from "../../words";
import { Failure } from "../dialog/form-end";
import type { StaffKey } from "../messages/en";
import { chosenFiles, droppedFiles, type GivenFile } from "./given-files";
import type { Attempt, ImportModel } from "./model";

interface SourceProps {
  model: ImportModel;
  attempt: Attempt;
}

export function ImportSource({ model, attempt }: SourceProps): JSX.Element {
  const words = useWords<StaffKey>();
  const sent = model.sent.value;
  if (sent)
    return (
      <section class="staff-card" aria-labelledby="import-sending">
        <h2 id="import-sending">{words("import_sending")}</h2>
        <progress
          class="import-progress"
          max={sent.total}
          value={sent.done}
          aria-labelledby="import-sending"
        />
        <p role="status">{words("import_sent", { done: sent.done, total: sent.total })}</p>
      </section>
    );
  return (
    <div class="import-sources">
      <FilesCard model={model} attempt={attempt} />
      <SiteCard model={model} attempt={attempt} />
    </div>
  );
}

function FilesCard({ model, attempt }: SourceProps): JSX.Element {
  const words = useWords<StaffKey>();
  const over = useSignal(false);
  const nothing = useSignal(false);
  const [files, folder] = [useId(), useId()];

  function send(given: readonly GivenFile[]): void {
    nothing.value = given.length === 0;
    const name = given.length === 1 ? (given[0]?.path ?? "") : words.count("import_files", given.length);
    if (given.length > 0) attempt(() => model.upload(given, name.slice(-200)));
  }
  function chosen(input: HTMLInputElement): void {
    const given = chosenFiles(input.files);
    input.value = "";
    send(given);
  }

  return (
    <section
      class={over.value ? "staff-card import-drop import-drop-over" : "staff-card import-drop"}
      aria-labelledby="import-files"
      onDragOver={(event) => {
        event.preventDefault();
        over.value = true;
      }}
      onDragLeave={() => (over.value = false)}
      onDrop={(event) => {
        event.preventDefault();
        over.value = false;
        const { dataTransfer } = event;
        if (dataTransfer) attempt(async () => send(await droppedFiles(dataTransfer)));
      }}
    >
      <h2 id="import-files">{words("import_from_files")}</h2>
      <p class="staff-hint">{words("import_from_files_hint")}</p>
      <div class="import-pick">
        <label class="button button-primary" for={files}>
          {words("import_choose_files")}
        </label>
        <input
          id={files}
          class="visually-hidden"
          type="file"
          multiple
          onChange={(event) => chosen(event.currentTarget)}
        />
        <label class="button button-plain" for={folder}>
          {words("import_choose_folder")}
        </label>
        <input
          id={folder}
          class="visually-hidden"
          type="file"
          ref={(input) => input?.setAttribute("webkitdirectory", "")}
          onChange={(event) => chosen(event.currentTarget)}
        />
      </div>
      <Failure text={nothing.value ? words("import_nothing") : null} />
    </section>
  );
}

function SiteCard({ model, attempt }: SourceProps): JSX.Element {
  const words = useWords<StaffKey>();
  const busy = useSignal(false);
  const address = useSignal("");
  const field = useId();

  function read(): void {
    const given = address.value.trim();
    const whole = /^https?:\/\//i.test(given) ? given : `https://${given}`;
    busy.value = true;
    attempt(() => model.readSite(whole).finally(() => (busy.value = false)));
  }

  return (
    <form
      class="staff-card staff-form"
      aria-labelledby="import-site"
      onSubmit={(event) => {
        event.preventDefault();
        if (address.value.trim()) read();
      }}
    >
      <h2 id="import-site">{words("import_from_site")}</h2>
      <div class="field">
        <label for={field}>{words("import_address")}</label>
        <input
          id={field}
          class="input"
          inputMode="url"
          autocomplete="url"
          dir="ltr"
          placeholder="https://help.example.com"
          aria-describedby={`${field}-hint`}
          value={address.value}
          onInput={(event) => (address.value = event.currentTarget.value)}
        />
        <span class="staff-hint" id={`${field}-hint`}>
          {words("import_address_hint")}
        </span>
      </div>
      <div class="staff-row">
        <Button look="primary" type="submit" busy={busy.value} disabled={address.value.trim() === ""}>
          {words("import_read_site")}
        </Button>
      </div>
    </form>
  );
}
