import { useRef, useState } from 'react';

import type { Prompt } from '../../shared/aws/profile.ts';
import { useRun } from '../state/useRun.ts';
import { useFocusKept } from '../ui/useFocusKept.ts';

/** Whoever has just chosen a profile types its code next. */
const closedProfiles = '.profile-input[aria-expanded=false]';

const wholeCode = /^\d{6}$/;

/** Six digits of the device that a profile names. */
export function MfaCard({ prompt }: { readonly prompt: Extract<Prompt, { readonly kind: 'mfa' }> }) {
  const { id: promptId, profile, serial, message } = prompt;
  const run = useRun();
  const [code, setCode] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useFocusKept(input, promptId, closedProfiles);
  const isWhole = wholeCode.test(code);
  const give = () => {
    if (isWhole) void run('aws.answer', { promptId, code });
  };
  return (
    <fieldset className="prompt" aria-label={`MFA code: ${profile}`}>
      <p className="prompt-text" role="alert">
        {message !== undefined && <span className="prompt-error">{message}</span>}
        Profile "{profile}" needs a code of <strong>{deviceName(serial)}</strong>.{' '}
        <span className="path selectable">{serial}</span>
      </p>
      <form
        className="prompt-buttons"
        onSubmit={(event) => {
          event.preventDefault();
          give();
        }}
      >
        <input
          ref={input}
          className="search mfa-code mono"
          aria-label="MFA code"
          inputMode="numeric"
          autoComplete="one-time-code"
          placeholder="123456"
          maxLength={6}
          value={code}
          onChange={(event) => setCode(event.target.value.replaceAll(/\D/g, ''))}
        />
        <button type="submit" className="button small primary" disabled={!isWhole}>
          Continue
        </button>
        <button type="button" className="button small" onClick={() => void run('aws.dismiss', { promptId })}>
          Cancel
        </button>
      </form>
    </fieldset>
  );
}

/** `alice-phone` of `arn:aws:iam::111122223333:mfa/alice-phone`; a hardware device has a serial number only. */
function deviceName(serial: string): string {
  return serial.split('/').at(-1) ?? serial;
}
