/** The contact details that a customer leaves for a reply, and what is surely wrong in them. The server has the last word. */
import { ApiError } from "../../shared/http";

/** Each is "" if it was left out. */
export interface Contact {
  email: string;
  phone: string;
  note: string;
}

export type ContactField = "email" | "phone";

/** Which fields are wrong; `neither` where one of them has to be filled in. */
export type Faults = Partial<Record<ContactField, "wrong" | "neither">>;

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const PHONE_SIGNS = /^[\d\s+()./-]+$/;
const FEWEST_DIGITS = 6;
const MOST_DIGITS = 20;

/** As it is sent: without spaces around, and the number in the digits that telephones and the server know (0, not ٠). */
export function tidied({ email, phone, note }: Contact): Contact {
  const digits = phone.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 15));
  return { email: email.trim(), phone: digits.trim(), note: note.trim() };
}

export function faultsOf({ email, phone }: Contact): Faults {
  if (!email && !phone) return { email: "neither", phone: "neither" };
  return {
    ...(email && !isAddress(email) ? { email: "wrong" } : {}),
    ...(phone && !isPhone(phone) ? { phone: "wrong" } : {}),
  };
}

/** The field that the server refused, where it was one of ours. */
export function refusedField(error: unknown): ContactField | null {
  const field = error instanceof ApiError ? error.details.field : null;
  return field === "email" || field === "phone" ? field : null;
}

export function isAddress(text: string): boolean {
  return ADDRESS.test(text);
}

function isPhone(text: string): boolean {
  const digits = text.replace(/\D/g, "").length;
  return PHONE_SIGNS.test(text) && digits >= FEWEST_DIGITS && digits <= MOST_DIGITS;
}

/** The field that the server refuses, if it refuses one. Any other failure is the caller's. */
export async function refusalOf(call: Promise<unknown>): Promise<ContactField | null> {
  try {
    await call;
    return null;
  } catch (error) {
    const field = refusedField(error);
    if (field === null) throw error;
    return field;
  }
}
