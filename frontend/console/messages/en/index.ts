/** All texts of the console, in English. `codeText` finds keys that end in a server code. */

import { department } from "../department/en";
import { firstHour } from "../first-hour/en";
import { merging } from "../merging/en";
import { peopleData } from "../people-data/en";
import { tags } from "../tags/en";
import { topics } from "../topics/en";
import { webhooks } from "../webhooks/en";
import { answers } from "./answers";
import { app } from "./app";
import { brief } from "./brief";
import { composer } from "./composer";
import { customer } from "./customer";
import { departments } from "./departments";
import { followUps } from "./follow-ups";
import { handoffs } from "./handoffs";
import { inbox } from "./inbox";
import { live } from "./live";
import { people } from "./people";
import { reportDefinitions } from "./reports/definitions";
import { reports } from "./reports/words";
import { settings } from "./settings";
import { transcript } from "./transcript";

export const en = {
  ...app,
  ...firstHour,
  ...department,
  ...tags,
  ...topics,
  ...merging,
  ...inbox,
  ...handoffs,
  ...transcript,
  ...webhooks,
  ...peopleData,
  ...brief,
  ...composer,
  ...answers,
  ...customer,
  ...followUps,
  ...live,
  ...people,
  ...departments,
  ...reports,
  ...reportDefinitions,
  ...settings,
} as const;

export type ConsoleKey = keyof typeof en;

/** What the other languages say. */
export type Translated = typeof en;
