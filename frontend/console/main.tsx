/** Starts the console, or the invitation page if the address's fragment has an invitation token. */
import "../shared/tokens.css";
import "../shared/base.css";
import "../shared/components.css";
import "../shared/staff/staff.css";
import { mountStaffPage } from "../shared/staff/mount";
import { Console } from "./app/console";
import { en, loaders } from "./messages";
import { InvitationDoor } from "./people/invitation";

await mountStaffPage({ english: en, loaders, page: Console, door: InvitationDoor });
