import type { ReactNode } from 'react';

import type { AppError, ErrorCode } from '../../shared/errors.ts';

/** What can be done about an error in the window. Each code maps to exactly one of them. */
type ErrorAction =
  | 'retry'
  | 'signIn'
  | 'chooseProfile'
  | 'showCache'
  | 'openOther'
  | 'editInput'
  | 'reload'
  | 'dismiss';

const actions: Readonly<Record<ErrorCode, ErrorAction>> = {
  'bad-request': 'dismiss',
  cancelled: 'dismiss',
  'path/not-found': 'openOther',
  'path/nothing-readable': 'openOther',
  'filter/invalid': 'editInput',
  'sql/invalid': 'editInput',
  'sql/failed': 'editInput',
  'column/unknown': 'editInput',
  'event/not-found': 'reload',
  'event/ambiguous': 'dismiss',
  'stream/not-found': 'reload',
  'stream/ambiguous': 'dismiss',
  'live/unreadable': 'editInput',
  'file/unreadable': 'dismiss',
  'file/unwritable': 'retry',
  'view/gone': 'reload',
  'workspace/none': 'openOther',
  'workspace/locked': 'retry',
  'workspace/outdated': 'openOther',
  'workspace/unreadable': 'openOther',
  'aws/profile': 'chooseProfile',
  'aws/sign-in': 'signIn',
  'aws/mfa': 'retry',
  'aws/expired': 'chooseProfile',
  'aws/denied': 'chooseProfile',
  'aws/not-found': 'dismiss',
  'aws/no-logs': 'dismiss',
  'aws/throttled': 'retry',
  'aws/unreachable': 'retry',
  'aws/failed': 'retry',
  'cache/full': 'showCache',
  'disk/full': 'showCache',
  'core/stopped': 'retry',
  internal: 'retry',
};

const usualLabels: Readonly<Record<ErrorAction, string>> = {
  retry: 'Try again',
  signIn: 'Sign in',
  chooseProfile: 'Choose a profile…',
  showCache: 'Downloaded logs…',
  openOther: 'Open another folder…',
  editInput: 'Edit',
  reload: 'Reload',
  dismiss: 'Dismiss',
};

type ErrorNoticeProps = {
  readonly error: AppError;
  /** What the code's action does here; an action that is not given is not offered. */
  readonly on: Partial<Record<ErrorAction, () => void>>;
  /** What an action is called here, where it is called otherwise. */
  readonly labels?: Partial<Record<ErrorAction, string>>;
  /** What it means here, said before the error itself. */
  readonly lead?: string;
  readonly isInset?: boolean;
};

/** An error as a sentence with the one thing that can be done about it. */
export function ErrorNotice({ error, on, labels = {}, lead, isInset = false }: ErrorNoticeProps) {
  const action = actions[error.code];
  const act = on[action];
  return (
    <Notice tone="error" isInset={isInset}>
      <p>{lead === undefined ? error.message : `${lead} ${error.message}`}</p>
      {act && (
        <button type="button" className="button small" onClick={act}>
          {labels[action] ?? usualLabels[action]}
        </button>
      )}
      {on.dismiss && action !== 'dismiss' && (
        <button type="button" className="button quiet small" onClick={on.dismiss}>
          Dismiss
        </button>
      )}
    </Notice>
  );
}

type NoticeProps = {
  readonly tone: 'info' | 'warn' | 'error';
  readonly isInset?: boolean;
  readonly children: ReactNode;
};

export function Notice({ tone, isInset = false, children }: NoticeProps) {
  const classes = ['notice', tone, isInset ? 'inset' : ''].filter(Boolean).join(' ');
  return (
    <div className={classes} role={tone === 'error' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}
