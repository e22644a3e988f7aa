/** Which roles must have a second factor. Saved at once, apart from the company's other settings. */
import type { JSX } from "preact";
import type { SignInRules } from "../../shared/api/contract";
import type { Role } from "../../shared/api/types";
import { failureText } from "../../shared/staff/failure";
import { useRead } from "../../shared/staff/read";
import { ROLES } from "../../shared/staff/roles";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";

export function SignInCard(): JSX.Element {
  const words = useConsoleWords();
  const { api, toasts } = useConsole();
  const rules = useRead(() => api.get<SignInRules>("/sign-in-rules"), "sign-in-rules", words);
  const roles = rules.value?.second_factor_roles ?? [];

  async function change(role: Role, on: boolean): Promise<void> {
    const wanted = on ? [...roles, role] : roles.filter((each) => each !== role);
    rules.put({ second_factor_roles: wanted });
    try {
      rules.put(await api.put<SignInRules>("/sign-in-rules", { second_factor_roles: wanted }));
      toasts.tell(words("settings_sign_in_saved"));
    } catch (error) {
      toasts.fail(failureText(error, words));
      rules.again();
    }
  }

  return (
    <section class="staff-card" aria-labelledby="settings-sign-in">
      <h2 id="settings-sign-in">{words("settings_sign_in")}</h2>
      {rules.failure && <p class="field-error">{rules.failure}</p>}
      <p class="staff-hint">{words("settings_sign_in_hint")}</p>
      <fieldset class="staff-checks" disabled={!rules.value}>
        <legend>{words("second_factor_title")}</legend>
        {ROLES.map((role) => (
          <label class="staff-check" key={role}>
            <input
              type="checkbox"
              checked={roles.includes(role)}
              onChange={(event) => void change(role, event.currentTarget.checked)}
            />
            {words(`role_${role}`)}
          </label>
        ))}
      </fieldset>
    </section>
  );
}
