/** The agents' console: starts the page, or the invitation whose token is in the address's fragment. */
import "../shared/tokens.css";
import "../shared/base.css";
import "../shared/components.css";
import "../shared/staff/staff.css";
import { mountStaffPage } from "../shared/staff/mount";
import { Console } from "./app/console";
import { en, loaders } from "./messages";
import { InvitationDoor } from "./people/invitation";

await mountStaffPage({ product: en.product, english: en, loaders, page: Console, door: InvitationDoor });
