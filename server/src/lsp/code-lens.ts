// Where the check is offered: above the main guard, or above the statement of the script that starts the work.

import type { CodeLens } from 'vscode-languageserver';
import { type Flow, type FlowEvent, type Site, spanOfSite } from '../flow/events.ts';
import { type Place, rangeIn } from './places.ts';
import type { ClientTraits } from './worker-messages.ts';

export function codeLenses(flow: Flow, place: Place, traits: ClientTraits): CodeLens[] {
  const site = entryOf(flow);
  if (!site) return [];
  const { start } = spanOfSite(site);
  return [
    {
      range: rangeIn(place.table, start, start),
      command: {
        title: '▷ Check determinism',
        command: traits.checkCommand,
        arguments: [{ uri: place.uri }],
      },
    },
  ];
}

function entryOf(flow: Flow): Site | null {
  if (flow.entry === 'library' || flow.entry === 'notebook') return null;
  const happening = flow.events.filter((event) => event.reach === 'run' || event.reach === 'maybe');
  if (happening.length === 0) return null;
  if (flow.mainGuard) return { module: flow.module, node: flow.mainGuard };
  const trains = happening.filter((event) => event.kind === 'train');
  const works = trains.length > 0 ? trains : happening.filter((event) => event.kind === 'draw');
  for (const event of works) {
    const site = statementOf(event);
    if (site.module === flow.module) return site;
  }
  return null;
}

/** The statement of the script itself that leads to the event: what one would step over in a debugger. */
function statementOf(event: FlowEvent): Site {
  const outermost = event.path[0] ?? event.site;
  return { module: outermost.module, node: outermost.node.unit.body };
}
