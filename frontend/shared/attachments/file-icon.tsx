/** The pictures of files; decorative. */
import { FileText, type IconNode, Paperclip } from "lucide";
import { h, type JSX } from "preact";

export function FileIcon(): JSX.Element {
  return <Drawing icon={FileText} />;
}

export function ClipIcon(): JSX.Element {
  return <Drawing icon={Paperclip} />;
}

function Drawing({ icon }: { icon: IconNode }): JSX.Element {
  return (
    <svg class="icon file-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {icon.map(([tag, attributes]) => h(tag, attributes as Record<string, string>))}
    </svg>
  );
}
