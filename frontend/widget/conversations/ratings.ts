/**
 * Ratings go out one after the other, and of those that wait only the newest: arrow keys pass over every star. What was
 * chosen for a conversation that the customer has left meanwhile is dropped.
 */
export class Ratings {
  private newest = 0;
  private last: Promise<boolean> = Promise.resolve(true);

  constructor(
    private readonly conversation: () => string,
    private readonly store: (conversation: string, score: number, comment: string) => Promise<boolean>,
  ) {}

  /** Whether it is stored. */
  give(score: number, comment: string): Promise<boolean> {
    const [mine, conversation] = [++this.newest, this.conversation()];
    this.last = this.last.then(() => {
      const outdated = mine !== this.newest || conversation !== this.conversation();
      return outdated ? false : this.store(conversation, score, comment);
    });
    return this.last;
  }
}
