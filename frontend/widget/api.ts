/** The customer's calls, one function each. */
import type {
  Attachment,
  Continued,
  Conversation,
  HelpResults,
  MessagePage,
  OpenedConversation,
  PublishedArticle,
  WidgetSettings,
} from "../shared/api/contract";
import { fetchFile, uploadFile } from "../shared/attachments/calls";
import { Client, segment } from "../shared/http";
import type { Contact } from "./contact/contact";
import type { Filled } from "./form/form";
import type { FeedbackReason } from "./storage";

export interface Opening {
  locale: string;
  page_url?: string;
  identity?: string;
  form?: Filled;
}

export class CustomerApi {
  private readonly client: Client;
  /** For what everybody may read, whoever they are, and though their conversation may be gone. */
  private readonly anybody = new Client();

  constructor(token: () => string | null) {
    this.client = new Client({ token });
  }

  settings(): Promise<WidgetSettings> {
    return this.client.get("/widget-settings");
  }

  settingsVersion(): Promise<{ version: number }> {
    return this.anybody.get("/widget-settings/version");
  }

  article(id: string): Promise<PublishedArticle> {
    return this.anybody.get(`/help/${segment(id)}`);
  }

  /** Also what is for customers whom the site has signed in. */
  ownArticle(conversation: string, id: string): Promise<PublishedArticle> {
    return this.client.get(`${path(conversation, "articles")}/${segment(id)}`);
  }

  /** A picture of an article that not everybody may read; `address` as it stands in the text. */
  ownPicture(conversation: string, address: string): Promise<Blob> {
    return this.client.getFile(`/conversations/${segment(conversation)}${address}`);
  }

  searchHelp(text: string): Promise<HelpResults> {
    return this.anybody.get("/help", { q: text });
  }

  open(opening: Opening): Promise<OpenedConversation> {
    return this.client.post("/conversations", opening);
  }

  conversation(id: string): Promise<Conversation> {
    return this.client.get(path(id));
  }

  messages(id: string, after: number): Promise<MessagePage> {
    return this.client.get(path(id, "messages"), { after });
  }

  /** Also of a conversation that waits already: it is brought to the department, at its place. */
  requestPerson(id: string, department?: string): Promise<unknown> {
    return this.client.post(path(id, "handoff"), department ? { department } : undefined);
  }

  /** Where a merged conversation goes on, and a token for it. */
  continueElsewhere(id: string): Promise<Continued> {
    return this.client.post(path(id, "continue"));
  }

  cancelWaiting(id: string): Promise<unknown> {
    return this.client.delete(path(id, "handoff"));
  }

  upload(id: string, file: File, uploadId: string): Promise<Attachment> {
    return uploadFile(this.client, id, file, uploadId);
  }

  file(id: string, fileId: string, preview: boolean): Promise<Blob> {
    return fetchFile(this.client, id, fileId, preview);
  }

  feedback(id: string, seq: number, helpful: boolean, reason?: FeedbackReason): Promise<unknown> {
    return this.client.post(`${path(id, "messages")}/${seq}/feedback`, {
      helpful,
      ...(reason ? { reason } : {}),
    });
  }

  contact(id: string, { email, phone, note }: Contact): Promise<unknown> {
    return this.client.post(path(id, "contact"), { email: email || null, phone: phone || null, note });
  }

  rate(id: string, score: number, comment: string): Promise<unknown> {
    return this.client.post(path(id, "rating"), comment ? { score, comment } : { score });
  }

  end(id: string): Promise<unknown> {
    return this.client.post(path(id, "end"));
  }
}

function path(id: string, rest?: string): string {
  return `/conversations/${segment(id)}${rest ? `/${rest}` : ""}`;
}
