/** Starts the console, or the page of an invitation or of the first hour if the address's fragment has a token for one. */
import "../shared/tokens.css";
import "../shared/base.css";
import "../shared/components.css";
import "../shared/staff/staff.css";
import { mountStaffPage } from "../shared/staff/mount";
import { Console } from "./app/console";
import { en, loaders } from "./messages";
import { Doors } from "./people/doors";

await mountStaffPage({ english: en, loaders, page: Console, door: Doors });
