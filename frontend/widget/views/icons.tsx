/** The widget's few pictures; decorative, the words stand beside or in the label of what carries them. */
import {
  ArrowLeft,
  Bot,
  ChevronDown,
  ChevronLeft,
  ChevronRight,
  Ellipsis,
  FileText,
  type IconNode,
  Search,
  SendHorizontal,
  Smile,
  ThumbsDown,
  ThumbsUp,
  User,
} from "lucide";
import { h, type JSX } from "preact";

const ICONS = {
  bot: Bot,
  person: User,
  send: SendHorizontal,
  close: ChevronDown,
  back: ArrowLeft,
  home: ChevronLeft,
  forward: ChevronRight,
  more: Ellipsis,
  emoji: Smile,
  search: Search,
  article: FileText,
  up: ThumbsUp,
  down: ThumbsDown,
} satisfies Record<string, IconNode>;

export function Icon({ name }: { name: keyof typeof ICONS }): JSX.Element {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {ICONS[name].map(([tag, attributes]) => h(tag, attributes as Record<string, string>))}
    </svg>
  );
}
