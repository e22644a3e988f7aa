/** What the department of a rule is called. */
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";
import { EVERYBODY } from "./rules";

export function useDepartmentName(): (id: string) => string {
  const words = useConsoleWords();
  const { departments } = useConsole();
  return (id) =>
    id === EVERYBODY
      ? words("retention_everybody")
      : (departments.value.find((each) => each.id === id)?.name ?? id);
}
