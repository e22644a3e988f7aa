/** Whether a category demands an approval, and by whom: set by supervisors, where they meet an article of it. */
import type { JSX } from "preact";
import type { ApprovalCategories, ApproverList } from "../../shared/api/contract";
import { useRead } from "../../shared/staff/read";
import { tellResult } from "../../shared/staff/tell-result";
import { useEditor } from "../context";
import { useEditorWords } from "../messages";

const PLACE = "/approval-categories";

interface RuleProps {
  category: string;
  onChange: () => void;
}

export function ApprovalRule({ category, onChange }: RuleProps): JSX.Element | null {
  const words = useEditorWords();
  const { api, toasts } = useEditor();
  const read = useRead(() => api.get<ApprovalCategories>(PLACE), category, words);
  if (!read.value) return null;
  const { categories, approvers } = read.value;
  const named = approvers.find((each) => each.category === category)?.people ?? [];

  const put = (body: object): void => {
    void tellResult(toasts, words, words("care_saved"), async () => {
      read.put(await api.put<ApprovalCategories>(PLACE, body));
      onChange();
    }).then((done) => done || read.again());
  };
  const demand = (demanded: boolean): void => {
    const others = categories.filter((each) => each !== category);
    put({ categories: demanded ? [...others, category] : others });
  };
  const name = (people: readonly string[]): void => {
    const others = approvers
      .filter((each) => each.category !== category)
      .map((each) => ({ category: each.category, people: each.people.map(({ id }) => id) }));
    put({ categories, approvers: [...others, { category, people }] });
  };
  return (
    <>
      <label class="staff-check">
        <input
          type="checkbox"
          checked={categories.includes(category)}
          onChange={(event) => demand(event.currentTarget.checked)}
        />
        {words("approval_rule", { category })}
      </label>
      {categories.includes(category) && <Approvers named={named.map(({ id }) => id)} onName={name} />}
    </>
  );
}

interface ApproversProps {
  named: readonly string[];
  onName: (people: readonly string[]) => void;
}

function Approvers({ named, onName }: ApproversProps): JSX.Element | null {
  const words = useEditorWords();
  const { api } = useEditor();
  const read = useRead(() => api.get<ApproverList>("/approvers"), "", words);
  if (!read.value) return null;
  // Whom a category named and who is no editor any more is not waited for, and goes with the next change.
  const known = read.value.people.map(({ id }) => id);
  const change = (id: string, chosen: boolean): void => {
    const others = named.filter((each) => each !== id && known.includes(each));
    onName(chosen ? [...others, id] : others);
  };
  return (
    <fieldset class="approvers">
      <legend>{words("approval_people")}</legend>
      <span class="staff-hint">{words("approval_people_hint")}</span>
      {read.value.people.map((person) => (
        <label key={person.id} class="staff-check">
          <input
            type="checkbox"
            checked={named.includes(person.id)}
            onChange={(event) => change(person.id, event.currentTarget.checked)}
          />
          <bdi>{person.name}</bdi>
        </label>
      ))}
    </fieldset>
  );
}
