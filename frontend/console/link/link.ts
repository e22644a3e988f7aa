/** The desk's connection: the socket, the heartbeats that keep the agent present, and a state that is true within 15 seconds. */
import { signal } from "@preact/signals";
import type { AgentFrame } from "../../shared/api/contract";
import { LiveSocket, type SocketState, socketUrl } from "../../shared/socket/socket";
import { Heartbeat } from "./heartbeat";
import { Liveness } from "./liveness";

const CHECK_EVERY_MS = 1_000;

export class Link {
  readonly state = signal<SocketState>("idle");
  readonly everLive = signal(false);
  private readonly socket: LiveSocket<AgentFrame>;
  private readonly heartbeat = new Heartbeat((frame) => this.send(frame));
  private readonly liveness = new Liveness(
    () => this.send({ type: "ping" }),
    () => this.socket.restart(),
  );
  private checking: ReturnType<typeof setInterval> | undefined;

  constructor(onFrame: (frame: AgentFrame) => void, onRefused: () => void) {
    this.socket = new LiveSocket<AgentFrame>({
      url: () => socketUrl("/agents/socket"),
      onFrame: (frame) => {
        this.liveness.heard();
        onFrame(frame);
      },
      onState: (state) => this.became(state),
      onRefused,
    });
  }

  start(): void {
    this.socket.start();
    this.checking = setInterval(() => {
      if (this.state.peek() === "open") this.liveness.check();
    }, CHECK_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.checking);
    this.socket.stop();
    this.heartbeat.stop();
  }

  /** Returns whether it was sent; the caller keeps anything that must not be lost. */
  send(frame: unknown): boolean {
    return this.socket.send(frame);
  }

  nudge(): void {
    this.socket.nudge();
  }

  private became(state: SocketState): void {
    this.state.value = state;
    if (state !== "open") return;
    this.everLive.value = true;
    this.liveness.heard();
    this.heartbeat.connected();
  }
}
