/** The console's texts in German. */
import type { Texts } from "../../../shared/languages";
import { staffDe } from "../../../shared/staff/messages/de";
import { department } from "../department/de";
import type { Translated } from "../en";
import { firstHour } from "../first-hour/de";
import { merging } from "../merging/de";
import { peopleData } from "../people-data/de";
import { tags } from "../tags/de";
import { topics } from "../topics/de";
import { webhooks } from "../webhooks/de";
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

export const de = { ...staffDe, ...own };
