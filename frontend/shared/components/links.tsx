/** Safe links in texts, and plain text with clickable addresses and numbers. */
import type { ComponentChildren, JSX } from "preact";
import { linkParts } from "../links";

const WEB = /^(?:https?:\/\/|\/help\/)/i;

/** A link reads in its own direction, a phone number from left to right. Web pages open in a new tab, without a referrer; mail and phone links open their own program. */
export function OutLink({ href, children }: { href: string; children: ComponentChildren }): JSX.Element {
  const outside = WEB.test(href) ? { target: "_blank" } : {};
  return (
    <a href={href} {...outside} rel="noopener noreferrer nofollow" dir="auto">
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
