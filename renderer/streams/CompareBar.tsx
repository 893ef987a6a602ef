import type { Comparison, StateRef, Timeline } from '../../shared/firehose/presented.ts';
import { useUpdateView, useView } from '../state/AppStateProvider.tsx';
import { countOf } from '../ui/numbers.ts';
import { noiseText } from './changeGroups.ts';
import { CopyMenu, ExportMenu } from './ReportMenus.tsx';
import { StatePicker } from './StatePicker.tsx';
import type { States } from './states.ts';

type CompareBarProps = {
  readonly timeline: Timeline;
  readonly compared: States;
  readonly comparison: Comparison | undefined;
};

/** What is compared with what, how much differs, and what is left out of it. */
export function CompareBar({ timeline, compared, comparison }: CompareBarProps) {
  const update = useUpdateView();
  const { account, region, name } = timeline.stream;
  const compare = (change: Partial<States>) =>
    update({ stream: { account, region, name }, compared: { ...compared, ...change } });
  return (
    <div className="compare-bar">
      <StatePicker
        side="From"
        timeline={timeline}
        value={compared.from}
        onChange={(from: StateRef) => compare({ from })}
      />
      <button
        type="button"
        className="button quiet icon"
        aria-label="Swap from and to"
        title="Swap from and to"
        onClick={() => compare({ from: compared.to, to: compared.from })}
      >
        ⇄
      </button>
      <StatePicker side="To" timeline={timeline} value={compared.to} onChange={(to: StateRef) => compare({ to })} />
      {comparison && <Counts comparison={comparison} />}
      <div className="compare-reports">
        <CopyMenu stream={timeline.stream} compared={compared} />
        <ExportMenu stream={timeline.stream} compared={compared} />
      </div>
    </div>
  );
}

function Counts({ comparison }: { readonly comparison: Comparison }) {
  const isNoiseShown = useView((view) => view.isNoiseShown);
  const update = useUpdateView();
  const changes = comparison.changes.filter(({ noise }) => !noise).length;
  const noise = comparison.changes.length - changes;
  const left = noiseText(noise, comparison.restated);
  return (
    <>
      <output className="compare-counts">
        {countOf(changes, 'change')}
        {left !== undefined && ` · ${left} ${isNoiseShown ? 'shown' : 'hidden'}`}
      </output>
      {left !== undefined && (
        <button
          type="button"
          className="button quiet compare-all"
          aria-pressed={isNoiseShown}
          title="Values that were stated again and defaults that were written out"
          onClick={() => update({ isNoiseShown: !isNoiseShown })}
        >
          {isNoiseShown ? 'Hide defaults' : 'Show all'}
        </button>
      )}
    </>
  );
}
