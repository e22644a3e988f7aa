/** A department's targets in minutes; an empty field means no target. */

import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { Targets } from "../../shared/api/contract";
import { codeText, useConsoleWords } from "../messages";

const KINDS = ["first_reply", "next_reply", "resolution"] as const;
const MOST_MINUTES = 43_200;

interface TargetsFieldsProps {
  targets: Targets | null;
  onChange: (targets: Targets | null) => void;
}

export function TargetsFields({ targets, onChange }: TargetsFieldsProps): JSX.Element {
  const words = useConsoleWords();
  const field = useId();

  function change(kind: keyof Targets, value: string): void {
    const changed = { ...targetsFrom(targets), [kind]: value === "" ? null : Number(value) };
    onChange(KINDS.some((each) => changed[each] !== null) ? changed : null);
  }

  return (
    <fieldset class="targets">
      <legend>{words("targets_title")}</legend>
      <p class="staff-hint">{words("targets_hint")}</p>
      {KINDS.map((kind) => (
        <div key={kind} class="field">
          <label for={`${field}-${kind}`}>{codeText(words, "timer", kind)}</label>
          <input
            id={`${field}-${kind}`}
            class="input"
            type="number"
            inputMode="numeric"
            min={1}
            max={MOST_MINUTES}
            step={1}
            value={targets?.[kind] ?? ""}
            onInput={(event) => change(kind, event.currentTarget.value)}
          />
        </div>
      ))}
    </fieldset>
  );
}

/** Normalised: sorted keys, so that equal targets compare as equal. */
export function targetsFrom(targets: Partial<Targets> | null | undefined): Targets {
  return {
    first_reply: targets?.first_reply ?? null,
    next_reply: targets?.next_reply ?? null,
    resolution: targets?.resolution ?? null,
  };
}
