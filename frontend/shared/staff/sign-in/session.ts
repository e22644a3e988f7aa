/**
 * Who is signed in, for console and editor. The server owns the cookie; this only knows whose it is.
 *
 * Any `not_signed_in` response ends the session on the page. Drafts and outgoing messages stay in
 * browser storage under the person's id and return after the next sign-in.
 */

import { signal } from "@preact/signals";
import type { Me } from "../../api/contract";
import { ApiError, Client } from "../../http";

export type SessionState =
  | { readonly kind: "loading" }
  | { readonly kind: "unreachable" }
  | { readonly kind: "out"; readonly expired: boolean }
  /** The password was right; `ticket` is for the second step. */
  | { readonly kind: "code"; readonly ticket: string }
  /** Signed in, but nothing opens before the second factor is set up. */
  | { readonly kind: "enrol" }
  | { readonly kind: "in"; readonly me: Me };

export class Session {
  readonly state = signal<SessionState>({ kind: "loading" });
  readonly api = new Client({ fetch: (input, init) => this.watch(input, init) });

  async load(): Promise<void> {
    try {
      this.state.value = { kind: "in", me: await this.api.get<Me>("/me") };
    } catch (error) {
      if (hasCode(error, "second_factor_required")) this.state.value = { kind: "enrol" };
      else this.state.value = isSignedOut(error) ? { kind: "out", expired: false } : { kind: "unreachable" };
    }
  }

  /** Throws `wrong_credentials` and other errors of the server. Afterwards a code may be needed. */
  async signIn(email: string, password: string): Promise<void> {
    await this.enter(() => this.api.post("/sign-in", { email, password }));
  }

  /** The second step. Throws `wrong_code` and `ticket_expired`. */
  async secondStep(ticket: string, code: string): Promise<void> {
    await this.enter(() => this.api.post("/sign-in/second-factor", { ticket, code }));
  }

  /** Makes a call that signs in, and loads who that is, or asks for the code. */
  async enter(call: () => Promise<unknown>): Promise<void> {
    try {
      await call();
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== "second_factor_needed") throw error;
      this.state.value = { kind: "code", ticket: String(error.details.ticket) };
      return;
    }
    await this.load();
  }

  toSignIn(): void {
    this.state.value = { kind: "out", expired: false };
  }

  async signOut(): Promise<void> {
    await this.api.post("/sign-out");
    this.state.value = { kind: "out", expired: false };
  }

  private async watch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const response = await fetch(input, init);
    if (
      response.status === 401 &&
      this.state.value.kind === "in" &&
      (await saysSignedOut(response.clone()))
    ) {
      this.state.value = { kind: "out", expired: true };
    }
    return response;
  }
}

/** A 401 can also mean that the repeated current password was wrong; that does not end the session. */
async function saysSignedOut(response: Response): Promise<boolean> {
  const answer: unknown = await response.json().catch(() => null);
  return (answer as { error?: { code?: string } } | null)?.error?.code === "not_signed_in";
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof ApiError && error.code === code;
}

function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401;
}
