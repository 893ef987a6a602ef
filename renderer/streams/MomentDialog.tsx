import { useId, useState, type FormEvent } from 'react';

import { readPeriod } from '../../shared/filter/time.ts';
import { useView } from '../state/AppStateProvider.tsx';
import { Dialog } from '../ui/Dialog.tsx';

type MomentDialogProps = {
  readonly side: 'From' | 'To';
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** The moment in ISO 8601, in UTC. */
  readonly onChoose: (time: string) => void;
};

/** Asks for a moment in the zone of the view. */
export function MomentDialog({ side, isOpen, onClose, onChoose }: MomentDialogProps) {
  return (
    <Dialog heading={`${side}: the state at a moment`} size="small" isOpen={isOpen} onClose={onClose}>
      <MomentForm onClose={onClose} onChoose={onChoose} />
    </Dialog>
  );
}

function MomentForm({ onClose, onChoose }: Pick<MomentDialogProps, 'onClose' | 'onChoose'>) {
  const timeZone = useView((view) => view.query.timeZone);
  const [text, setText] = useState('');
  const [isWrong, setWrong] = useState(false);
  const hintId = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const period = readPeriod(text.trim(), timeZone);
    setWrong(!period);
    if (period) onChoose(new Date(period.start).toISOString().replace(/\.\d+Z$/, 'Z'));
  };
  return (
    <form className="moment-form" onSubmit={submit}>
      <label>
        Date and time ({timeZone})
        <input
          className="search mono"
          placeholder="2026-06-12 14:31:00"
          spellCheck={false}
          aria-describedby={hintId}
          aria-invalid={isWrong}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <p id={hintId} className={isWrong ? 'cell-error' : 'muted'}>
        {isWrong
          ? 'This is no date and time. Written like 2026-06-12, 2026-06-12 14:31 or 2026-06-12T14:31:00Z.'
          : 'What was in force then, as far as the log tells. A change is effective within a few minutes.'}
      </p>
      <div className="dialog-buttons">
        <button type="button" className="button" onClick={onClose}>
          Cancel
        </button>
        <button type="submit" className="button primary">
          Show
        </button>
      </div>
    </form>
  );
}
