/** The icon of each page in the rail. A page without one gets a plain circle. */
import {
  AtSign,
  BookOpen,
  Building,
  ChartColumn,
  Circle,
  CircleUser,
  Clock,
  Contact,
  Gauge,
  Inbox,
  Layers,
  MessageSquareText,
  MessagesSquare,
  Settings,
  ShieldCheck,
  Tags,
  Target,
  Users,
  Webhook,
} from "lucide";
import type { IconNode } from "../../shared/components/icon";

const ICONS: Readonly<Record<string, IconNode>> = {
  inbox: Inbox,
  all: MessagesSquare,
  "follow-ups": Clock,
  mentions: AtSign,
  live: Gauge,
  reports: ChartColumn,
  "canned-replies": MessageSquareText,
  tags: Tags,
  "customer-fields": Contact,
  people: Users,
  departments: Building,
  answers: Target,
  packs: Layers,
  "people-data": ShieldCheck,
  webhooks: Webhook,
  settings: Settings,
  account: CircleUser,
  editor: BookOpen,
};

export function iconOf(section: string): IconNode {
  return ICONS[section] ?? Circle;
}
