/** What the customer can do: write, ask for a person, leave, rate; the conversation is opened with the first of these. */

import type { Attachment, ErrorDetails } from "../shared/api/contract";
import type { Fetch } from "../shared/attachments/attachments";
import type { Send } from "../shared/attachments/uploads";
import { ApiError } from "../shared/http";
import type { CustomerApi } from "./api";
import { Articles } from "./article/articles";
import { type Contact, type ContactField, refusalOf } from "./contact/contact";
import { ELSEWHERE, Following } from "./conversations/following";
import { isAboutMoving, noticeOfGone } from "./conversations/gone";
import { Opener, type Visit } from "./conversations/opening";
import { PastConversations } from "./conversations/past";
import { Feed, type FeedListener } from "./feed/feed";
import { frameOf, Outbox } from "./feed/outbox";
import { Typing } from "./feed/typing";
import { Ratings } from "./rating/ratings";
import type { FeedbackReason, PastConversation, WidgetStorage } from "./storage";
import type { Store, View } from "./store";

const QUEUE_REFRESH_MS = 20_000;
const OPEN_AGAIN_S = 4;

export class Controller implements FeedListener {
  readonly typing: Typing;
  readonly articles: Articles;
  private readonly feed: Feed;
  private readonly outbox: Outbox;
  private readonly opener: Opener;
  private readonly past: PastConversations;
  private readonly following: Following;
  private readonly ratings: Ratings;

  constructor(
    private readonly store: Store,
    private readonly storage: WidgetStorage,
    private readonly api: CustomerApi,
    visit: Visit,
  ) {
    this.feed = new Feed(store, storage, api, this);
    this.articles = new Articles(store, api);
    this.past = new PastConversations(store, storage);
    this.opener = new Opener(store, storage, api, this.feed, visit);
    this.typing = new Typing(store, storage, this.feed);
    this.outbox = new Outbox({
      storage,
      send: (pending) => this.feed.send(frameOf(pending)),
      onChange: (messages) => {
        store.outgoing.value = messages;
      },
      onSilence: () => this.feed.restart(),
    });
    const { feed, outbox, articles, past } = this;
    this.following = new Following({ store, storage, api, feed, outbox, articles, past });
    this.ratings = new Ratings({ store, storage, api, feed, onFailed: (error) => this.failed(error) });
    storage.onOtherTab((what) => this.otherTab(what));
    setInterval(() => this.feed.refreshPosition(), QUEUE_REFRESH_MS);
  }

  /** Takes up the saved conversation, if it is still this person's. */
  start(): void {
    const saved = this.storage.conversation;
    this.forgetOthers();
    if (saved && !this.opener.isOthers(saved)) this.feed.connect(saved);
    else if (this.store.outgoing.value.length > 0) this.flush();
    if (this.storage.conversation || this.store.outgoing.value.length > 0) this.show("talk");
    this.store.phase.value = "ready";
  }

  /** The site says that somebody else is signed in now, or nobody. */
  identify(identity: string | null): void {
    this.opener.identify(identity);
    this.forgetOthers();
  }

  show(view: View): void {
    this.store.view.value = view;
    this.markRead();
  }

  /** From the first page: a conversation that has ended stays as it is, and another begins. */
  private leaveEnded(): void {
    const ended = this.store.conversation.value?.status === "resolved";
    if (ended && this.store.view.value === "home") this.startAnew();
  }

  send(text: string, choice?: string, attachments: Attachment[] = []): void {
    this.leaveEnded();
    this.show("talk");
    if (this.store.outgoing.value.length === 0) this.store.notice.value = null;
    this.typing.done();
    this.outbox.add(text, choice, attachments);
    this.flush();
  }

  retry(id: string): void {
    this.outbox.retry(id);
    this.flush();
  }

  discard(id: string): void {
    this.outbox.drop(id);
  }

  async requestPerson(): Promise<void> {
    this.leaveEnded();
    this.show("talk");
    await this.act(async () => {
      await this.opener.ensureOpen();
      await this.api.requestPerson(this.id);
    });
  }

  async chooseDepartment(department: string): Promise<void> {
    await this.act(() => this.api.requestPerson(this.id, department));
  }

  async cancelWaiting(): Promise<void> {
    await this.act(() => this.api.cancelWaiting(this.id));
  }

  keepWaiting(): void {
    this.store.keepWaiting.value = true;
  }

  /** Answers with the field that the server refused, if it was one. */
  async leaveContact(contact: Contact): Promise<ContactField | null> {
    let refused: ContactField | null = null;
    await this.act(async () => {
      refused = await refusalOf(this.api.contact(this.id, contact));
      if (refused !== null) return;
      this.store.contactLeft.value = contact;
      this.store.panel.value = "none";
    });
    return refused;
  }

  async end(): Promise<void> {
    await this.act(() => this.api.end(this.id));
    this.store.panel.value = "none";
  }

  readonly rate: Ratings["give"] = (score, comment) => this.ratings.give(score, comment);

  async feedback(seq: number, helpful: boolean, reason?: FeedbackReason): Promise<void> {
    const { feedback, reasons } = this.store.marks.value;
    const given = reason ? { reasons: { ...reasons, [seq]: reason } } : {};
    this.feed.mark({ feedback: { ...feedback, [seq]: helpful }, ...given });
    const done = await this.act(() => this.api.feedback(this.id, seq, helpful, reason));
    if (!done) this.feed.mark({ feedback, reasons });
  }

  /** Leaves this conversation behind; the next message opens another. */
  startAnew(): void {
    this.past.keep();
    this.forget();
    this.store.panel.value = "none";
    this.store.notice.value = null;
  }

  /** Goes on with an earlier conversation; the present one takes its place among the earlier ones. */
  takeUp(past: PastConversation): void {
    this.startAnew();
    this.past.takeOut(past);
    this.feed.connect(past);
    this.show("talk");
  }

  /** A file needs a conversation to belong to: the first one opens it. */
  readonly upload: Send = async (file, uploadId) => {
    this.leaveEnded();
    this.show("talk");
    await this.opener.ensureOpen();
    return this.api.upload(this.id, file, uploadId);
  };

  readonly fetchFile: Fetch = (id, preview) => this.api.file(this.id, id, preview);

  markRead(): void {
    this.feed.markRead();
  }

  /** The network is back, or the page is looked at again after a while. */
  wake(): void {
    this.store.online.value = navigator.onLine;
    if (!navigator.onLine) return;
    this.feed.wake();
    this.markRead();
    this.outbox.flush();
  }

  opened(): void {
    this.outbox.reconnected();
    this.typing.reconnected();
  }

  accepted(id: string): void {
    if (!isAboutMoving(this.store.notice.value)) this.store.notice.value = null;
    this.outbox.accepted(id);
  }

  elsewhere(): void {
    void this.following.lead();
  }

  refused(id: string | undefined, error: ErrorDetails): void {
    if (error.code === ELSEWHERE) {
      this.elsewhere();
      return;
    }
    this.store.notice.value = { code: error.code, tone: "warning" };
    if (id) this.outbox.refused(id, error);
  }

  sawOwn(text: string): void {
    this.outbox.sawOwn(text);
  }

  /** The token has ended, or the conversation was erased: what the customer wrote and nobody got opens a new one. */
  gone(): void {
    const saved = this.storage.conversation;
    if (saved && saved.id !== this.feed.id) {
      this.following.follow(saved); // another tab has opened it already
      return;
    }
    this.leave(() => this.storage.clearConversation());
    this.store.notice.value = noticeOfGone(this.outbox.carryOver(), this.outbox.hasUnsent);
    if (!this.outbox.hasUnsent) return;
    this.show("talk");
    this.flush();
  }

  /** What belongs to somebody else than who is signed in on the site now. */
  private forgetOthers(): void {
    const saved = this.storage.conversation;
    this.past.forget((past) => this.opener.isOthers(past));
    if (saved && this.opener.isOthers(saved)) this.forget();
  }

  private get id(): string {
    return this.storage.conversation?.id ?? "";
  }

  private async act(run: () => Promise<unknown>): Promise<boolean> {
    this.store.busy.value = true;
    this.store.notice.value = null;
    try {
      await run();
      this.feed.refresh();
      return true;
    } catch (error) {
      this.failed(error);
      return false;
    } finally {
      this.store.busy.value = false;
    }
  }

  private failed(error: unknown): void {
    if (!(error instanceof ApiError)) throw error;
    if (this.feed.id && (error.status === 401 || error.status === 404)) this.gone();
    else if (error.code === ELSEWHERE) this.elsewhere();
    else this.store.notice.value = { code: error.code, tone: error.temporary ? "warning" : "danger" };
  }

  private forget(): void {
    this.outbox.clear();
    this.leave(() => this.storage.clear());
  }

  private leave(clear: () => void): void {
    this.typing.done();
    this.feed.disconnect();
    clear();
    this.articles.close();
    this.store.marks.value = this.storage.marks;
    this.store.view.value = "home";
  }

  private flush(): void {
    this.opener.ensureOpen().then(
      () => this.outbox.flush(),
      (error) => this.openingFailed(error),
    );
  }

  private openingFailed(error: unknown): void {
    this.failed(error);
    if (!(error instanceof ApiError)) return;
    if (error.temporary) setTimeout(() => this.flush(), (error.retryAfter ?? OPEN_AGAIN_S) * 1000);
    else this.outbox.refuseAll(error.code);
  }

  private otherTab(what: "conversation" | "pending" | "marks"): void {
    if (what === "pending") this.outbox.syncWithOtherTabs();
    else if (what === "marks") this.store.marks.value = this.storage.marks;
    else this.following.follow(this.storage.conversation);
  }
}
