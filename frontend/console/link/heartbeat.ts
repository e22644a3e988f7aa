/**
 * Tells the server that this console is alive; without heartbeats the server ends the agent's presence. The
 * browser answers the server's pings even for a frozen page, so pings alone do not prove it.
 */
import { type Metronome, metronome } from "../../shared/socket/metronome";

export class Heartbeat {
  private stopTicking: (() => void) | null = null;

  constructor(
    private readonly send: (frame: unknown) => boolean,
    private readonly ticks: Metronome = metronome,
  ) {}

  /** Called when the connection opens; from then on it sends heartbeats. */
  connected(): void {
    this.beat();
    this.stopTicking ??= this.ticks(() => this.beat());
  }

  stop(): void {
    this.stopTicking?.();
    this.stopTicking = null;
  }

  private beat(): void {
    this.send({ type: "ping" });
  }
}
