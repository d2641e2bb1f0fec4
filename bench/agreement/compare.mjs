// Holds each listed draw against two runs: a seeded one has the same generator state in both, an unseeded one another.

const UNSEEDED = new Set(['unseeded', 'entropy', 'partly']);

/** Draws are matched by file, row and stream. The first time that a run comes by counts: later states may follow from other draws. */
export function compare(listed, homes, runs) {
  const [first, second] = runs.map((run, i) => firstDraws(run.events, homes[i]));
  const outcome = { agreed: 0, differing: 0, same: 0, unseen: 0, disagreed: [] };
  for (const draw of statesByPlace(listed, homes[0])) {
    const [a, b] = [first, second].map((run) => find(run, draw));
    if (!a || !b) {
      outcome.unseen += 1;
      continue;
    }
    const equal = a.before === b.before;
    const wanted = draw.state === 'seeded';
    if (equal === wanted) {
      outcome.agreed += 1;
      outcome[equal ? 'same' : 'differing'] += 1;
    } else {
      const why = equal ? 'and its state is the same in both runs' : 'and its state differs between the runs';
      outcome.disagreed.push({ draw, where: `${draw.file}:${draw.row}`, why });
    }
  }
  return outcome;
}

/** Each claim turned round; what claims nothing still does not. */
export function contrary(listed) {
  return listed.map((draw) => {
    if (UNSEEDED.has(draw.state)) return { ...draw, state: 'seeded' };
    return draw.state === 'seeded' ? { ...draw, state: 'unseeded' } : draw;
  });
}

/** One entry a place and stream, with the state of the first visit; what is not known, or not reached for sure, claims nothing. */
function statesByPlace(listed, home) {
  const places = new Map();
  for (const draw of listed) {
    if (draw.kind !== 'draw' || draw.cell !== null || draw.reach !== 'run') continue;
    const at = draw.used ?? draw;
    const file = relative(at.filename, home);
    const key = `${file}:${at.row} ${draw.stream}`;
    if (!places.has(key)) places.set(key, { ...draw, file, row: at.row });
  }
  return [...places.values()].filter(({ state }) => state === 'seeded' || UNSEEDED.has(state));
}

function firstDraws(events, home) {
  const found = new Map();
  for (const event of events) {
    if (event.kind !== 'draw' || event.file === null) continue;
    const key = `${relative(event.file, home)} ${event.stream} ${event.row} ${event.endRow}`;
    if (!found.has(key)) found.set(key, { ...event, file: relative(event.file, home) });
  }
  return [...found.values()];
}

function find(draws, { file, row, stream }) {
  return draws.find(
    (event) =>
      event.file === file &&
      event.stream === stream &&
      event.row <= row &&
      row <= Math.max(event.row, event.endRow),
  );
}

function relative(file, home) {
  return file.startsWith(`${home}/`) ? file.slice(home.length + 1) : file;
}
