// What one applied event states or implies of the configuration, by path (§3.2, §6.3).
import type { JsonObject, JsonValue } from '../../../shared/json.ts';
import { createdConfiguration, destinationOf, encryptionOf, tagsOf } from './canonical.ts';
import type { Event } from './input.ts';
import { leaves } from './leaves.ts';

function statedConfiguration({ eventName, parameters }: Event): JsonObject {
  switch (eventName) {
    case 'CreateDeliveryStream':
      return createdConfiguration(parameters);
    case 'UpdateDestination': {
      const destination = destinationOf(parameters, 'DestinationUpdate');
      return destination === undefined ? {} : { destination };
    }
    case 'StartDeliveryStreamEncryption':
      return { encryption: encryptionOf(parameters) };
    case 'StopDeliveryStreamEncryption':
      return { encryption: { enabled: false } };
    case 'TagDeliveryStream':
      return { tags: tagsOf(parameters) };
    default:
      return {};
  }
}

export function statedLeaves(event: Event): ReadonlyMap<string, JsonValue> {
  return event.kind === 'applied' ? leaves(statedConfiguration(event)) : new Map();
}
