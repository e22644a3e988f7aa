import { describe, expect, it } from "vitest";
import type { QueueEntry } from "../../shared/api/contract";
import { offeredTo, QueueAlerts } from "./queue-alerts";

function entry(id: string, more: Partial<QueueEntry> = {}): QueueEntry {
  return {
    handoff_id: id,
    conversation_id: `conversation of ${id}`,
    reason: "asked_for_person",
    department: null,
    priority: 0,
    waiting_since: "2030-01-01T09:00:00Z",
    routing: "pick",
    offer: null,
    note: null,
    wanted_agent_id: null,
    language: null,
    skills: [],
    effort: 1,
    upset: false,
    hard: false,
    timers: [],
    tags: [],
    customer: null,
    title: null,
    also_waiting: [],
    ...more,
  };
}

function offered(id: string, agent: string, until = "2030-01-01T09:00:30Z"): QueueEntry {
  return entry(id, { routing: "least_busy", offer: { agent_id: agent, until, language_matched: true } });
}

function listening(online = true): { alerts: QueueAlerts; heard: string[] } {
  const heard: string[] = [];
  const listener = {
    onWaiting: ({ handoff_id }: QueueEntry) => heard.push(`waiting ${handoff_id}`),
    onOffered: ({ handoff_id }: QueueEntry) => heard.push(`offered ${handoff_id}`),
  };
  const alerts = new QueueAlerts("me", listener, () => online);
  return { alerts, heard };
}

describe("queue alerts", () => {
  it("alert everyone to new entries with picking, but not to entries from before", () => {
    const { alerts, heard } = listening();
    alerts.heard([entry("a")]);
    alerts.heard([entry("a"), entry("b")]);
    alerts.heard([entry("a"), entry("b")]);
    expect(heard).toEqual(["waiting b"]);
  });

  it("leave an agent who is away in peace, except for what was passed on to them", () => {
    const { alerts, heard } = listening(false);
    alerts.heard([]);
    alerts.heard([entry("a"), entry("b", { wanted_agent_id: "me" })]);
    expect(heard).toEqual(["waiting b"]);
  });

  it("alert an agent to whom a supervisor gives somebody who waits", () => {
    const { alerts, heard } = listening();
    alerts.heard([entry("a")]);
    alerts.heard([entry("a", { wanted_agent_id: "me" })]);
    alerts.heard([entry("a", { wanted_agent_id: "me" })]);
    expect(heard).toEqual(["waiting a"]);
  });

  it("do not alert others to what was passed on to one agent", () => {
    const { alerts, heard } = listening();
    alerts.heard([]);
    alerts.heard([entry("a", { wanted_agent_id: "other" }), entry("b", { wanted_agent_id: "me" })]);
    expect(heard).toEqual(["waiting b"]);
  });

  it("alert the agent of an offer once per offer, also for an offer that is already open", () => {
    const { alerts, heard } = listening();
    alerts.heard([offered("a", "me")]);
    alerts.heard([offered("a", "me"), entry("b", { routing: "round_robin" })]);
    alerts.heard([offered("a", "other"), offered("b", "other")]);
    alerts.heard([offered("a", "me", "2030-01-01T09:01:30Z"), offered("b", "other")]);
    expect(heard).toEqual(["offered a", "offered a"]);
  });
});

describe("the offers to the agent", () => {
  it("are sorted by their end", () => {
    const queue = [
      offered("late", "me", "2030-01-01T09:01:00Z"),
      offered("x", "other"),
      offered("soon", "me"),
    ];
    expect(offeredTo("me", queue).map((each) => each.handoff_id)).toEqual(["soon", "late"]);
  });
});
