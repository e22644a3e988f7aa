/** The card where supervisors manage skills: a name, the topics that need it, and whether they are difficult. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { Skill } from "../../shared/api/contract";
import { Button } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { useConsole } from "../app/context";
import { type ConsoleWords, topicText, useConsoleWords } from "../messages";
import { listFrom } from "./languages";
import type { Run } from "./run";

type Filled = Pick<Skill, "name" | "topics" | "hard">;

const NEW: Filled = { name: "", topics: [], hard: false };

interface SkillsCardProps {
  skills: readonly Skill[];
  topics: readonly string[];
  run: Run;
}

export function SkillsCard({ skills, topics, run }: SkillsCardProps): JSX.Element {
  const words = useConsoleWords();
  const { api } = useConsole();
  return (
    <section class="staff-card" aria-labelledby="skills-heading">
      <h2 id="skills-heading">{words("skills_title")}</h2>
      <p class="staff-hint">{words("skills_hint")}</p>
      {skills.map((skill) => (
        <SkillForm
          key={skill.id}
          start={skill}
          topics={topics}
          onSave={(filled) =>
            run(words("skills_saved"), () => api.patch(`/skills/${segment(skill.id)}`, filled))
          }
          onRemove={() => run(words("skills_removed"), () => api.delete(`/skills/${segment(skill.id)}`))}
        />
      ))}
      <h3>{words("skills_add")}</h3>
      <SkillForm
        start={NEW}
        topics={topics}
        onSave={(filled) => run(words("skills_added"), () => api.post("/skills", filled))}
      />
    </section>
  );
}

interface SkillFormProps {
  start: Filled;
  topics: readonly string[];
  onSave: (filled: Filled) => Promise<boolean>;
  onRemove?: () => Promise<boolean>;
}

function SkillForm({ start, topics, onSave, onRemove }: SkillFormProps): JSX.Element {
  const words = useConsoleWords();
  const [name, written] = [useSignal(start.name), useSignal(named(start.topics, words))];
  const [hard, busy] = [useSignal(start.hard), useSignal(false)];
  const [nameField, topicsField, moreField] = [useId(), useId(), useId()];
  const chosen = listFrom(written.value).map((text) => topicOf(text, [...topics, ...start.topics], words));
  const filled: Filled = { name: name.value.trim(), topics: chosen, hard: hard.value };
  const unchanged = JSON.stringify(filled) === JSON.stringify(pick(start));

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    busy.value = true;
    if ((await onSave(filled)) && !onRemove) {
      [name.value, written.value, hard.value] = ["", "", false];
    }
    busy.value = false;
  }

  return (
    <form
      class="staff-row skill-form"
      aria-label={start.name || words("skills_add")}
      onSubmit={(event) => void submit(event)}
    >
      <div class="field">
        <label for={nameField}>{words("skills_name")}</label>
        <input
          id={nameField}
          class="input"
          required
          maxLength={100}
          value={name.value}
          onInput={(event) => (name.value = event.currentTarget.value)}
        />
      </div>
      <div class="field skill-topics">
        <label for={topicsField}>{words("skills_topics")}</label>
        <input
          id={topicsField}
          class="input"
          title={words("skills_topics_hint")}
          placeholder={words("skills_topics_hint")}
          autocomplete="off"
          value={written.value}
          onInput={(event) => (written.value = event.currentTarget.value)}
        />
      </div>
      <div class="field">
        <label for={moreField}>{words("skills_topic_add")}</label>
        <select
          id={moreField}
          class="input"
          value=""
          onChange={(event) => {
            written.value = named([...chosen, event.currentTarget.value], words);
            event.currentTarget.value = "";
          }}
        >
          <option value="">{words("choose")}</option>
          {topics
            .filter((topic) => !chosen.includes(topic))
            .map((topic) => (
              <option key={topic} value={topic}>
                {topicText(topic, words)}
              </option>
            ))}
        </select>
      </div>
      <label class="staff-check skill-hard">
        <input
          type="checkbox"
          checked={hard.value}
          onChange={(event) => (hard.value = event.currentTarget.checked)}
        />
        {words("skills_hard")}
      </label>
      <Button type="submit" small busy={busy.value} disabled={unchanged}>
        {words(onRemove ? "save" : "skills_add")}
        {onRemove && <span class="visually-hidden"> {start.name}</span>}
      </Button>
      {onRemove && (
        <Button
          look="quiet"
          small
          aria-label={words("skills_remove", { name: start.name })}
          onClick={() => void onRemove()}
        >
          {words("remove")}
        </Button>
      )}
    </form>
  );
}

/** As supervisors read them, separated by commas. */
function named(topics: readonly string[], words: ConsoleWords): string {
  return topics.map((topic) => topicText(topic, words)).join(", ");
}

/** The topic that was written in words. Any other text is a topic of its own. */
export function topicOf(text: string, known: readonly string[], words: ConsoleWords): string {
  const wanted = text.toLowerCase();
  return known.find((topic) => topicText(topic, words).toLowerCase() === wanted) ?? text;
}

function pick({ name, topics, hard }: Filled): Filled {
  return { name, topics, hard };
}
