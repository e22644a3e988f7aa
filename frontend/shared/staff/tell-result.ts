/** Makes a change and says how it went: what was done, or why it failed. */
import type { Words } from "../words";
import type { ToastAction, Toasts } from "./dialog/toast";
import { failureText } from "./failure";
import type { StaffKey } from "./messages/en";

/** Resolves to whether it succeeded. */
export async function tellResult(
  toasts: Toasts,
  words: Words<StaffKey>,
  done: string,
  change: () => Promise<unknown>,
  action?: ToastAction,
): Promise<boolean> {
  try {
    await change();
    toasts.tell(done, action);
    return true;
  } catch (error) {
    toasts.fail(failureText(error, words));
    return false;
  }
}
