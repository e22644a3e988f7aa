/** Step 2: company and look, with the parts of the Settings page and its preview. */
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { Button, Spinner } from "../../shared/components/basics";
import { languageOf } from "../../shared/languages";
import { failureText } from "../../shared/staff/failure";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";
import { CompanyForm } from "../settings/form";
import { LookCard } from "../settings/look-card";
import { MeanwhileCard } from "../settings/meanwhile";
import { Preview } from "../settings/preview";
import "../settings/settings.css";
import type { StepProps } from "./steps";

export function CompanyStep({ settle }: StepProps): JSX.Element {
  const words = useConsoleWords();
  const { api, toasts } = useConsole();
  const form = useMemo(() => new CompanyForm(api), [api]);
  useEffect(() => {
    form.load().catch((error: unknown) => toasts.fail(failureText(error, words)));
  }, [form]);
  if (form.stored.value === null) return <Spinner label={words("loading")} />;
  return (
    <div class="settings-inner first-company">
      <form
        class="settings-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void settle(async () => form.count.value === 0 || form.save());
        }}
      >
        <MeanwhileCard form={form} />
        <LookCard form={form} />
        <div class="staff-row">
          <Button look="primary" type="submit" busy={form.busy.value}>
            {words("first_next")}
          </Button>
        </div>
      </form>
      <Preview form={form} language={languageOf(words.locale)} />
    </div>
  );
}
