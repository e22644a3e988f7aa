/** The typed client for `/api/v1`. Every failure, including network failures, is an `ApiError` with a stable code. */
import type { ErrorDetails } from "./api/contract";

export class ApiError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status: number,
    /** Seconds to wait before trying again, if the server says so. */
    readonly retryAfter: number | null = null,
    readonly details: Record<string, unknown> = {},
  ) {
    super(message);
    this.name = "ApiError";
  }

  /** A temporary failure: the same request may succeed later. */
  get temporary(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export interface ClientOptions {
  base?: string;
  /** The bearer token, read at each request; staff pages use their cookie instead. */
  token?: () => string | null;
  fetch?: typeof fetch;
  timeoutMs?: number;
}

interface Sending {
  headers?: Record<string, string>;
  timeoutMs?: number;
}

const FILE_TIMEOUT_MS = 150_000;

export type Query = Record<string, string | number | boolean | null | undefined>;

export class Client {
  constructor(private readonly options: ClientOptions = {}) {}

  get<T>(path: string, query: Query = {}): Promise<T> {
    return this.request<T>("GET", path + queryString(query));
  }

  post<T>(path: string, body: unknown = {}, timeoutMs?: number): Promise<T> {
    return this.request<T>("POST", path, body, timeoutMs === undefined ? {} : { timeoutMs });
  }

  put<T>(path: string, body: unknown): Promise<T> {
    return this.request<T>("PUT", path, body);
  }

  /** The body is the file itself. */
  putFile<T>(path: string, file: Blob, timeoutMs?: number): Promise<T> {
    return this.request<T>("PUT", path, file, timeoutMs === undefined ? {} : { timeoutMs });
  }

  /** The same for a file that may be large, and whose sender may have a slow link. */
  postFile<T>(path: string, file: Blob, headers: Record<string, string>): Promise<T> {
    return this.request<T>("POST", path, file, { headers, timeoutMs: FILE_TIMEOUT_MS });
  }

  async getFile(path: string): Promise<Blob> {
    const response = await this.send("GET", path, undefined, { timeoutMs: FILE_TIMEOUT_MS });
    if (!response.ok) throw errorOf(response, await readJson(response));
    return response.blob();
  }

  patch<T>(path: string, body: unknown): Promise<T> {
    return this.request<T>("PATCH", path, body);
  }

  delete<T>(path: string): Promise<T> {
    return this.request<T>("DELETE", path);
  }

  private async request<T>(method: string, path: string, body?: unknown, more: Sending = {}): Promise<T> {
    const response = await this.send(method, path, body, more);
    const answer = await readJson(response);
    if (!response.ok) throw errorOf(response, answer);
    return answer as T;
  }

  private async send(method: string, path: string, body?: unknown, more: Sending = {}): Promise<Response> {
    const call = this.options.fetch ?? fetch.bind(globalThis);
    try {
      return await call(`${this.options.base ?? "/api/v1"}${path}`, {
        method,
        headers: { ...this.headers(body !== undefined && !(body instanceof Blob)), ...more.headers },
        ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
        credentials: "same-origin",
        signal: AbortSignal.timeout(more.timeoutMs ?? this.options.timeoutMs ?? 15_000),
      });
    } catch {
      throw new ApiError("network", "The server could not be reached.", 0);
    }
  }

  private headers(withBody: boolean): Record<string, string> {
    const token = this.options.token?.() ?? null;
    return {
      accept: "application/json",
      ...(withBody ? { "content-type": "application/json" } : {}),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    };
  }
}

/** An identifier encoded as one path segment. */
export function segment(id: string | number): string {
  return encodeURIComponent(String(id));
}

function queryString(query: Query): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== null && value !== undefined);
  if (pairs.length === 0) return "";
  return `?${new URLSearchParams(pairs.map(([key, value]) => [key, String(value)]))}`;
}

async function readJson(response: Response): Promise<unknown> {
  try {
    const text = await response.text();
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

function errorOf(response: Response, answer: unknown): ApiError {
  const unknown: ErrorDetails = { code: "unexpected", message: "Something went wrong." };
  const body = (answer as { error?: ErrorDetails } | null)?.error ?? unknown;
  const header = response.headers.get("retry-after");
  const { code, message, ...details } = body;
  const wait = Number(details.retry_after ?? header);
  return new ApiError(
    code,
    message,
    response.status,
    Number.isFinite(wait) && wait > 0 ? wait : null,
    details,
  );
}
