/** The supervisors' Live page: the live board, the health checks, and the accuracy of wait estimates. */
import type { JSX } from "preact";
import { useConsoleWords } from "../messages";
import { BoardCards } from "./board";
import { HoursCard } from "./hours";
import { InvariantsCard } from "./invariants";
import { ToldWaitsCard } from "./wait-estimates";
import "./live.css";

export function LivePage(): JSX.Element {
  const words = useConsoleWords();
  return (
    <main id="content" class="staff-page" tabIndex={-1}>
      <div class="staff-page-inner">
        <h1>{words("live_title")}</h1>
        <BoardCards />
        <HoursCard />
        <InvariantsCard />
        <ToldWaitsCard />
      </div>
    </main>
  );
}
