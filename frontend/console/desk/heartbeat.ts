/**
 * Says that somebody could see what this console is sent: the server keeps an agent only while it hears so. The
 * browser answers the server's pings by itself, also for a page that has long been frozen.
 */
import { type Metronome, metronome } from "../../shared/metronome";

export class Heartbeat {
  private stopTicking: (() => void) | null = null;

  constructor(
    private readonly send: (frame: unknown) => boolean,
    private readonly ticks: Metronome = metronome,
  ) {}

  /** The connection stands: from its first moment on it is one that sends heartbeats. */
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
