/** The Customer data page: what is kept about one customer, and for how long. Administrators only. */
import type { JSX } from "preact";
import { useConsoleWords } from "../messages";
import { CustomerCard } from "./customer-card";
import { RetentionCard } from "./retention-card";
import "./people-data.css";

export function PeopleDataPage(): JSX.Element {
  const words = useConsoleWords();
  return (
    <main id="content" class="staff-page" tabIndex={-1}>
      <div class="staff-page-inner">
        <h1>{words("kept_title")}</h1>
        <p class="staff-hint">{words("kept_intro")}</p>
        <CustomerCard />
        <RetentionCard />
      </div>
    </main>
  );
}
