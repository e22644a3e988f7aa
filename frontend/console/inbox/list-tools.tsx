/** Sorts and filters the list of the inbox, and keeps a sort and a filter as a view with a name. */
import { useSignal } from "@preact/signals";
import { FunnelX, ListChecks, ListFilter, Trash2 } from "lucide";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { Button } from "../../shared/components/basics";
import { Icon } from "../../shared/components/icon";
import { isComposing } from "../../shared/keys";
import { Menu } from "../../shared/staff/menu/menu";
import { departmentName, useConsole } from "../app/context";
import { languageName } from "../departments/languages";
import { codeText, useConsoleWords } from "../messages";
import { rowsOf } from "./inbox-rows";
import { countFilters, EVERYTHING, type Filter, ORDERS, type Order, valuesOf } from "./selecting";

const QUALITIES = ["reason", "department", "language", "tag", "priority"] as const;

export function ListTools(): JSX.Element {
  const words = useConsoleWords();
  const { inbox, selection } = useConsole();
  const count = countFilters(inbox.filter.value);
  return (
    <div class="list-tools">
      <label>
        <span class="visually-hidden">{words("order")}</span>
        <select
          class="list-order"
          value={inbox.order.value}
          onChange={(event) => (inbox.order.value = event.currentTarget.value as Order)}
        >
          {ORDERS.map((order) => (
            <option key={order} value={order}>
              {words(`order_${order}`)}
            </option>
          ))}
        </select>
      </label>
      <span class="staff-spring" />
      <Button
        look="quiet"
        small
        aria-pressed={selection.on.value}
        aria-label={words("bulk_start")}
        title={words("bulk_start")}
        onClick={() => (selection.on.value ? selection.end() : selection.begin())}
      >
        <Icon of={ListChecks} />
      </Button>
      {count > 0 && (
        <Button
          look="quiet"
          small
          aria-label={words("filter_clear")}
          title={words("filter_clear")}
          onClick={() => (inbox.filter.value = EVERYTHING)}
        >
          <Icon of={FunnelX} />
        </Button>
      )}
      <Menu
        class="button button-quiet button-small"
        label={count > 0 ? words.count("filter_active", count) : words("filter")}
        face={
          <>
            <Icon of={ListFilter} />
            {count > 0 && <span aria-hidden="true">{count}</span>}
          </>
        }
      >
        {QUALITIES.map((quality) => (
          <FilterChoice key={quality} quality={quality} />
        ))}
        <hr class="menu-line" />
        <SavedViews />
      </Menu>
    </div>
  );
}

/** The values that present rows have, and the chosen one even if no row has it now. */
function FilterChoice({ quality }: { quality: keyof Filter }): JSX.Element {
  const words = useConsoleWords();
  const context = useConsole();
  const { filter } = context.inbox;
  const rows = (["mine", "waiting", "aside"] as const).flatMap((tab) => rowsOf(context, tab));
  const chosen = filter.value[quality];
  const values = [...new Set([...valuesOf(rows, quality), ...(chosen ? [chosen] : [])])];
  const said = (value: string): string => {
    if (quality === "reason") return codeText(words, "reason", value);
    if (quality === "department") return departmentName(context, value) ?? value;
    if (quality === "language") return languageName(value, words.locale);
    return quality === "priority" ? codeText(words, "priority", value) : value;
  };
  return (
    <label class="menu-choice">
      {words(`filter_${quality}`)}
      <select
        class="input"
        value={chosen}
        onChange={(event) => (filter.value = { ...filter.peek(), [quality]: event.currentTarget.value })}
      >
        <option value="">{words("filter_any")}</option>
        {values.map((value) => (
          <option key={value} value={value}>
            {said(value)}
          </option>
        ))}
      </select>
    </label>
  );
}

function SavedViews(): JSX.Element {
  const words = useConsoleWords();
  const { inbox } = useConsole();
  const name = useSignal("");
  const field = useId();
  const save = (): void => {
    const typed = name.peek().trim();
    if (typed === "") return;
    inbox.save(typed);
    name.value = "";
  };
  return (
    <>
      {inbox.saved.value.map((view) => (
        <div key={view.name} class="saved-view">
          <button type="button" class="menu-item" onClick={() => inbox.show(view)}>
            <bdi>{view.name}</bdi>
          </button>
          <button
            type="button"
            class="button button-quiet button-small"
            aria-label={words("view_forget", { name: view.name })}
            onClick={() => inbox.forget(view.name)}
          >
            <Icon of={Trash2} />
          </button>
        </div>
      ))}
      <div class="saved-view">
        <label class="visually-hidden" for={field}>
          {words("view_name")}
        </label>
        <input
          id={field}
          class="input"
          maxLength={60}
          placeholder={words("view_name")}
          value={name.value}
          onInput={(event) => (name.value = event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !isComposing(event)) save();
          }}
        />
        <Button small disabled={name.value.trim() === ""} onClick={save}>
          {words("view_save")}
        </Button>
      </div>
    </>
  );
}
