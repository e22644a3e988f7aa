/**
 * Who is signed in, for console and editor. The server owns the cookie; this only knows whose it is.
 *
 * Any `not_signed_in` response ends the session on the page. Drafts and outgoing messages stay in
 * browser storage under the person's id and return after the next sign-in.
 */
import { signal } from "@preact/signals";
import { ApiError, Client } from "../../http";
import type { Me } from "../../types";

export type SessionState =
  | { readonly kind: "loading" }
  | { readonly kind: "unreachable" }
  | { readonly kind: "out"; readonly expired: boolean }
  | { readonly kind: "in"; readonly me: Me };

export class Session {
  readonly state = signal<SessionState>({ kind: "loading" });
  readonly api = new Client({ fetch: (input, init) => this.watch(input, init) });

  async load(): Promise<void> {
    try {
      this.state.value = { kind: "in", me: await this.api.get<Me>("/me") };
    } catch (error) {
      this.state.value = isSignedOut(error) ? { kind: "out", expired: false } : { kind: "unreachable" };
    }
  }

  /** Throws `wrong_credentials` and other errors of the server. */
  async signIn(email: string, password: string): Promise<void> {
    await this.api.post("/sign-in", { email, password });
    this.state.value = { kind: "in", me: await this.api.get<Me>("/me") };
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

function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401;
}
