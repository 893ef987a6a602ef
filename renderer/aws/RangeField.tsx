import { rangePresets } from '../../shared/aws/timeRange.ts';
import type { TimeRange } from '../../shared/ipc/sourceSpec.ts';
import { useView } from '../state/AppStateProvider.tsx';
import { formatTime } from '../ui/times.ts';
import type { RangeDraft, RangeRead } from './rangeDraft.ts';

type RangeFieldProps = {
  readonly value: RangeDraft;
  readonly read: RangeRead;
  readonly onChange: (range: RangeDraft) => void;
  /** Whether everything there is may be asked for. */
  readonly hasAll: boolean;
};

/** When the events happened: one of the usual stretches, or from and to. */
export function RangeField({ value, read, onChange, hasAll }: RangeFieldProps) {
  const presets = rangePresets.filter(({ range }) => hasAll || 'lastMinutes' in range);
  return (
    <fieldset className="range" aria-label="Time range">
      <div className="range-presets">
        {presets.map(({ title, range }) => (
          <RangeButton
            key={title}
            title={title}
            isPressed={value.kind === 'preset' && isSameRange(value.range, range)}
            onClick={() => onChange({ kind: 'preset', range })}
          />
        ))}
        <CustomButton {...{ value, read, onChange }} />
      </div>
      {value.kind === 'custom' && <CustomRange value={value} onChange={onChange} />}
      {'problem' in read && (
        <p className="field-problem" role="alert">
          {read.problem}
        </p>
      )}
    </fieldset>
  );
}

type RangeButtonProps = { readonly title: string; readonly isPressed: boolean; readonly onClick: () => void };

function RangeButton({ title, isPressed, onClick }: RangeButtonProps) {
  return (
    <button
      type="button"
      className={isPressed ? 'button small chosen' : 'button small'}
      aria-pressed={isPressed}
      onClick={onClick}
    >
      {title}
    </button>
  );
}

const minuteMs = 60_000;

/** Begins with what the preset before it means now. */
function CustomButton({ value, onChange }: Pick<RangeFieldProps, 'value' | 'onChange'>) {
  const timeZone = useView((view) => view.query.timeZone);
  const begin = () => {
    if (value.kind === 'custom') return;
    const minutes = 'lastMinutes' in value.range ? value.range.lastMinutes : 0;
    const at = (ms: number) => formatTime(`${new Date(ms).toISOString().slice(0, 19)}Z`, timeZone).slice(0, 16);
    const now = Date.now();
    const from = minutes > 0 ? at(now - minutes * minuteMs) : '';
    onChange({ kind: 'custom', from: minutes > 24 * 60 ? from.slice(0, 10) : from, to: '' });
  };
  return <RangeButton title="Custom" isPressed={value.kind === 'custom'} onClick={begin} />;
}

type CustomRangeProps = {
  readonly value: Extract<RangeDraft, { readonly kind: 'custom' }>;
  readonly onChange: (range: RangeDraft) => void;
};

function CustomRange({ value, onChange }: CustomRangeProps) {
  const timeZone = useView((view) => view.query.timeZone);
  return (
    <div className="range-custom">
      <label>
        <span className="muted">From</span>
        <input
          className="search mono"
          placeholder="the beginning"
          spellCheck={false}
          value={value.from}
          onChange={(event) => onChange({ ...value, from: event.target.value })}
        />
      </label>
      <label>
        <span className="muted">To</span>
        <input
          className="search mono"
          placeholder="now"
          spellCheck={false}
          value={value.to}
          onChange={(event) => onChange({ ...value, to: event.target.value })}
        />
      </label>
      <span className="muted">{timeZone}; 2026-01-31 or 2026-01-31 12:00</span>
    </div>
  );
}

function isSameRange(a: TimeRange, b: TimeRange): boolean {
  if ('lastMinutes' in a || 'lastMinutes' in b) {
    return 'lastMinutes' in a && 'lastMinutes' in b && a.lastMinutes === b.lastMinutes;
  }
  return a.from === b.from && a.to === b.to;
}
