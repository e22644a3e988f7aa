/** Company and look: names, colour with its contrast in words, images, time zone and dates. */
import type { JSX } from "preact";
import { COLOUR, contrast, readableOn } from "../../shared/contrast";
import { codeText, useConsoleWords } from "../messages";
import { Field, LineField } from "./field";
import type { CompanyForm } from "./form";
import { ImageField } from "./image-field";

const LONGEST_NAME = 60;
const STANDS_OUT = 3;
const BATON = "#0c6a60";

export function LookCard({ form }: { form: CompanyForm }): JSX.Element {
  const words = useConsoleWords();
  return (
    <section class="staff-card" aria-labelledby="settings-look">
      <h2 id="settings-look">{words("settings_look")}</h2>
      <div class="settings-pair">
        <LineField form={form} name="company" longest={LONGEST_NAME} />
        <LineField
          form={form}
          name="bot_name"
          longest={LONGEST_NAME}
          hint={words("settings_bot_name_hint")}
        />
      </div>
      <AccentField form={form} />
      <div class="settings-pair">
        <ImageField form={form} name="logo" />
        <ImageField form={form} name="picture" />
      </div>
      <div class="settings-pair">
        <ZoneField form={form} />
        <DateField form={form} />
      </div>
    </section>
  );
}

function AccentField({ form }: { form: CompanyForm }): JSX.Element {
  const words = useConsoleWords();
  const colour = form.line("accent");
  return (
    <div>
      <Field form={form} name="accent" hint={words("settings_accent_hint")}>
        {(ties) => (
          <div class="staff-row settings-accent">
            <input
              type="color"
              aria-label={words("settings_accent_pick")}
              value={COLOUR.test(colour) ? colour : BATON}
              onInput={(event) => form.set("accent", event.currentTarget.value)}
            />
            <input
              {...ties}
              class="input"
              maxLength={7}
              placeholder={BATON}
              value={colour}
              onInput={(event) => form.set("accent", colourOf(event.currentTarget.value) || null)}
            />
          </div>
        )}
      </Field>
      {colour && (
        <p role="status" class="settings-contrast">
          {contrastText(colour, words)}
        </p>
      )}
    </div>
  );
}

/** As people copy it: `c83c1e` is `#c83c1e`. */
function colourOf(typed: string): string {
  const whole = `#${typed.trim()}`;
  return COLOUR.test(whole) ? whole : typed;
}

function contrastText(colour: string, words: ReturnType<typeof useConsoleWords>): string {
  if (!COLOUR.test(colour)) return words("settings_contrast_none");
  const number = new Intl.NumberFormat(words.locale, { maximumFractionDigits: 1 });
  const text = readableOn(colour);
  const onWhite = contrast(colour, "#ffffff");
  return [
    words("settings_contrast_text", {
      text: words(text === "#ffffff" ? "settings_contrast_white" : "settings_contrast_dark"),
      ratio: number.format(contrast(text, colour)),
    }),
    words(onWhite >= STANDS_OUT ? "settings_contrast_good" : "settings_contrast_poor", {
      ratio: number.format(onWhite),
    }),
  ].join(" ");
}

function ZoneField({ form }: { form: CompanyForm }): JSX.Element {
  const words = useConsoleWords();
  const own = form.line("time_zone");
  const zones = [...new Set([...(own ? [own] : []), ...Intl.supportedValuesOf("timeZone"), "UTC"])];
  return (
    <Field form={form} name="time_zone" hint={words("settings_time_zone_hint")}>
      {(ties) => (
        <select
          {...ties}
          class="input"
          value={own}
          onChange={(event) => form.set("time_zone", event.currentTarget.value || null)}
        >
          <option value="">{words("settings_time_zone_none")}</option>
          {zones.map((zone) => (
            <option key={zone} value={zone}>
              {zone}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function DateField({ form }: { form: CompanyForm }): JSX.Element {
  const words = useConsoleWords();
  return (
    <Field form={form} name="date_format">
      {(ties) => (
        <select
          {...ties}
          class="input"
          value={form.line("date_format")}
          onChange={(event) => form.set("date_format", event.currentTarget.value)}
        >
          {(form.stored.value?.date_formats ?? []).map((order) => (
            <option key={order} value={order}>
              {codeText(words, "date_format", order)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
