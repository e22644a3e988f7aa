/** A picture of an article. One that the browser is refused is fetched with the reader's credential, and shown from memory. */
import type { JSX } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import { PictureSource } from "./picture-source";

export function Picture({ address, alt }: { address: string; alt: string }): JSX.Element {
  const fetchPicture = useContext(PictureSource);
  const [refused, setRefused] = useState(false);
  const [fetched, setFetched] = useState<string | null>(null);
  useEffect(() => {
    if (!refused || !fetchPicture) return;
    let made: string | null = null;
    let gone = false;
    fetchPicture(address).then(
      (blob) => {
        if (gone) return;
        made = URL.createObjectURL(blob);
        setFetched(made);
      },
      () => {}, // the words that stand for it are shown
    );
    return () => {
      gone = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [refused, fetchPicture, address]);
  return <img src={fetched ?? address} alt={alt} loading="lazy" onError={() => setRefused(true)} />;
}
