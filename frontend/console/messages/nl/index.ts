/** The console's texts in Dutch. */
import type { Texts } from "../../../shared/languages";
import { staffNl } from "../../../shared/staff/messages/nl";
import { department } from "../department/nl";
import type { Translated } from "../en";
import { firstHour } from "../first-hour/nl";
import { merging } from "../merging/nl";
import { peopleData } from "../people-data/nl";
import { tags } from "../tags/nl";
import { topics } from "../topics/nl";
import { webhooks } from "../webhooks/nl";
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

export const nl = { ...staffNl, ...own };
