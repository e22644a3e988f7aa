/** The search and the filters above the list; "/" leads to the search. */
import type { JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import type { Overview } from "../../shared/api/contract";
import { Button } from "../../shared/components/basics";
import { useEditorWords } from "../messages";
import { AUDIENCES, type Filter, isNarrowed, NO_FILTER, narrow, STAGES } from "./filter";

interface Option {
  readonly value: string;
  readonly text: string;
}

export function Filters({ filter, overview }: { filter: Filter; overview: Overview | null }): JSX.Element {
  const words = useEditorWords();
  const search = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const target = event.composedPath()[0];
      const typing =
        target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      field.current?.focus();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
  const states: Option[] = [
    ...(["draft", "published", "archived"] as const).map((state) => ({
      value: state,
      text: counted(words(`state_${state}`), overview?.states[state]),
    })),
    ...STAGES.map((stage) => ({
      value: stage,
      text: counted(words(`stage_${stage}`), overview?.stages[stage]),
    })),
  ];
  return (
    <search class="list-filters">
      <div class="field">
        <label for={search}>{words("search")}</label>
        <input
          ref={field}
          id={search}
          class="input"
          type="search"
          placeholder={words("search_hint")}
          value={filter.q}
          onInput={(event) => narrow({ q: event.currentTarget.value })}
        />
      </div>
      <Choice
        label={words("state")}
        any={words("any_state")}
        value={filter.state}
        options={states}
        name="state"
      />
      <Choice
        label={words("category")}
        any={words("any_category")}
        value={filter.category}
        options={optionsOf(overview?.categories)}
        name="category"
      />
      {(overview?.tags.length ?? 0) > 0 && (
        <Choice
          label={words("filter_tag")}
          any={words("filter_any_tag")}
          value={filter.tag}
          options={optionsOf(overview?.tags)}
          name="tag"
        />
      )}
      {(overview?.owners.length ?? 0) > 0 && (
        <Choice
          label={words("care_owner")}
          any={words("filter_any_owner")}
          value={filter.owner}
          options={optionsOf(overview?.owners)}
          name="owner"
        />
      )}
      <Choice
        label={words("audience")}
        any={words("audience_any")}
        value={filter.audience}
        options={AUDIENCES.map((audience) => ({
          value: audience,
          text: counted(words(`audience_${audience}`), overview?.audiences[audience] ?? 0),
        }))}
        name="audience"
      />
      {isNarrowed(filter) && (
        <div class="list-clear">
          <Button look="quiet" small onClick={() => narrow(NO_FILTER)}>
            {words("filter_clear")}
          </Button>
        </div>
      )}
    </search>
  );
}

interface ChoiceProps {
  label: string;
  any: string;
  value: string;
  options: readonly Option[];
  name: Exclude<keyof Filter, "q">;
}

function Choice({ label, any, value, options, name }: ChoiceProps): JSX.Element {
  const field = useId();
  const known = value === "" || options.some((option) => option.value === value);
  return (
    <div class="field">
      <label for={field}>{label}</label>
      <select
        id={field}
        class="input"
        value={value}
        onChange={(event) => narrow({ [name]: event.currentTarget.value } as Partial<Filter>)}
      >
        <option value="">{any}</option>
        {!known && <option value={value}>{value}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
}

function optionsOf(counts: Overview["tags"] | undefined): Option[] {
  return (counts ?? []).map(({ name, articles }) => ({ value: name, text: counted(name, articles) }));
}

function counted(text: string, count: number | undefined): string {
  return count === undefined ? text : `${text} (${count})`;
}
