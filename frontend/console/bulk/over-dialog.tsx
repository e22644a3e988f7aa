/** Asks before an agent accepts more conversations than they take at once. */
import type { JSX } from "preact";
import type { OwnCapacity } from "../../shared/api/contract";
import { Button } from "../../shared/components/basics";
import { Dialog } from "../../shared/staff/dialog/dialog";
import { useConsoleWords } from "../messages";

interface OverDialogProps {
  own: OwnCapacity;
  wanted: number;
  onClose: () => void;
  /** How many of them, from the first on. */
  onChosen: (most: number) => void;
}

export function OverDialog({ own, wanted, onClose, onChosen }: OverDialogProps): JSX.Element {
  const words = useConsoleWords();
  const room = Math.max(0, own.at_most - own.held);
  const after = own.held + wanted;
  return (
    <Dialog title={words("bulk_over_title")} onClose={onClose}>
      <p>{words("bulk_over", { held: own.held, most: own.at_most, after })}</p>
      <div class="staff-dialog-actions">
        <Button look="quiet" onClick={onClose}>
          {words("cancel")}
        </Button>
        <Button look={room > 0 ? "plain" : "primary"} onClick={() => onChosen(wanted)}>
          {words("bulk_over_all", { count: wanted })}
        </Button>
        {room > 0 && (
          <Button look="primary" autofocus onClick={() => onChosen(room)}>
            {words.count("bulk_over_first", room)}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
