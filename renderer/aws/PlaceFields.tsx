import { useState } from 'react';

import { AdvancedFields } from './AdvancedFields.tsx';
import { IdentityText } from './HeaderProfile.tsx';
import { LocationField } from './LocationField.tsx';
import { ProfileField } from './ProfileField.tsx';
import { useBuckets } from './useBuckets.ts';
import type { S3Choice } from './useS3Choice.ts';

/** With which profile, where, and what few need. */
export function PlaceFields({ choice }: { readonly choice: S3Choice }) {
  const { draft, change, takeProfile, find, isSearching, stop } = choice;
  const { profile, endpoint, location } = draft;
  const [isAdvanced, setAdvanced] = useState(endpoint !== '' || draft.queueUrl !== '' || draft.requesterPays);
  const [isTyping, setTyping] = useState(false);
  const { buckets, error } = useBuckets(profile, endpoint.trim(), isTyping);
  return (
    <>
      <div className="place-row">
        <ProfileField value={profile} onChange={takeProfile}>
          <IdentityText profile={profile} />
        </ProfileField>
        <div className="place-location" onFocus={() => setTyping(true)}>
          <LocationField
            value={location}
            buckets={buckets}
            onChange={(next) => change({ location: next })}
            onEnter={find}
          />
        </div>
        {isSearching ? (
          <button type="button" className="button" aria-label="Stop the search" onClick={stop}>
            Stop
          </button>
        ) : (
          <button type="button" className="button primary" disabled={location.trim() === ''} onClick={find}>
            Find logs
          </button>
        )}
        <button
          type="button"
          className="button quiet"
          aria-expanded={isAdvanced}
          onClick={() => setAdvanced(!isAdvanced)}
        >
          Advanced
        </button>
      </div>
      {error?.code === 'aws/denied' && location === '' && (
        <p className="muted">Listing buckets is not allowed for this profile: type the name.</p>
      )}
      {isAdvanced && <AdvancedFields draft={draft} onChange={change} />}
    </>
  );
}
