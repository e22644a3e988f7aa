/** A list of options above the composer. The text field keeps the focus and its keys control the list. */
import type { ComponentChildren, JSX } from "preact";
import "./option-menu.css";

interface OptionMenuProps<Item> {
  id: string;
  label: string;
  /** The text shown for an empty list. */
  none: string;
  items: readonly Item[];
  active: number;
  onChoose: (item: Item) => void;
  show: (item: Item) => ComponentChildren;
}

export function OptionMenu<Item extends { id: string }>(props: OptionMenuProps<Item>): JSX.Element {
  const { id, label, none, items, active, onChoose, show } = props;
  return (
    <div class="canned-menu">
      {items.length === 0 && <p class="staff-hint">{none}</p>}
      <div id={id} role="listbox" aria-label={label}>
        {items.map((item, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the text field has the focus and names the active option
          // biome-ignore lint/a11y/useKeyWithClickEvents: the text field has the keys
          <div
            key={item.id}
            id={optionId(id, index)}
            role="option"
            aria-selected={index === active}
            class="canned-option"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(item)}
          >
            {show(item)}
          </div>
        ))}
      </div>
    </div>
  );
}

export function optionId(list: string, index: number): string {
  return `${list}-${index}`;
}
