/** Small components for all pages. Styles are in `components.css`; callers provide the words. */
import type { ComponentChildren, JSX } from "preact";

type ButtonProps = Omit<JSX.IntrinsicElements["button"], "class" | "icon"> & {
  look?: "primary" | "plain" | "quiet" | "danger";
  small?: boolean;
  busy?: boolean;
  class?: string;
  children?: ComponentChildren;
};

/** A busy button keeps its size and focus, tells screen readers, and ignores further clicks. */
export function Button({
  look = "plain",
  small,
  busy,
  class: extra,
  onClick,
  ...rest
}: ButtonProps): JSX.Element {
  const names = ["button", `button-${look}`, small ? "button-small" : "", extra ?? ""]
    .filter(Boolean)
    .join(" ");
  return (
    <button
      type="button"
      {...rest}
      class={names}
      aria-busy={busy ? "true" : undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    />
  );
}

export function Spinner({ label }: { label: string }): JSX.Element {
  return (
    <span class="spinner" role="status">
      <span class="visually-hidden">{label}</span>
    </span>
  );
}

export type Tone = "good" | "warning" | "danger" | "info" | "neutral";

/** A coloured dot with its meaning in words beside it (hidden if the words are already there). */
export function StatusDot({
  tone,
  label,
  hideLabel,
}: {
  tone: Tone;
  label: string;
  hideLabel?: boolean;
}): JSX.Element {
  return (
    <span class="status-dot">
      <span class={`dot dot-${tone}`} aria-hidden="true" />
      <span class={hideLabel ? "visually-hidden" : undefined}>{label}</span>
    </span>
  );
}

export function Badge({
  tone = "neutral",
  children,
}: {
  tone?: Tone;
  children: ComponentChildren;
}): JSX.Element {
  return <span class={`badge badge-${tone}`}>{children}</span>;
}

/** A line above the content that shows a state (offline, reconnecting, failed), announced when it appears. */
export function Banner({ tone, children }: { tone: Tone; children: ComponentChildren }): JSX.Element {
  return (
    <div class={`banner banner-${tone}`} role={tone === "danger" ? "alert" : "status"}>
      {children}
    </div>
  );
}

export function TypingDots({ label }: { label: string }): JSX.Element {
  return (
    <span class="typing-dots">
      <span aria-hidden="true" class="typing-dot" />
      <span aria-hidden="true" class="typing-dot" />
      <span aria-hidden="true" class="typing-dot" />
      <span class="visually-hidden">{label}</span>
    </span>
  );
}
