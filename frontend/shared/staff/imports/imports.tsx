/** Moves articles in: files or a site, then the plan row by row, then the run. For the editor and for the first hour. */
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import type { Client } from "../../http";
import { useWords } from "../../words";
import type { Toasts } from "../dialog/toast";
import { failureText } from "../failure";
import type { StaffKey } from "../messages/en";
import { type Attempt, ImportModel } from "./model";
import { ImportPlan } from "./plan";
import { ImportSource } from "./source";
import "./imports.css";

interface ImportsProps {
  api: Client;
  toasts: Toasts;
  /** Where an article can be opened. */
  articleHref: (id: string) => string;
}

export function Imports({ api, toasts, articleHref }: ImportsProps): JSX.Element {
  const words = useWords<StaffKey>();
  const tell = (error: unknown): void => toasts.fail(failureText(error, words));
  const model = useMemo(() => new ImportModel(api, tell), [api]);
  const attempt: Attempt = (call) => void call().catch(tell);
  useEffect(() => {
    attempt(() => model.start());
    return () => model.stop();
  }, [model]);
  if (!model.current.value) return <ImportSource model={model} attempt={attempt} />;
  return <ImportPlan model={model} attempt={attempt} articleHref={articleHref} />;
}
