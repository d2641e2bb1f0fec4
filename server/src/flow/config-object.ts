// A configuration object of which some entries are known, and which is asked for others too.

import type { Value } from './values.ts';

/** Nothing is known of it but what stands in its attributes. */
export const CONFIG = 'omegaconf.DictConfig';

/** `config.get("seed")` and `config["seed"]`; undefined where it does not say. */
export function entryOf(config: Value | undefined, key: Value | undefined): Value | undefined {
  if (config?.tag !== 'instance' || config.type !== CONFIG) return undefined;
  return key?.tag === 'const' && typeof key.value === 'string' ? config.attributes.get(key.value) : undefined;
}
