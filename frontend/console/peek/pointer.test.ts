// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Peek } from "./peek";
import { followPointer } from "./pointer";

const REST_MS = 600;

describe("a mouse in the inbox", () => {
  let peek: Peek;
  let stop: () => void;

  beforeEach(() => {
    vi.useFakeTimers();
    peek = new Peek();
    stop = followPointer(peek, () => "open");
    document.body.innerHTML = `<div class="pane-list"><a data-conversation="one"></a><a data-conversation="two"></a></div>
      <textarea></textarea>`;
  });
  afterEach(() => {
    stop();
    document.body.innerHTML = "";
    vi.useRealTimers();
  });

  function tell(type: string, on: string, screenX: number): void {
    const event = new PointerEvent(type, { bubbles: true, pointerType: "mouse", screenX, screenY: 5 });
    document.querySelector(on)?.dispatchEvent(event);
  }

  it("peeks at the row on which it comes to rest", () => {
    tell("pointerover", "[data-conversation=one]", 10);
    vi.advanceTimersByTime(REST_MS);
    expect(peek.shown.value?.id).toBe("one");
  });

  it("does not peek at a row that comes to lie under it while it rests", () => {
    tell("pointermove", "textarea", 10);
    tell("pointerover", "[data-conversation=one]", 10);
    vi.advanceTimersByTime(5_000);
    expect(peek.shown.value).toBeNull();
    tell("pointerover", "[data-conversation=two]", 11);
    vi.advanceTimersByTime(REST_MS);
    expect(peek.shown.value?.id).toBe("two");
  });

  it("peeks at no row that has moved on before the peek shows", () => {
    tell("pointerover", "[data-conversation=one]", 10);
    tell("pointerover", "[data-conversation=two]", 10);
    vi.advanceTimersByTime(5_000);
    expect(peek.shown.value).toBeNull();
  });

  it("keeps what it peeks at when that row is drawn anew", () => {
    tell("pointerover", "[data-conversation=one]", 10);
    vi.advanceTimersByTime(REST_MS);
    tell("pointerover", "[data-conversation=one]", 10);
    vi.advanceTimersByTime(5_000);
    expect(peek.shown.value?.id).toBe("one");
  });
});
