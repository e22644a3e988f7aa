/** A logo or picture: shown, chosen as a file and saved at once, or removed. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { Button } from "../../shared/components/basics";
import { ApiError } from "../../shared/http";
import { failureText } from "../../shared/staff/failure";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";
import type { ImageName } from "./company";
import type { CompanyForm } from "./form";

const KNOWN = ["bad_image", "svg_refused", "too_large"];

export function ImageField({ form, name }: { form: CompanyForm; name: ImageName }): JSX.Element {
  const words = useConsoleWords();
  const { toasts } = useConsole();
  const wrong = useSignal("");
  const busy = useSignal(false);
  const id = useId();
  const label = words(`setting_${name}`);
  const address = form.stored.value?.images[name];

  async function change(call: () => Promise<void>, done: "settings_image_saved" | "settings_image_removed") {
    busy.value = true;
    wrong.value = "";
    try {
      await call();
      toasts.tell(words(done));
    } catch (error) {
      const known = error instanceof ApiError && KNOWN.includes(error.code);
      wrong.value = known ? error.message : failureText(error, words);
    }
    busy.value = false;
  }

  function choose(input: HTMLInputElement): void {
    const file = input.files?.[0];
    input.value = "";
    if (file) void change(() => form.putImage(name, file), "settings_image_saved");
  }

  return (
    <div class="field">
      <span class="field-label">{label}</span>
      <div class="staff-row settings-image">
        {address ? (
          <img src={address} alt={label} />
        ) : (
          <span class="staff-hint">{words("settings_image_none")}</span>
        )}
        <label for={id} class="visually-hidden">
          {words("settings_image_choose", { label })}
        </label>
        <input
          id={id}
          type="file"
          accept="image/png,image/jpeg,image/webp"
          aria-describedby={`${id}-about`}
          disabled={busy.value}
          onChange={(event) => choose(event.currentTarget)}
        />
        {address && (
          <Button
            look="quiet"
            busy={busy.value}
            aria-label={words("settings_image_remove", { label })}
            onClick={() => void change(() => form.removeImage(name), "settings_image_removed")}
          >
            {words("remove")}
          </Button>
        )}
      </div>
      <div id={`${id}-about`}>
        {wrong.value && (
          <p class="field-error" role="alert">
            {wrong.value}
          </p>
        )}
        <p class="staff-hint">{words("settings_image_hint")}</p>
      </div>
    </div>
  );
}
