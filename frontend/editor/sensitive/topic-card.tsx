/** One stored topic: what is typed stays when it changes elsewhere, in another tab or by another editor. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { SensitiveTopic } from "../../shared/api/contract";
import { useEditorWords } from "../messages";
import { type Filled, mergeTopics, sameTopic } from "./merging";
import { TopicForm } from "./topic-form";

interface TopicCardProps {
  topic: SensitiveTopic;
  readOnly: boolean;
  onDirty: (dirty: boolean) => void;
  onSave: (filled: Filled) => Promise<boolean>;
  onDelete: () => void;
}

export function TopicCard({ topic, readOnly, onDirty, onSave, onDelete }: TopicCardProps): JSX.Element {
  const words = useEditorWords();
  const stored = filledOf(topic);
  const filled = useSignal(stored);
  /** Who changed it under the typed words. */
  const other = useSignal<string | null>(null);
  const base = useRef(stored);
  const saved = useRef<Filled | null>(null);
  useEffect(() => {
    const typed = filled.peek();
    const merged = mergeTopics(base.current, stored, typed);
    const own = saved.current !== null && sameTopic(mergeTopics(stored, stored, saved.current), stored);
    const meets = !sameTopic(typed, base.current) && !sameTopic(merged, stored);
    filled.value = merged;
    if (meets && !own) other.value = topic.updated_by;
    else if (!meets) other.value = null;
    base.current = stored;
    saved.current = null;
  }, [topic.updated_at]);
  const save = async (wanted: Filled): Promise<void> => {
    saved.current = wanted;
    if (!(await onSave(wanted))) saved.current = null;
  };

  return (
    <section class="staff-card" aria-label={topic.name}>
      <TopicForm
        start={stored}
        filled={filled}
        words={words}
        readOnly={readOnly}
        notice={other.value === null ? null : words("sensitive_met", { name: other.value })}
        onDirty={onDirty}
        onSave={save}
        onDelete={onDelete}
      />
    </section>
  );
}

export function filledOf({ name, phrases, active }: SensitiveTopic): Filled {
  return { name, phrases: phrases.join("\n"), active };
}
