import { expect, test } from "vitest";
import { Liveness } from "./liveness";

function setUp() {
  const told: string[] = [];
  let now = 0;
  const liveness = new Liveness(
    () => told.push("asked"),
    () => told.push("silent"),
    () => now,
  );
  liveness.heard();
  const pass = (seconds: number): void => {
    for (let second = 0; second < seconds; second++) {
      now += 1_000;
      liveness.check();
    }
  };
  return { liveness, told, pass, sleep: (seconds: number) => (now += seconds * 1_000) };
}

test("a silent link is asked, and lost before 15 seconds have passed", () => {
  const { told, pass } = setUp();
  pass(5);
  expect(told).toEqual([]);
  pass(1);
  expect(told).toEqual(["asked"]);
  pass(8);
  expect(told).toEqual(["asked", "silent"]);
});

test("a link that answers stays", () => {
  const { liveness, told, pass } = setUp();
  for (let round = 0; round < 5; round++) {
    pass(7);
    liveness.heard();
  }
  expect(told).not.toContain("silent");
});

test("a page that slept asks before it gives the link up", () => {
  const { told, pass, sleep } = setUp();
  sleep(3_600);
  pass(1);
  expect(told).toEqual(["asked"]);
});
