/** The calls of files, the same for customers and agents. */
import type { Attachment } from "../api/contract";
import { type Client, segment } from "../http";

/** The same `uploadId` again is the same upload, so a repeated call never doubles a file. */
export function uploadFile(
  client: Client,
  conversationId: string,
  file: File,
  uploadId: string,
): Promise<Attachment> {
  // A lone surrogate, as a file system may allow it, cannot be encoded.
  const name = encodeURIComponent(file.name.replace(/\p{Cs}/gu, ""));
  const headers = { "x-upload-id": uploadId, "x-file-name": name };
  return client.postFile(path(conversationId), new Blob([file]), headers);
}

export function fetchFile(
  client: Client,
  conversationId: string,
  id: string,
  preview: boolean,
): Promise<Blob> {
  return client.getFile(`${path(conversationId)}/${segment(id)}${preview ? "?preview=true" : ""}`);
}

function path(conversationId: string): string {
  return `/conversations/${segment(conversationId)}/attachments`;
}
