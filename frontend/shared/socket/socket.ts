/**
 * A WebSocket that reconnects: backoff with jitter, resume from the last `seq`, and a state to show.
 *
 * Browsers hide the status of a refused handshake, so after several refusals in a row `onRefused` asks the owner
 * to check over HTTP whether the token is still valid.
 */

/**
 * `idle` not started · `connecting` during the handshake · `open` connected · `waiting` pause before the next attempt ·
 * `stopped` by the owner, permanently.
 */
export type SocketState = "idle" | "connecting" | "open" | "waiting" | "stopped";

export interface Timers {
  set(run: () => void, milliseconds: number): number;
  clear(timer: number): void;
}

export interface SocketOptions<Frame> {
  /** The address for the next attempt, asked each time: it contains `after=` with the last `seq` seen. */
  url: () => string;
  token?: () => string | null;
  onFrame: (frame: Frame) => void;
  onState: (state: SocketState) => void;
  /** Called when several attempts in a row failed: the token may be invalid. */
  onRefused?: () => void;
  open?: (url: string, protocols: string[]) => WebSocket;
  timers?: Timers;
  random?: () => number;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 20_000;
const REFUSALS_BEFORE_ASKING = 2;

const browserTimers: Timers = {
  set: (run, milliseconds) => setTimeout(run, milliseconds) as unknown as number,
  clear: (timer) => clearTimeout(timer),
};

export class LiveSocket<Frame> {
  private socket: WebSocket | null = null;
  private timer: number | null = null;
  private failures = 0;
  private current: SocketState = "idle";

  constructor(private readonly options: SocketOptions<Frame>) {}

  get state(): SocketState {
    return this.current;
  }

  start(): void {
    if (this.current === "idle") this.connect();
  }

  /** Sends the frame if connected; the caller keeps anything that must not be lost. */
  send(frame: unknown): boolean {
    if (this.current !== "open" || !this.socket) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  /** Reconnects at once instead of waiting, for example when the network is back or the page becomes visible. */
  nudge(): void {
    if (this.current !== "waiting") return;
    this.clearTimer();
    this.connect();
  }

  /** Drops a connection that seems dead although the browser has not noticed. */
  restart(): void {
    if (this.current === "stopped" || this.current === "idle") return;
    this.drop();
    this.connect();
  }

  stop(): void {
    this.drop();
    this.become("stopped");
  }

  private connect(): void {
    const token = this.options.token?.() ?? null;
    const protocols = ["baton.v1", ...(token ? [`baton.token.${token}`] : [])];
    const open = this.options.open ?? ((url, wanted) => new WebSocket(url, wanted));
    this.become("connecting");
    const socket = open(this.options.url(), protocols);
    this.socket = socket;
    socket.onopen = () => this.opened(socket);
    socket.onmessage = (event) => this.received(socket, event.data);
    socket.onclose = () => this.lost(socket);
  }

  private opened(socket: WebSocket): void {
    if (socket !== this.socket) return;
    this.failures = 0;
    this.become("open");
  }

  private received(socket: WebSocket, data: unknown): void {
    if (socket !== this.socket || typeof data !== "string") return;
    const frame = parse<Frame>(data);
    if (frame) this.options.onFrame(frame);
  }

  private lost(socket: WebSocket): void {
    if (socket !== this.socket) return;
    this.socket = null;
    this.failures += 1;
    this.become("waiting");
    this.timer = this.timers.set(
      () => this.connect(),
      pause(this.failures, this.options.random ?? Math.random),
    );
    if (this.failures > REFUSALS_BEFORE_ASKING) this.options.onRefused?.();
  }

  private drop(): void {
    this.clearTimer();
    const socket = this.socket;
    this.socket = null;
    socket?.close();
  }

  private clearTimer(): void {
    if (this.timer !== null) this.timers.clear(this.timer);
    this.timer = null;
  }

  private get timers(): Timers {
    return this.options.timers ?? browserTimers;
  }

  private become(state: SocketState): void {
    if (this.current === state) return;
    this.current = state;
    this.options.onState(state);
  }
}

/** Doubles with each failure; the jitter keeps a thousand pages from reconnecting at once after a restart. */
export function pause(failures: number, random: () => number): number {
  const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures, 10));
  return longest * (0.3 + 0.7 * random());
}

/** The socket address of an API path on the page's host. */
export function socketUrl(path: string, page: Location = location): string {
  return `${page.protocol === "https:" ? "wss" : "ws"}://${page.host}/api/v1${path}`;
}

function parse<Frame>(data: string): Frame | null {
  try {
    const frame: unknown = JSON.parse(data);
    return typeof frame === "object" && frame !== null && "type" in frame ? (frame as Frame) : null;
  } catch {
    return null;
  }
}
