// What was done to what: the middle of a sentence.
import type { RecordValue } from '../events/record.ts';
import type { Sentence } from './part.ts';

export type Phrase = {
  /** As in "to attach": put into the past where the call was accepted, and behind "tried to" where it was not. */
  readonly verb: string;
  /** The rest of the words that name the action. */
  readonly object?: string | undefined;
  /** To what, and with which parameters. */
  readonly rest: Sentence;
  /** Sentences of their own, of what an accepted call answered. */
  readonly after?: Sentence | undefined;
  /** Sentences of their own, however the call ended. */
  readonly note?: Sentence | undefined;
  /** The phrase names the service, or it goes without saying. */
  readonly isServiceNamed?: boolean | undefined;
};

export type Told = {
  readonly record: RecordValue;
  readonly timeText: (ms: number) => string;
  /** What changed is told from the history, so that the request need not be. */
  readonly isChangeTold: boolean;
};

export type PhraseMaker = (told: Told) => Phrase | undefined;

/** How the actions of one service are told: a template, or a function where the parameters take more than one. */
export type ActionTable = Readonly<Record<string, string | PhraseMaker>>;
