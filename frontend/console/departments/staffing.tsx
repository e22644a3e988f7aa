/** Skills, and each agent's capacity, languages and skills. Supervisors set them. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { CapacityList, Skill } from "../../shared/api/contract";
import { failureText } from "../../shared/staff/failure";
import { tellResult } from "../../shared/staff/tell-result";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";
import { AgentsCard } from "./agents-card";
import { SkillsCard } from "./skills-card";
import "./staffing.css";

interface Known {
  readonly skills: readonly Skill[];
  readonly topics: readonly string[];
  readonly capacities: CapacityList;
}

export function StaffingCards(): JSX.Element | null {
  const words = useConsoleWords();
  const { api, toasts } = useConsole();
  const known = useSignal<Known | null>(null);

  async function load(): Promise<void> {
    const [{ skills }, { topics }, capacities] = await Promise.all([
      api.get<{ skills: Skill[] }>("/skills"),
      api.get<{ topics: string[] }>("/topics"),
      api.get<CapacityList>("/capacities"),
    ]);
    known.value = { skills, topics, capacities };
  }

  /** Makes the change and shows the result; resolves to whether it succeeded. */
  function run(done: string, call: () => Promise<unknown>): Promise<boolean> {
    return tellResult(toasts, words, done, async () => {
      await call();
      await load();
    });
  }

  useEffect(() => {
    load().catch((error: unknown) => toasts.fail(failureText(error, words)));
  }, []);

  if (!known.value) return null;
  const { skills, topics, capacities } = known.value;
  return (
    <>
      <SkillsCard skills={skills} topics={topics} run={run} />
      <AgentsCard capacities={capacities} skills={skills} run={run} />
    </>
  );
}
