/** Which colleagues have a conversation open. The server repeats it while it is true; what is not repeated ends. */
import { signal } from "@preact/signals";

const ENDS_AFTER_MS = 45_000;

interface Person {
  readonly id: string;
  readonly name: string;
}

export class Lookers {
  private readonly who = signal<ReadonlyMap<string, readonly Person[]>>(new Map());
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(private readonly ownId: string) {}

  /** The colleagues' names, in the order in which they came. */
  at(conversationId: string): readonly string[] {
    return (this.who.value.get(conversationId) ?? []).map(({ name }) => name);
  }

  heard(conversationId: string, person: Person, looking: boolean): void {
    if (person.id === this.ownId) return;
    const key = `${conversationId} ${person.id}`;
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    const there = this.who.peek().get(conversationId) ?? [];
    if (!looking) {
      this.put(conversationId, without(there, person.id));
      return;
    }
    if (!there.some(({ id }) => id === person.id)) this.put(conversationId, [...there, person]);
    const ends = (): void => this.heard(conversationId, person, false);
    this.timers.set(key, setTimeout(ends, ENDS_AFTER_MS));
  }

  stop(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
  }

  private put(conversationId: string, there: readonly Person[]): void {
    const next = new Map(this.who.peek());
    if (there.length > 0) next.set(conversationId, there);
    else next.delete(conversationId);
    this.who.value = next;
  }
}

function without(people: readonly Person[], id: string): readonly Person[] {
  return people.filter((person) => person.id !== id);
}
