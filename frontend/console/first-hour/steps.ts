/** The five steps and where they stand. The server keeps this, so a reload, a restart or another browser goes on here. */
import { signal } from "@preact/signals";
import type { FirstHour } from "../../shared/api/contract";
import type { Client } from "../../shared/http";

/** The page's name in the address. */
export const START = "start";

export const STEPS = ["administrator", "company", "articles", "questions", "people"] as const;
export type Step = (typeof STEPS)[number];

const PATH = "/first-hour";

export class FirstHourSteps {
  readonly known = signal<FirstHour | null>(null);
  readonly step = signal<Step>("administrator");

  constructor(
    private readonly api: Client,
    /** Called once the administrator has a name, which the page shows. */
    private readonly onNamed: () => Promise<void>,
  ) {}

  async load(): Promise<void> {
    const found = await this.api.get<FirstHour>(PATH);
    this.known.value = found;
    this.step.value = STEPS.find((step) => found.steps[step] === "open") ?? "people";
  }

  async settle(state: "done" | "skipped"): Promise<void> {
    const step = this.step.peek();
    this.known.value = await this.api.put<FirstHour>(`${PATH}/steps/${step}`, { state });
    await this.forward();
  }

  async nameAdministrator(name: string, email: string): Promise<void> {
    this.known.value = await this.api.post<FirstHour>(`${PATH}/administrator`, { name, email });
    await this.forward();
    await this.onNamed();
  }

  private async forward(): Promise<void> {
    const next = STEPS[STEPS.indexOf(this.step.peek()) + 1];
    if (next) this.step.value = next;
    else this.known.value = await this.api.post<FirstHour>(`${PATH}/finish`);
  }
}

/** What each step's view gets: it does its own work, then settles the step. */
export interface StepProps {
  readonly steps: FirstHourSteps;
  readonly settle: (work?: () => Promise<boolean>) => Promise<void>;
}
