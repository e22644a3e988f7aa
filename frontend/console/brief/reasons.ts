/** The icon of each reason for a handoff; the words are said beside it or on hover. */
import {
  Bot,
  CircleQuestionMark,
  Clock,
  CornerUpLeft,
  Hand,
  MessageSquareText,
  RotateCcw,
  ShieldAlert,
  TriangleAlert,
  UserRound,
} from "lucide";
import type { IconNode } from "../../shared/components/icon";

const ICONS: Readonly<Record<string, IconNode>> = {
  asked_for_person: UserRound,
  nothing_found: CircleQuestionMark,
  contradictory: CircleQuestionMark,
  out_of_scope: Hand,
  repeated_misunderstanding: RotateCcw,
  frustration: TriangleAlert,
  sensitive_topic: ShieldAlert,
  bot_unavailable: Bot,
  follow_up: Clock,
  transferred: CornerUpLeft,
};

export function reasonIcon(reason: string): IconNode {
  return ICONS[reason] ?? MessageSquareText;
}
