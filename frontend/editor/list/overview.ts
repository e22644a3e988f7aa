/** The categories, tags and owners in use with their numbers, for filters and as suggestions. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Overview } from "../../shared/api/contract";
import { useEditor } from "../context";

/** Null until it is read. The fields work without it, so a failure is ignored. */
export function useOverview(turn = 0): Overview | null {
  const { api } = useEditor();
  const overview = useSignal<Overview | null>(null);
  useEffect(() => {
    api
      .get<Overview>("/article-overview")
      .then((found) => {
        overview.value = found;
      })
      .catch(() => undefined);
  }, [api, turn]);
  return overview.value;
}

export function useCategories(): readonly string[] {
  return useOverview()?.categories.map(({ name }) => name) ?? [];
}
