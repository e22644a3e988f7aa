/** The customer's round picture: initials if they have a name, otherwise a plain figure. */
import { UserRound } from "lucide";
import type { JSX } from "preact";
import { Avatar } from "../../shared/components/avatar";
import { Icon } from "../../shared/components/icon";

export function CustomerAvatar({
  name,
  small,
}: {
  name: string | null | undefined;
  small?: boolean;
}): JSX.Element {
  if (name) return <Avatar name={name} small={small === true} />;
  return (
    <Avatar name="" small={small === true}>
      <Icon of={UserRound} />
    </Avatar>
  );
}
