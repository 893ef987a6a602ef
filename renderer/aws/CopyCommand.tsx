import { CopyButton } from '../ui/CopyButton.tsx';

/** The other way to sign in: a command for the terminal, exactly as it is to be run. */
export function CopyCommand({ command }: { readonly command: string }) {
  return (
    <p className="prompt-command muted">
      <span>Or run in a terminal:</span>
      <code className="mono selectable">{command}</code>
      <CopyButton text={command} label="Copy the command" />
      <span>Firetrail goes on by itself.</span>
    </p>
  );
}
