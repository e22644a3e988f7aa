/** The console's texts in French. */
import type { Texts } from "../../../shared/languages";
import { staffFr } from "../../../shared/staff/messages/fr";
import { department } from "../department/fr";
import type { Translated } from "../en";
import { firstHour } from "../first-hour/fr";
import { merging } from "../merging/fr";
import { peopleData } from "../people-data/fr";
import { tags } from "../tags/fr";
import { topics } from "../topics/fr";
import { webhooks } from "../webhooks/fr";
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

const own: Texts<Translated> = {
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
  ...settings,
  ...reports,
  ...reportDefinitions,
};

export const fr = { ...staffFr, ...own };
