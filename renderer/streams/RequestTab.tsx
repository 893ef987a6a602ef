import { Fragment, type ReactNode } from 'react';

import type { ShownVersion } from '../../shared/firehose/presented.ts';
import { CodeEditor } from '../ui/CodeEditor.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Moment } from '../ui/Moment.tsx';
import { jsonExtensions } from '../ui/jsonExtensions.ts';
import { EventLink } from './EventLink.tsx';
import { StateTab, type StateTabProps } from './StateTab.tsx';

type Request = NonNullable<ShownVersion['request']>;

/** The call that made a version: who sent what, when and from where. */
export function RequestTab(props: StateTabProps) {
  return (
    <StateTab {...props}>
      {({ request, stream, state }) =>
        request ? (
          <div className="request">
            <dl className="fields request-facts">
              {factsOf(request).map(({ name, value }) => (
                <Fragment key={name}>
                  <dt>{name}</dt>
                  <dd className="selectable">{value}</dd>
                </Fragment>
              ))}
              <dt>Event</dt>
              <dd>
                <EventLink origin={request} stream={stream}>
                  {request.eventName}
                </EventLink>
              </dd>
            </dl>
            <div className="tab-tools">
              <strong>What was sent</strong>
              <span className="spring" />
              <CopyButton text={request.text} label="Copy request" className="button small" />
            </div>
            <CodeEditor
              text={request.text}
              label={`Request of ${state.title}`}
              extensions={jsonExtensions}
              isReadOnly
            />
          </div>
        ) : (
          <div className="changes-none">
            <strong>No request</strong>
            <p>{state.title}: no call in this log made this state.</p>
          </div>
        )
      }
    </StateTab>
  );
}

type Fact = { readonly name: string; readonly value: ReactNode };

function factsOf(request: Request): readonly Fact[] {
  const { actor, arn, time, sourceIPAddress, userAgent, tool, invokedBy, mfa } = request;
  const facts: (Fact | undefined)[] = [
    { name: 'Actor', value: actor },
    arn !== undefined && arn !== actor ? { name: 'ARN', value: <span className="mono">{arn}</span> } : undefined,
    { name: 'Time', value: <Moment iso={time} /> },
    sourceIPAddress === undefined
      ? undefined
      : { name: 'Source IP', value: <span className="mono">{sourceIPAddress}</span> },
    tool === undefined ? undefined : { name: 'Tool', value: tool },
    userAgent === undefined ? undefined : { name: 'User agent', value: userAgent },
    invokedBy === undefined ? undefined : { name: 'Called by', value: invokedBy },
    mfa === undefined ? undefined : { name: 'MFA', value: mfa ? 'yes' : 'no' },
  ];
  return facts.filter((fact) => fact !== undefined);
}
