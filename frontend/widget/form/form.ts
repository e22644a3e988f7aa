/** What a company asks before the first message, and what a customer has entered. */
import { effect, type ReadonlySignal } from "@preact/signals";
import type { WidgetSettings } from "../../shared/api/contract";
import { isAddress } from "../contact/contact";

export const FIELDS = ["name", "email", "department"] as const;
export type FormField = (typeof FIELDS)[number];
export type Filled = Partial<Record<FormField, string>>;
export type FormFault = "missing" | "wrong";

export interface Asked {
  readonly field: FormField;
  readonly required: boolean;
}

/** The fields to show. The site has said who is signed in already, and one department is no choice. */
export function askedOf(settings: WidgetSettings | null, signedIn: boolean): readonly Asked[] {
  if (!settings?.form) return []; // while an update is under way, an older process may have answered
  return FIELDS.flatMap((field) => {
    const level = settings.form[field];
    const idle = field === "department" ? settings.departments.length < 2 : signedIn;
    return level === "off" || idle ? [] : [{ field, required: level === "required" }];
  });
}

/** Without empty fields and spaces around. */
export function tidyForm(filled: Filled): Filled {
  const entries = Object.entries(filled).map(([field, value]) => [field, value.trim()]);
  return Object.fromEntries(entries.filter(([, value]) => value));
}

export function formFaults(asked: readonly Asked[], filled: Filled): Partial<Record<FormField, FormFault>> {
  const faults: Partial<Record<FormField, FormFault>> = {};
  for (const { field, required } of asked) if (required && !filled[field]) faults[field] = "missing";
  if (filled.email && !isAddress(filled.email)) faults.email = "wrong";
  return faults;
}

/** Resolves once nothing is asked any more. */
export function whenFilled(needed: ReadonlySignal<boolean>): Promise<void> {
  return new Promise((resolve) => {
    const stop = effect(() => {
      if (needed.value) return;
      resolve();
      queueMicrotask(() => stop());
    });
  });
}
