/** Files in a conversation, for agents: how they are fetched, and what is chosen for the next reply or note. */
import { useMemo } from "preact/hooks";
import type { Fetch } from "../../shared/attachments/attachments";
import { fetchFile, uploadFile } from "../../shared/attachments/calls";
import { Uploads } from "../../shared/attachments/uploads";
import { useConsole } from "../app/context";

export function useFiles(conversationId: string): Fetch {
  const { api } = useConsole();
  return useMemo(() => (id, preview) => fetchFile(api, conversationId, id, preview), [api, conversationId]);
}

/** Kept while the page lives, so that a look at another conversation costs no upload. */
const chosen = new Map<string, Uploads>();

export function useUploads(conversationId: string): Uploads {
  const { api } = useConsole();
  return useMemo(() => {
    const known = chosen.get(conversationId);
    const uploads = known ?? new Uploads((file, key) => uploadFile(api, conversationId, file, key));
    chosen.set(conversationId, uploads);
    return uploads;
  }, [api, conversationId]);
}
