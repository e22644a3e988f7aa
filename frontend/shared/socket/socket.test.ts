/** The socket reconnects, resumes at the right message, and never opens twice. */
import { beforeEach, describe, expect, it } from "vitest";
import { LiveSocket, pause, type SocketState, socketUrl } from "./socket";

class Wire {
  static made: Wire[] = [];
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  readonly sent: string[] = [];
  closed = false;

  constructor(
    readonly url: string,
    readonly protocols: string[],
  ) {
    Wire.made.push(this);
  }
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.closed = true;
  }
}

/** A clock that the test controls. */
class Clock {
  private jobs: { id: number; run: () => void; at: number }[] = [];
  private now = 0;
  private next = 1;
  set = (run: () => void, milliseconds: number): number => {
    this.jobs.push({ id: this.next, run, at: this.now + milliseconds });
    return this.next++;
  };
  clear = (id: number): void => {
    this.jobs = this.jobs.filter((job) => job.id !== id);
  };
  pass(milliseconds: number): void {
    this.now += milliseconds;
    const due = this.jobs.filter((job) => job.at <= this.now);
    this.jobs = this.jobs.filter((job) => job.at > this.now);
    for (const job of due) job.run();
  }
}

function setUp() {
  const clock = new Clock();
  const states: SocketState[] = [];
  const frames: unknown[] = [];
  const seen = { after: 0, refused: 0 };
  const socket = new LiveSocket<{ type: string }>({
    url: () => `ws://host/socket?after=${seen.after}`,
    token: () => "secret",
    onFrame: (frame) => frames.push(frame),
    onState: (state) => states.push(state),
    onRefused: () => {
      seen.refused += 1;
    },
    open: (url, protocols) => new Wire(url, protocols) as unknown as WebSocket,
    timers: clock,
    random: () => 1,
  });
  return { clock, states, frames, seen, socket };
}

const last = (): Wire => Wire.made.at(-1) as Wire;

beforeEach(() => {
  Wire.made = [];
});

describe("LiveSocket", () => {
  it("sends its token as a subprotocol, never in the address", () => {
    const { socket } = setUp();
    socket.start();
    expect(last().protocols).toEqual(["baton.v1", "baton.token.secret"]);
    expect(last().url).not.toContain("secret");
  });

  it("passes frames on and ignores anything else", () => {
    const { socket, frames } = setUp();
    socket.start();
    last().onopen?.();
    for (const data of ["{broken", "[1]", "null", '{"type":"message.created"}']) last().onmessage?.({ data });
    expect(frames).toEqual([{ type: "message.created" }]);
  });

  it("refuses to send until it is open, so that the caller keeps the message", () => {
    const { socket } = setUp();
    socket.start();
    expect(socket.send({ type: "typing" })).toBe(false);
    last().onopen?.();
    expect(socket.send({ type: "typing" })).toBe(true);
    expect(last().sent).toEqual(['{"type":"typing"}']);
  });

  it("reconnects after a loss and asks for missed messages", () => {
    const { socket, clock, states, seen } = setUp();
    socket.start();
    last().onopen?.();
    seen.after = 7;
    last().onclose?.();
    clock.pass(60_000);
    expect(Wire.made).toHaveLength(2);
    expect(last().url).toBe("ws://host/socket?after=7");
    last().onopen?.();
    expect(states).toEqual(["connecting", "open", "waiting", "connecting", "open"]);
  });

  it("ignores frames from a dropped connection", () => {
    const { socket, frames } = setUp();
    socket.start();
    const old = last();
    old.onopen?.();
    socket.restart();
    old.onmessage?.({ data: '{"type":"message.created"}' });
    old.onclose?.();
    expect(old.closed).toBe(true);
    expect(frames).toEqual([]);
    expect(Wire.made).toHaveLength(2);
  });

  it("stays stopped", () => {
    const { socket, clock } = setUp();
    socket.start();
    last().onopen?.();
    last().onclose?.();
    socket.stop();
    clock.pass(60_000);
    socket.nudge();
    socket.restart();
    expect(Wire.made).toHaveLength(1);
    expect(socket.state).toBe("stopped");
  });

  it("reconnects at once when asked to, and only once", () => {
    const { socket, clock } = setUp();
    socket.start();
    last().onclose?.();
    socket.nudge();
    clock.pass(60_000);
    expect(Wire.made).toHaveLength(2);
  });

  it("asks whether its token is still valid after several refusals", () => {
    const { socket, clock, seen } = setUp();
    socket.start();
    for (const _ of [1, 2, 3]) {
      last().onclose?.();
      clock.pass(60_000);
    }
    expect(seen.refused).toBe(1);
  });
});

describe("pause", () => {
  it("grows with each failure, up to a limit, and is never zero", () => {
    expect(pause(1, () => 1)).toBeLessThan(pause(3, () => 1));
    expect(pause(50, () => 1)).toBe(20_000);
    expect(pause(1, () => 0)).toBeGreaterThan(100);
  });

  it("is random", () => {
    expect(pause(6, () => 0)).toBeLessThan(pause(6, () => 1) / 3 + 1);
  });
});

it("a page served over TLS opens a socket over TLS", () => {
  const page = { protocol: "https:", host: "baton.example" } as Location;
  expect(socketUrl("/agents/socket", page)).toBe("wss://baton.example/api/v1/agents/socket");
});
