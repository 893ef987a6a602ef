import { sentenceOf, sentenceText } from '../../shared/sentence/sentence.ts';
import { useView } from '../state/AppStateProvider.tsx';
import { useRun } from '../state/useRun.ts';
import { Menu, MenuItem } from '../ui/Menu.tsx';
import { timeTextIn } from './SentenceLine.tsx';
import { summaryText } from './summaryText.ts';
import type { ShownEvent } from './useShownEvent.ts';

/** For a ticket or a message: the event as text. */
export function CopyMenu({ shown }: { readonly shown: ShownEvent }) {
  const run = useRun();
  const timeZone = useView((view) => view.query.timeZone);
  const copy = (text: string) => void run('shell.copyText', { text });
  const sentence = () => sentenceText(sentenceOf(shown.record, { timeText: (ms) => timeTextIn(ms, timeZone) }));
  const { text } = shown;
  return (
    <Menu label="Copy" name="Copy the event" className="button quiet small" align="end">
      <MenuItem onSelect={() => copy(sentence())}>Copy the sentence</MenuItem>
      <MenuItem onSelect={() => copy(summaryText(shown, sentence(), timeZone))}>Copy the summary</MenuItem>
      {text && <MenuItem onSelect={() => copy(text.text)}>Copy the exact JSON</MenuItem>}
    </Menu>
  );
}
