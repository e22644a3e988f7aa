/** Where a page gets a picture that not everybody may see: staff by their session, customers by their conversation. */
import { createContext } from "preact";

export type FetchPicture = (address: string) => Promise<Blob>;

/** Null where the browser's own request is all there is. */
export const PictureSource = createContext<FetchPicture | null>(null);
