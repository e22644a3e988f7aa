/** Starts console and editor: loads the words, then shows the page or the sign-in. */

import { type ComponentType, type JSX, render } from "preact";
import type { Me } from "../api/contract";
import { loadMarkdown } from "../markdown";
import { type Catalogue, type Loaders, loadWords, useWords, WordsProvider } from "../words";
import { ToastArea, Toasts } from "./dialog/toast";
import { keepFocus } from "./focus/focus-home";
import { wantedLanguages } from "./language";
import { wearLook } from "./look/look";
import { staffEn } from "./messages/en";
import { followAddress } from "./route";
import { EnrolDoor } from "./second-factor/door";
import { CodeStep } from "./sign-in/code-step";
import { Session } from "./sign-in/session";
import { SignIn, Unreachable } from "./sign-in/sign-in";

export interface PageProps {
  session: Session;
  me: Me;
  toasts: Toasts;
}

interface StaffPage {
  english: Catalogue;
  loaders: Loaders;
  page: ComponentType<PageProps>;
  /** Shown instead of the sign-in if it returns something, such as an invitation. */
  door?: ComponentType<{ session: Session; otherwise: JSX.Element }>;
}

export async function mountStaffPage(staffPage: StaffPage): Promise<void> {
  const english = { ...staffEn, ...staffPage.english };
  const [words] = await Promise.all([
    loadWords(english, staffPage.loaders, wantedLanguages()),
    loadMarkdown(),
  ]);
  const session = new Session();
  const toasts = new Toasts();
  document.documentElement.lang = words.locale;
  document.documentElement.dir = words.direction;
  wearLook(document.documentElement);
  followAddress();
  keepFocus();
  render(
    <WordsProvider value={words}>
      <Gate {...staffPage} session={session} toasts={toasts} />
      <ToastArea toasts={toasts} />
    </WordsProvider>,
    document.body,
  );
  await session.load();
}

function Gate(props: StaffPage & { session: Session; toasts: Toasts }): JSX.Element | null {
  const { session, page: Page, door: DoorPage } = props;
  const product = useWords<"product">()("product");
  const state = session.state.value;
  const inside = (): JSX.Element | null => {
    if (state.kind === "loading") return null;
    if (state.kind === "unreachable") return <Unreachable session={session} product={product} />;
    if (state.kind === "out") return <SignIn session={session} product={product} expired={state.expired} />;
    if (state.kind === "code") return <CodeStep session={session} product={product} ticket={state.ticket} />;
    if (state.kind === "enrol") return <EnrolDoor session={session} product={product} />;
    return <Page key={state.me.id} session={session} me={state.me} toasts={props.toasts} />;
  };
  const otherwise = inside();
  return DoorPage && otherwise ? <DoorPage session={session} otherwise={otherwise} /> : otherwise;
}
