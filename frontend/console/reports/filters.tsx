/** What the reports are limited to. A change applies at once. */
import type { JSX } from "preact";
import type { Named, ReportFilters } from "../../shared/api/contract";
import { Button } from "../../shared/components/basics";
import { useConsoleWords } from "../messages";
import { labelText } from "./labels";
import { EVERYTHING, lastDays, NONE, type Wanted } from "./reports";

interface FiltersProps {
  known: ReportFilters;
  wanted: Wanted;
  /** Only days, for an agent's own figures and for samples. */
  daysOnly: boolean;
  onChange: (wanted: Wanted) => void;
}

const RANGES = [1, 7, 30, 90] as const;

export function FilterForm({ known, wanted, daysOnly, onChange }: FiltersProps): JSX.Element {
  const words = useConsoleWords();
  const put = (changes: Partial<Wanted>): void => onChange({ ...wanted, ...changes });
  const days = wanted.since || wanted.until ? wanted : { ...wanted, ...lastDays(known.today, 30) };
  const named = (by: "topic" | "language" | "channel", values: readonly string[]): Named[] =>
    values.map((value) => ({ id: value, name: labelText(value, by, words) }));
  const without = (by: "topic" | "language"): Named => ({ id: NONE, name: labelText(null, by, words) });
  return (
    <form
      class="staff-card report-filters"
      aria-label={words("reports_filters")}
      onSubmit={(event) => event.preventDefault()}
    >
      <fieldset class="report-ranges">
        <legend class="visually-hidden">{words("reports_ranges")}</legend>
        {RANGES.map((range) => {
          const chosen = lastDays(known.today, range);
          const pressed = days.since === chosen.since && days.until === chosen.until;
          return (
            <Button key={range} small aria-pressed={pressed} onClick={() => put(chosen)}>
              {words.count("reports_days", range)}
            </Button>
          );
        })}
      </fieldset>
      <Day
        name={words("reports_since")}
        value={days.since}
        most={known.today}
        onChange={(since) => put({ ...days, since })}
      />
      <Day
        name={words("reports_until")}
        value={days.until}
        most={known.today}
        onChange={(until) => put({ ...days, until })}
      />
      {!daysOnly && (
        <>
          <Choice
            name={words("reports_by_department")}
            value={wanted.department}
            options={known.departments}
            onChange={(department) => put({ department })}
          />
          <Choice
            name={words("reports_by_agent")}
            value={wanted.agent}
            options={known.agents}
            onChange={(agent) => put({ agent })}
          />
          <Choice
            name={words("reports_by_channel")}
            value={wanted.channel}
            options={named("channel", known.channels)}
            onChange={(channel) => put({ channel })}
          />
          <Choice
            name={words("reports_by_topic")}
            value={wanted.topic}
            options={[...named("topic", known.topics), without("topic")]}
            onChange={(topic) => put({ topic })}
          />
          <Choice
            name={words("reports_by_language")}
            value={wanted.language}
            options={[...named("language", known.languages), without("language")]}
            onChange={(language) => put({ language })}
          />
          <Button look="quiet" small onClick={() => onChange(EVERYTHING)}>
            {words("reports_clear")}
          </Button>
        </>
      )}
    </form>
  );
}

interface DayProps {
  name: string;
  value: string;
  most: string;
  onChange: (value: string) => void;
}

function Day({ name, value, most, onChange }: DayProps): JSX.Element {
  return (
    <label class="field">
      <span class="field-label">{name}</span>
      <input
        class="input"
        type="date"
        value={value}
        max={most}
        required
        onChange={(event) => event.currentTarget.value && onChange(event.currentTarget.value)}
      />
    </label>
  );
}

interface ChoiceProps {
  name: string;
  value: string;
  options: readonly Named[];
  onChange: (value: string) => void;
}

function Choice({ name, value, options, onChange }: ChoiceProps): JSX.Element {
  const words = useConsoleWords();
  return (
    <label class="field">
      <span class="field-label">{name}</span>
      <select class="input" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">{words("reports_all")}</option>
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.name}
          </option>
        ))}
      </select>
    </label>
  );
}
