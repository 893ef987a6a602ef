import { useCall } from '../state/useCall.ts';
import { useRun } from '../state/useRun.ts';

/** Shows the file where it lies; nothing where it is not on this machine. */
export function RevealButton({ file }: { readonly file: string }) {
  const run = useRun();
  const { data } = useCall('files.locate', { file });
  const token = data?.token;
  if (token === undefined) return null;
  return (
    <button type="button" className="button quiet small" onClick={() => void run('shell.reveal', { token })}>
      Show in folder
    </button>
  );
}
