/** The content editor: write articles, test them with the bot, and publish them. */
import "../shared/tokens.css";
import "../shared/base.css";
import "../shared/components.css";
import "../shared/staff/staff.css";
import "./editor.css";
import { mountStaffPage } from "../shared/staff/mount";
import { Editor } from "./editor";
import { en, loaders } from "./messages";

await mountStaffPage({ english: en, loaders, page: Editor });
