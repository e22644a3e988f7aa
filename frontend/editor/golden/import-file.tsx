/** Takes a file into the golden set; a file with wrong lines changes nothing, and each line is named. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { GoldenImport } from "../../shared/api/contract";
import { Button } from "../../shared/components/basics";
import { ApiError } from "../../shared/http";
import { Dialog } from "../../shared/staff/dialog/dialog";
import { failureText } from "../../shared/staff/failure";
import { useEditor } from "../context";
import { useEditorWords } from "../messages";

interface WrongLine {
  readonly line: number;
  readonly problem: string;
}

export function ImportFile({ onImported }: { onImported: () => void }): JSX.Element {
  const words = useEditorWords();
  const { api, toasts } = useEditor();
  const input = useRef<HTMLInputElement>(null);
  const busy = useSignal(false);
  const wrong = useSignal<readonly WrongLine[]>([]);

  async function take(file: File): Promise<void> {
    busy.value = true;
    try {
      const text = decoded(await file.arrayBuffer());
      const format = /\.(csv|tsv|txt)$/i.test(file.name) ? "csv" : "jsonl";
      const { added, changed, same } = await api.post<GoldenImport>("/golden-questions/import", {
        format,
        text,
      });
      toasts.tell(words("golden_imported", { added, changed, same }));
      onImported();
    } catch (error) {
      const lines = error instanceof ApiError ? error.details.lines : null;
      if (Array.isArray(lines)) wrong.value = lines as WrongLine[];
      else toasts.fail(failureText(error, words));
    }
    busy.value = false;
  }

  return (
    <>
      <input
        ref={input}
        type="file"
        class="visually-hidden"
        tabIndex={-1}
        aria-hidden="true"
        accept=".jsonl,.json,.csv,.tsv,.txt"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file) void take(file);
          event.currentTarget.value = "";
        }}
      />
      <Button busy={busy.value} onClick={() => input.current?.click()}>
        {words("golden_import")}
      </Button>
      {wrong.value.length > 0 && (
        <Dialog title={words("golden_import")} onClose={() => (wrong.value = [])}>
          <p>{words("golden_import_failed")}</p>
          <ul class="golden-wrong">
            {wrong.value.map(({ line, problem }) => (
              <li key={`${line}-${problem}`}>{words("golden_import_line", { line, problem })}</li>
            ))}
          </ul>
        </Dialog>
      )}
    </>
  );
}

/** Spreadsheets on Windows still write its own code page. */
function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
