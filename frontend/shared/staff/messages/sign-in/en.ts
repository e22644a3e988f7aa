/** The texts of the second step of signing in, and of setting it up, in English. */
export const signInEn = {
  code_title: "Enter your code",
  code_text:
    "Open your authenticator app and type the six digits that it shows for Baton. Without your phone, type a recovery code.",
  code_label: "Code",
  code_submit: "Continue",
  code_back: "Back to sign-in",
  enrol_title: "Set up a second factor",
  enrol_required:
    "People with your role sign in with a code from an app besides their password. Set it up to continue.",
  enrol_start: "Set up",
  enrol_scan: "Scan this picture with an authenticator app, or type the key into the app.",
  enrol_qr: "The key as a QR code",
  enrol_key: "Key",
  enrol_code: "Code that the app shows",
  enrol_submit: "Switch on",
  recovery_title: "Recovery codes",
  recovery_text:
    "Each of these opens your account once if you lose your phone. Keep them where you keep passwords. They are not shown again.",
  recovery_copy: "Copy all",
  recovery_copied: "Copied.",
  recovery_kept: "I have kept them",
  failure_wrong_code: "The code is wrong or was used before. Wait for the next one and try again.",
  failure_ticket_expired: "The sign-in took too long. Start again.",
  failure_second_factor_unreadable:
    "Your second factor cannot be checked any more. Ask an administrator to reset it.",
  failure_second_factor_required: "People with your role must have a second factor.",
  sign_in_with: "Sign in with {name}",
  sign_in_or: "or",
  provider_unreachable: "{name} is not responding. Try again in a moment, or sign in with your password.",
  provider_refused: "{name} did not let you in, or you cancelled. Try again.",
  provider_answer:
    "The answer of {name} could not be trusted, so you were not signed in. Try again; if it stays like this, tell an administrator.",
  provider_state: "This sign-in was not begun in this browser, or it took too long. Try again.",
  provider_email_unverified: "{name} has not verified your e-mail address. Have it verified there first.",
  provider_domain: "Your e-mail address does not belong to this company.",
  provider_unknown_person: "Nobody here is linked with your account at {name}. Ask an administrator.",
  provider_no_role: "Your groups at {name} give you no role here. Ask an administrator.",
  provider_deactivated: "Your access here has been ended. Ask an administrator.",
} as const satisfies Record<string, string>;
