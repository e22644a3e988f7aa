/** A console sends a heartbeat when it connects, and with every tick. */
import { expect, it } from "vitest";
import { Heartbeat } from "./heartbeat";

function setUp() {
  const sent: unknown[] = [];
  const metronome = { tick: () => {}, running: 0 };
  const heartbeat = new Heartbeat(
    (frame) => sent.push(frame) > 0,
    (tick) => {
      metronome.tick = tick;
      metronome.running++;
      return () => metronome.running--;
    },
  );
  return { heartbeat, metronome, sent };
}

it("sends a heartbeat on connecting and with every tick", () => {
  const { heartbeat, metronome, sent } = setUp();
  heartbeat.connected();
  expect(sent).toEqual([{ type: "ping" }]);
  metronome.tick();
  expect(sent).toHaveLength(2);
});

it("keeps one metronome across reconnections, and none after stopping", () => {
  const { heartbeat, metronome, sent } = setUp();
  heartbeat.connected();
  heartbeat.connected();
  expect([metronome.running, sent.length]).toEqual([1, 2]);
  heartbeat.stop();
  expect(metronome.running).toBe(0);
});
