import { useMemo, useState, type DragEvent } from 'react';

import { readLiveAnswer } from '../../shared/firehose/live/liveAnswer.ts';
import { otherStream } from '../../shared/firehose/live/liveComparison.ts';
import type { StreamKey } from '../../shared/firehose/model.ts';
import type { CallInput } from '../../shared/ipc/contract.ts';
import { useRun } from '../state/useRun.ts';
import { useCall } from '../state/useCall.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { LiveResult } from './LiveResult.tsx';

type LiveButtonProps = { readonly stream: StreamKey };

/** Compares what AWS answers today with what the log tells; the history stays as it is. */
export function LiveButton({ stream }: LiveButtonProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="button quiet small" onClick={() => setOpen(true)}>
        Compare with live answer…
      </button>
      <Dialog
        heading={`Compare ${stream.name} with a live answer`}
        size="wide"
        isOpen={isOpen}
        onClose={() => setOpen(false)}
      >
        <LiveForm stream={stream} />
      </Dialog>
    </>
  );
}

function LiveForm({ stream }: LiveButtonProps) {
  const { name } = stream;
  const run = useRun();
  const [text, setText] = useState('');
  const [asked, setAsked] = useState<string>();
  const input = useMemo(() => (asked === undefined ? undefined : questionOf(asked, stream)), [asked, stream]);
  const { data, error, isOld, refetch } = useCall('streams.compareLive', input);
  const take = (next: string) => {
    setText(next);
    setAsked(next.trim() === '' ? undefined : next);
  };
  const readFile = async () => {
    const file = await run('shell.readText', {});
    if (file?.text !== undefined) take(file.text);
  };
  return (
    // Text and files may be dropped anywhere on the form.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className="live"
      onDragEnter={keepDrop}
      onDragLeave={keepDrop}
      onDragOver={keepDrop}
      onDrop={(event) => void takeDrop(event, take)}
    >
      <p>
        Paste, drop or read the answer of{' '}
        <code className="mono selectable">aws firehose describe-delivery-stream --delivery-stream-name {name}</code>. It
        is only compared: the history is rebuilt from the log alone.
      </p>
      <textarea
        className="search mono live-text"
        aria-label="Answer of describe-delivery-stream"
        placeholder='{"DeliveryStreamDescription": …}'
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="live-buttons">
        <button type="button" className="button primary" disabled={text.trim() === ''} onClick={() => take(text)}>
          Compare
        </button>
        <button type="button" className="button" onClick={() => void readFile()}>
          Read a file…
        </button>
      </div>
      {error && <ErrorNotice error={error} on={{ retry: refetch }} isInset />}
      {data && !error && (
        <div aria-busy={isOld}>
          <LiveResult result={data} chosen={stream} />
        </div>
      )}
    </div>
  );
}

/** An answer about another stream is held against that one; one that names no account, against the chosen one. */
function questionOf(text: string, { account, region, name }: StreamKey): CallInput<'streams.compareLive'> {
  const reading = readLiveAnswer(text);
  const stream = { account, region, name };
  return reading.kind === 'answer' && otherStream(reading.answer, stream) !== undefined ? { text } : { text, stream };
}

/** Here a drop is an answer of AWS, not a log to open. */
function keepDrop(event: DragEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

async function takeDrop(event: DragEvent, take: (text: string) => void): Promise<void> {
  keepDrop(event);
  const [file] = event.dataTransfer.files;
  take(file ? await file.text() : event.dataTransfer.getData('text/plain'));
}
