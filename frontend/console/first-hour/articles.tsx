/** Step 3: articles, with the parts of the editor's Import page; or the first one written by hand. */
import type { JSX } from "preact";
import { Button } from "../../shared/components/basics";
import { Imports } from "../../shared/staff/imports/imports";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";
import type { StepProps } from "./steps";

const EDITOR = "/editor#/articles";

export function ArticlesStep({ settle }: StepProps): JSX.Element {
  const words = useConsoleWords();
  const { api, toasts } = useConsole();
  return (
    <>
      <Imports api={api} toasts={toasts} articleHref={(id) => `${EDITOR}/${encodeURIComponent(id)}`} />
      <div class="first-next">
        <Button look="primary" onClick={() => void settle()}>
          {words("first_next")}
        </Button>
        <a class="button button-plain" href={`${EDITOR}/new`} target="_blank" rel="noopener">
          {words("first_write_article")}
        </a>
      </div>
    </>
  );
}
