/** How a form ends: what went wrong, the way back, and the button that sends it. */
import type { JSX } from "preact";
import { Button } from "../../components/basics";
import { useCommonWords } from "../../words";

export function Failure({ text }: { text: string | null }): JSX.Element | null {
  if (!text) return null;
  return (
    <p class="field-error" role="alert">
      {text}
    </p>
  );
}

interface FormEndProps {
  failure: string | null;
  submit: string;
  busy: boolean;
  onCancel: () => void;
}

export function FormEnd({ failure, submit, busy, onCancel }: FormEndProps): JSX.Element {
  const words = useCommonWords();
  return (
    <>
      <Failure text={failure} />
      <div class="staff-dialog-actions">
        <Button look="quiet" onClick={onCancel}>
          {words("cancel")}
        </Button>
        <Button look="primary" type="submit" busy={busy}>
          {submit}
        </Button>
      </div>
    </>
  );
}
