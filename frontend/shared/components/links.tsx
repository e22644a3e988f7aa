/** A link out of a text, made safe in one place, and plain text whose addresses and numbers can be pressed. */
import type { ComponentChildren, JSX } from "preact";
import { linkParts } from "../links";

const WEB = /^https?:\/\//i;

/** A web page opens beside the conversation, without a referrer; mail and phone open their own program. */
export function OutLink({ href, children }: { href: string; children: ComponentChildren }): JSX.Element {
  const outside = WEB.test(href) ? { target: "_blank" } : {};
  return (
    <a href={href} {...outside} rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

export function LinkedText({ text }: { text: string }): JSX.Element {
  return (
    <>
      {linkParts(text).map(({ text: part, href }, index) =>
        href ? (
          <OutLink key={index} href={href}>
            {part}
          </OutLink>
        ) : (
          part
        ),
      )}
    </>
  );
}
